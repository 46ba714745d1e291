/**
 * The JSON of a snapshot file: the shape of `idc access`, plus when and where it was taken. Contract: a change that a
 * reader of an older format would misread raises `snapshot`. Format 2 says by kind what format 1 said in words alone: why
 * something is not known, what a gap is about, and that a principal is gone. Files of format 1 are read by `format-1`.
 */
import * as v from 'valibot';
import { partNames } from '../snapshot/parts';
import { accountId, date, exactly, flag, id, list, oneOf, orNull, shape, text, words } from './checked-json';
import { fieldSchemas, principalType } from './file-fields';
import { gap, reason } from './reason-file';

export const snapshotFormat = 2;
export const readableFormats = [1, 2] as const;

const instance = { arn: text, identityStoreId: text, ownerAccount: text };

/** As AWS lists it; an empty text where it does not say. */
export const listedInstance = shape({ ...instance, arn: id, name: text, status: text });

export const reference = shape({ name: text, path: text });
const principal = shape({ name: orNull(text), id: text });

/** The second form is one of AWS's own policies. */
const boundary = v.lazy((json) =>
  typeof json === 'object' && json !== null && 'managedPolicyArn' in json
    ? shape({ managedPolicyArn: text })
    : reference,
);

const permissionSet = shape({
  name: orNull(text),
  arn: text,
  sessionDuration: orNull(text),
  description: orNull(text),
  /** `null` where there is none; files of older versions don't say. */
  relayState: v.optional(v.nullable(text)),
  managedPolicies: list(text),
  customerManagedPolicies: list(reference),
  permissionsBoundary: orNull(boundary),
  inlinePolicy: flag,
  /** The document's text, where there is one. */
  inlinePolicyDocument: orNull(text),
  policiesComplete: flag,
});

const assignment = shape({
  principalType,
  principal: orNull(text),
  principalId: text,
  account: accountId,
  permissionSet: orNull(text),
  permissionSetArn: text,
  /** The API operation that said so. */
  saidBy: text,
  /** Only where it is certain that the group or user was deleted. */
  principalIsGone: v.optional(flag),
});

const part = shape({
  name: oneOf(partNames),
  readAt: date,
  unchangedUntil: orNull(date),
  by: orNull(oneOf(['cloudtrail', 'requests'])),
});

export const listingNames = ['permissionSets', 'groups', 'users', 'accounts', 'policies', 'assignments'] as const;

export const snapshotSchema = shape({
  version: exactly(1),
  /** The number of this file format. */
  snapshot: v.picklist(readableFormats),
  takenAt: date,
  profile: text,
  instance: shape({ ...instance, region: text, name: orNull(text) }),
  permissionSets: list(permissionSet),
  groups: list(principal),
  users: list(shape({ ...principal.entries, disabled: orNull(flag) })),
  accounts: list(shape({ id: accountId, name: orNull(text), state: orNull(text), saidBy: text })),
  /** Always empty: policies are kept in each account. */
  policies: v.optional(v.unknown()),
  assignments: list(assignment),
  /** Types of principals whose assignments are whole, though others may be missing. */
  assignmentsCompleteFor: list(principalType),
  /** Why a `null` above is not known: by the ARN or id of the thing and its attribute. */
  unknown: list(shape({ address: words, attribute: text, because: words, saidBy: text, reason })),
  ...fieldSchemas,
  gaps: list(gap),
  /** Listings that may be short, and why. */
  incomplete: list(shape({ of: oneOf(listingNames), because: words, saidBy: text, reason })),
  /** How old each part is; absent in files of older versions. */
  parts: orNull(list(part)),
  /** Names of groups, users and accounts were replaced; absent in files that have the real ones. */
  pseudonymized: v.pipe(
    v.optional(v.unknown()),
    v.transform((it) => it === true),
  ),
});

/** As it is written. */
export type SnapshotFile = v.InferInput<typeof snapshotSchema>;
/** As it is read: everything that may be absent is there. */
export type ReadSnapshot = v.InferOutput<typeof snapshotSchema>;

export type ListingName = (typeof listingNames)[number];
type Item<K extends keyof ReadSnapshot> = NonNullable<ReadSnapshot[K]> extends readonly (infer T)[] ? T : never;
export type PermissionSetFile = Item<'permissionSets'>;
export type ReferenceFile = v.InferOutput<typeof reference>;
export type PrincipalFile = Item<'groups'>;
export type UserFile = Item<'users'>;
export type AccountFile = Item<'accounts'>;
export type AssignmentFile = Item<'assignments'>;
export type UnknownFile = Item<'unknown'>;
export type IncompleteFile = Item<'incomplete'>;
export type PartFile = Item<'parts'>;
export type GapFile = Item<'gaps'>;
