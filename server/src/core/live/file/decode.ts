/** Reads a snapshot file. It may come from anywhere, so every field is checked by the schema. */
import { isKnown, isObject, type Maybe, reasonKey, type Unknown } from '../../base';
import * as model from '../../model';
import type { AnswerReason, Gap } from '../../reasons';
import { assignmentAddress } from '../questions/assignment-row';
import { apiOrigin, knownFrom, unknownFrom } from '../snapshot/api-origin';
import type { Part } from '../snapshot/parts';
import { policyReference } from '../snapshot/permission-sets';
import type { Snapshot } from '../snapshot/snapshot';
import { checked } from './checked-json';
import { type FileIds, readFields } from './file-fields';
import { fromFormat1 } from './format-1';
import type { FileReason } from './reason-file';
import type * as file from './snapshot-file';
import { type ListingName, readableFormats, snapshotSchema } from './snapshot-file';

export type Decoded = { readonly snapshot: Snapshot } | { readonly problem: string };

export function decodeSnapshot(source: string): Decoded {
  try {
    return decodeSnapshotFile(JSON.parse(source));
  } catch (error) {
    // What is nested too deep for the parser ends as a RangeError.
    if (error instanceof SyntaxError || error instanceof RangeError) return { problem: 'this is not JSON' };
    throw error;
  }
}

/** The same, of JSON that is parsed already: of a large file the text need not stay. */
export function decodeSnapshotFile(json: unknown): Decoded {
  const foreign = foreignFormat(json);
  if (foreign) return { problem: foreign };
  const file = checked(snapshotSchema, json);
  if ('problem' in file) return file;
  return { snapshot: snapshotFrom(file.value.snapshot === 1 ? fromFormat1(file.value) : file.value) };
}

function foreignFormat(json: unknown): string | undefined {
  if (!isObject(json) || json.snapshot === undefined) return 'this is not a snapshot of live access';
  if (readableFormats.some((it) => it === json.snapshot)) return undefined;
  return `this snapshot has format ${String(json.snapshot)}, and this version reads the formats ${readableFormats.join(' and ')}`;
}

function snapshotFrom(from: file.ReadSnapshot): Snapshot {
  const ids = idsOf(from);
  return {
    takenAt: from.takenAt,
    profile: from.profile,
    instance: { ...from.instance, name: from.instance.name ?? undefined },
    access: accessFrom(from),
    ...readFields(from, ids),
    gaps: from.gaps.map(gapFrom),
    ...(from.parts && { parts: from.parts.map(partFrom) }),
    ...(from.pseudonymized && { pseudonymized: true }),
  };
}

function idsOf({ permissionSets, groups, users }: file.ReadSnapshot): FileIds {
  return {
    set: byLabel(permissionSets.map(({ name, arn }) => ({ name, id: arn }))),
    group: byLabel(groups),
    user: byLabel(users),
  };
}

function byLabel(all: readonly file.PrincipalFile[]): (label: string) => string {
  const ids = new Map(all.map(({ name, id }) => [name ?? id, id]));
  return (label) => ids.get(label) ?? label;
}

function gapFrom({ what: _, because, action, reason, ...topic }: file.GapFile): Gap {
  return { ...topic, reason: reasonOf({ because, reason }), action: action ?? undefined };
}

/** The words count only where the file says nothing else. */
function reasonOf({
  because,
  reason,
}: {
  readonly because: string;
  readonly reason?: FileReason | undefined;
}): AnswerReason {
  return reason ?? { kind: 'said-in-file', text: because };
}

function partFrom({ name, readAt, unchangedUntil, by }: file.PartFile): Part {
  return { name, readAt, ...(unchangedUntil !== null && { unchangedUntil }), ...(by !== null && { by }) };
}

function accessFrom(from: file.ReadSnapshot): model.Access {
  const maybe = sharing(unknowns(from.unknown));
  const because = (of: ListingName) => reasons(from, of);
  const assignments = from.assignments.map((it) => assignmentFrom(it, maybe));
  return {
    permissionSets: listed(
      from.permissionSets.map((it) => permissionSetFrom(it, maybe)),
      because('permissionSets'),
    ),
    groups: listed(
      from.groups.map((it) => principalFrom(it, 'identitystore/ListGroups', maybe)),
      because('groups'),
    ),
    users: listed(
      from.users.map((it) => userFrom(it, maybe)),
      because('users'),
    ),
    accounts: model.listing(
      from.accounts.map((it) => accountFrom(it, maybe)),
      ({ id }) => id,
      because('accounts'),
    ),
    policies: { all: [], complete: false, because: because('policies') },
    assignments: {
      all: assignments,
      complete: because('assignments').length === 0,
      because: because('assignments'),
      completeFor: from.assignmentsCompleteFor,
    },
  };
}

/** A nameless item is itself a reason, which the file repeats; `listing` would count it twice. */
function listed<T extends { readonly name: Maybe<string> }>(
  items: readonly T[],
  because: readonly Unknown[],
): model.Listing<T> {
  const nameless = new Set(items.flatMap(({ name }) => (isKnown(name) ? [] : [reasonKey(name.because)])));
  return model.listing(
    items,
    ({ name }) => name,
    because.filter((reason) => !nameless.has(reasonKey(reason.because))),
  );
}

function reasons(from: file.ReadSnapshot, of: ListingName): readonly Unknown[] {
  const own = from.incomplete.filter((it) => it.of === of);
  return own.map((it) => unknownFrom(it.saidBy, reasonOf(it)));
}

/** Finds the value again, or the reason why there is none. */
type MaybeOf = (value: string | null, address: string, attribute: string, operation: string) => Maybe<string>;

function unknowns(all: readonly file.UnknownFile[]): MaybeOf {
  const byPlace = new Map(all.map((it) => [`${it.address} ${it.attribute}`, it]));
  return (value, address, attribute, operation) => {
    if (value !== null) return knownFrom(operation, value);
    const reason = byPlace.get(`${address} ${attribute}`);
    return unknownFrom(reason?.saidBy ?? operation, reason ? reasonOf(reason) : { kind: 'not-said-in-file' });
  };
}

/** Hundreds of thousands of assignments name a few thousand things; each of these is kept once. */
function sharing(maybe: MaybeOf): MaybeOf {
  const shared = new Map<string, Maybe<string>>();
  return (value, address, attribute, operation) => {
    if (value === null) return maybe(value, address, attribute, operation);
    const key = `${operation} ${value}`;
    const known = shared.get(key) ?? knownFrom(operation, value);
    shared.set(key, known);
    return known;
  };
}

function permissionSetFrom(from: file.PermissionSetFile, maybe: MaybeOf): model.PermissionSet {
  const describe = 'sso-admin/DescribePermissionSet';
  const document = from.inlinePolicyDocument;
  return {
    name: maybe(from.name, from.arn, 'name', describe),
    presence: 'declared',
    address: from.arn,
    origin: apiOrigin('sso-admin/ListPermissionSets'),
    sessionDuration: from.sessionDuration === null ? undefined : knownFrom(describe, from.sessionDuration),
    ...relayStateFrom(from),
    description: from.description === null ? undefined : knownFrom(describe, from.description),
    managedPolicies: from.managedPolicies.map((arn) => knownFrom('sso-admin/ListManagedPoliciesInPermissionSet', arn)),
    customerManagedPolicies: from.customerManagedPolicies.map((it) =>
      policyReference(it, 'sso-admin/ListCustomerManagedPolicyReferencesInPermissionSet'),
    ),
    permissionsBoundary: from.permissionsBoundary ? boundaryFrom(from.permissionsBoundary) : undefined,
    inlinePolicy: document === null ? undefined : knownFrom('sso-admin/GetInlinePolicyForPermissionSet', document),
    policiesComplete: from.policiesComplete,
    arn: from.arn,
  };
}

/** What an older file leaves open is no "none". */
function relayStateFrom({ relayState }: file.PermissionSetFile): Pick<model.PermissionSet, 'relayState'> {
  const describe = 'sso-admin/DescribePermissionSet';
  if (relayState === null) return {};
  if (relayState === undefined) return { relayState: unknownFrom(describe, { kind: 'not-said-in-file' }) };
  return { relayState: knownFrom(describe, relayState) };
}

function boundaryFrom(from: NonNullable<file.PermissionSetFile['permissionsBoundary']>): model.Boundary {
  const operation = 'sso-admin/GetPermissionsBoundaryForPermissionSet';
  return 'managedPolicyArn' in from
    ? { kind: 'aws-managed', arn: knownFrom(operation, from.managedPolicyArn) }
    : { kind: 'customer-managed', reference: policyReference(from, operation) };
}

function principalFrom(from: file.PrincipalFile, operation: string, maybe: MaybeOf): model.Group {
  return {
    name: maybe(from.name, from.id, 'name', operation),
    presence: 'declared',
    address: from.id,
    origin: apiOrigin(operation),
    id: from.id,
  };
}

function userFrom(from: file.UserFile, maybe: MaybeOf): model.User {
  const user = principalFrom(from, 'identitystore/ListUsers', maybe);
  return from.disabled === null ? user : { ...user, disabled: from.disabled };
}

function accountFrom({ id, name, state, saidBy }: file.AccountFile, maybe: MaybeOf): model.Account {
  const read = maybe(name, id, 'name', 'organizations/ListAccounts');
  // An account that is listed without a name has none, and the file no reason why.
  const isNameless = !isKnown(read) && read.because.kind === 'not-said-in-file';
  return {
    id: knownFrom(saidBy, id),
    name: isNameless ? undefined : read,
    origin: apiOrigin(saidBy),
    ...(state && { state }),
  };
}

function assignmentFrom(from: file.AssignmentFile, maybe: MaybeOf): model.Assignment {
  const { saidBy: operation, account } = from;
  const shared = (text: string) => {
    const known = maybe(text, '', '', operation);
    return isKnown(known) ? known.value : text;
  };
  const [set, principalId] = [shared(from.permissionSetArn), shared(from.principalId)];
  const address = assignmentAddress({ account, set, principal: principalId });
  const principal = maybe(from.principal, address, 'principal', operation);
  return {
    principalType: knownFrom(operation, from.principalType),
    principal,
    ...(from.principalIsGone && { principalIsGone: true }),
    account: maybe(account, address, 'account', operation),
    permissionSet: maybe(from.permissionSet, address, 'permissionSet', operation),
    address,
    origin: apiOrigin(operation),
    principalId,
    permissionSetArn: set,
  };
}
