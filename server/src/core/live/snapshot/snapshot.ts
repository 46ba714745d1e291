/** What AWS said, and when. Built in host/aws from the API's answers; compared by rules; saved as a snapshot file. */
import type { Access, PrincipalType } from '../../model';
import type { Gap } from '../../reasons';
import type { Part } from './parts';

export type Snapshot = {
  /** ISO 8601, UTC: when the refresh finished; of one that took parts from an earlier snapshot, the time all of it was so. */
  readonly takenAt: string;
  readonly profile: string;
  readonly instance: Instance;
  /** Origins have the path `live:<service>/<operation>`: which API is the evidence. */
  readonly access: Access;
  readonly provisioning: readonly Provisioned[];
  readonly requests: readonly ProvisioningRequest[];
  /** Who is in which group; `undefined` while nobody has asked. */
  readonly memberships?: readonly GroupMembers[] | undefined;
  readonly gaps: readonly Gap[];
  /** How old each part is; files of older versions don't say. */
  readonly parts?: readonly Part[] | undefined;
  /** Names of groups, users and accounts are pseudonyms: they can be compared with each other, and with nothing else. */
  readonly pseudonymized?: true | undefined;
};

/** Groups do not nest (Identity Store API: a member is a user). */
export type GroupMembers = {
  readonly groupId: string;
  readonly memberIds: readonly string[];
  /** The name where it could be resolved, else the id. */
  readonly group: string;
  /** The names of `memberIds`, in the same order. */
  readonly members: readonly string[];
  readonly complete: boolean;
};

export type Instance = {
  readonly arn: string;
  readonly identityStoreId: string;
  readonly ownerAccount: string;
  readonly region: string;
  readonly name: string | undefined;
};

/** A permission set that is provisioned to an account: as a role of its newest version, or of an older one. */
export type Provisioned = {
  readonly permissionSetArn: string;
  /** The name where it could be resolved, else the ARN. */
  readonly permissionSet: string;
  readonly account: string;
  readonly status: 'current' | 'outdated';
};

/** A recent asynchronous request. Names where they could be resolved, else the ids AWS gave. */
export type ProvisioningRequest = {
  readonly kind: 'assignment-creation' | 'assignment-deletion' | 'provisioning';
  readonly id: string;
  readonly status: 'IN_PROGRESS' | 'FAILED' | 'SUCCEEDED';
  readonly createdAt: string;
  readonly permissionSet: string | undefined;
  readonly account: string | undefined;
  readonly principalType: PrincipalType | undefined;
  readonly principal: string | undefined;
  /** AWS's own words. */
  readonly failureReason: string | undefined;
};
