/**
 * The JSON of a snapshot file: the shape of `idc access`, plus when and where it was taken. Contract: a change that a
 * reader of an older format would misread raises `snapshot`.
 */

import type { PartName } from './parts';

export const snapshotFormat = 1;

export type SnapshotFile = {
  readonly version: 1;
  /** The number of this file format. */
  readonly snapshot: typeof snapshotFormat;
  readonly takenAt: string;
  readonly profile: string;
  readonly instance: InstanceFile;
  readonly permissionSets: readonly PermissionSetFile[];
  readonly groups: readonly PrincipalFile[];
  readonly users: readonly UserFile[];
  readonly accounts: readonly AccountFile[];
  readonly policies: readonly [];
  readonly assignments: readonly AssignmentFile[];
  /** Types of principals whose assignments are whole, though others may be missing. */
  readonly assignmentsCompleteFor: readonly ('GROUP' | 'USER')[];
  /** Why a `null` above is not known: by the ARN or id of the thing and its attribute. */
  readonly unknown: readonly UnknownFile[];
  readonly provisioning: readonly ProvisionedFile[];
  readonly requests: readonly RequestFile[];
  /** `null` while nobody has asked. */
  readonly memberships: readonly MembersFile[] | null;
  readonly gaps: readonly GapFile[];
  /** Listings that may be short, and why. */
  readonly incomplete: readonly IncompleteFile[];
  /** How old each part is; absent in files of older versions. */
  readonly parts?: readonly PartFile[] | null;
  /** Names of groups, users and accounts were replaced; absent in files that have the real ones. */
  readonly pseudonymized?: true | null;
};

export type PartFile = {
  readonly name: PartName;
  readonly readAt: string;
  readonly unchangedUntil: string | null;
  readonly by: 'cloudtrail' | 'requests' | null;
};

export type InstanceFile = {
  readonly arn: string;
  readonly identityStoreId: string;
  readonly ownerAccount: string;
  readonly region: string;
  readonly name: string | null;
};

export type PermissionSetFile = {
  readonly name: string | null;
  readonly arn: string;
  readonly sessionDuration: string | null;
  readonly description: string | null;
  readonly managedPolicies: readonly string[];
  readonly customerManagedPolicies: readonly ReferenceFile[];
  readonly permissionsBoundary: { readonly managedPolicyArn: string } | ReferenceFile | null;
  readonly inlinePolicy: boolean;
  /** The document's text, where there is one. */
  readonly inlinePolicyDocument: string | null;
  readonly policiesComplete: boolean;
};

export type ReferenceFile = { readonly name: string; readonly path: string };
export type PrincipalFile = { readonly name: string | null; readonly id: string };
export type UserFile = PrincipalFile & { readonly disabled: boolean | null };
export type AccountFile = {
  readonly id: string;
  readonly name: string | null;
  readonly state: string | null;
  readonly saidBy: string;
};
export type MembersFile = { readonly group: string; readonly members: readonly string[]; readonly complete: boolean };

export type AssignmentFile = {
  readonly principalType: 'GROUP' | 'USER';
  readonly principal: string | null;
  readonly principalId: string;
  readonly account: string;
  readonly permissionSet: string | null;
  readonly permissionSetArn: string;
  /** The API operation that said so. */
  readonly saidBy: string;
};

export type UnknownFile = {
  readonly address: string;
  readonly attribute: string;
  readonly because: string;
  readonly saidBy: string;
};

export type ProvisionedFile = {
  readonly permissionSet: string;
  readonly account: string;
  readonly status: 'current' | 'outdated';
};

export type RequestFile = {
  readonly kind: 'assignment-creation' | 'assignment-deletion' | 'provisioning';
  readonly id: string;
  readonly status: 'IN_PROGRESS' | 'FAILED' | 'SUCCEEDED';
  readonly createdAt: string;
  readonly permissionSet: string | null;
  readonly account: string | null;
  readonly principalType: 'GROUP' | 'USER' | null;
  readonly principal: string | null;
  readonly failureReason: string | null;
};

export type GapFile = { readonly what: string; readonly because: string; readonly action: string | null };

export const listingNames = ['permissionSets', 'groups', 'users', 'accounts', 'policies', 'assignments'] as const;
export type ListingName = (typeof listingNames)[number];
export type IncompleteFile = { readonly of: ListingName; readonly because: string; readonly saidBy: string };
