/** Reads a snapshot file. It may come from anywhere, so every field is checked; nothing is cast. */
import { type ParseError, parse } from 'jsonc-parser';
import { isKnown, isObject, type Maybe, type Unknown } from '../base';
import * as model from '../model';
import { assignmentAddress } from './assignments';
import { evidence, said, unsaid } from './evidence';
import { date, exactly, flag, list, oneOf, orNull, type Read, shape, text } from './json-reader';
import { liveText } from './live-text';
import { saysGone } from './names';
import { type Part, partNames } from './parts';
import { policyReference } from './permission-sets';
import type { Gap, ProvisioningRequest, Snapshot } from './snapshot';
import type * as file from './snapshot-file';
import { type ListingName, listingNames, snapshotFormat } from './snapshot-file';

export type Decoded = { readonly snapshot: Snapshot } | { readonly problem: string };

export function decodeSnapshot(source: string): Decoded {
  const errors: ParseError[] = [];
  const json: unknown = parse(source, errors, { disallowComments: true });
  return errors.length > 0 ? { problem: 'this is not JSON' } : decodeSnapshotFile(json);
}

/** The same, of JSON that is parsed already: of a large file the text need not stay. */
export function decodeSnapshotFile(json: unknown): Decoded {
  const foreign = foreignFormat(json);
  if (foreign) return { problem: foreign };
  const problems: string[] = [];
  const decoded = snapshotFile(json, '', (problem) => problems.push(problem));
  const [problem] = problems;
  return problem === undefined ? { snapshot: snapshotFrom(decoded) } : { problem };
}

function foreignFormat(json: unknown): string | undefined {
  if (!isObject(json) || json.snapshot === undefined) return 'this is not a snapshot of live access';
  if (json.snapshot === snapshotFormat) return undefined;
  return `this snapshot has format ${String(json.snapshot)}, and this version reads format ${snapshotFormat}`;
}

const reference: Read<file.ReferenceFile> = shape<file.ReferenceFile>({ name: text, path: text });
const principal = shape<file.PrincipalFile>({ name: orNull(text), id: text });
const principalType = oneOf('GROUP', 'USER');

const boundary: Read<NonNullable<file.PermissionSetFile['permissionsBoundary']>> = (value, at, wrong) =>
  isObject(value) && value.managedPolicyArn !== undefined
    ? { managedPolicyArn: text(value.managedPolicyArn, `${at}.managedPolicyArn`, wrong) }
    : reference(value, at, wrong);

const permissionSet = shape<file.PermissionSetFile>({
  name: orNull(text),
  arn: text,
  sessionDuration: orNull(text),
  description: orNull(text),
  managedPolicies: list(text),
  customerManagedPolicies: list(reference),
  permissionsBoundary: orNull(boundary),
  inlinePolicy: flag,
  inlinePolicyDocument: orNull(text),
  policiesComplete: flag,
});

const assignment = shape<file.AssignmentFile>({
  principalType,
  principal: orNull(text),
  principalId: text,
  account: text,
  permissionSet: orNull(text),
  permissionSetArn: text,
  saidBy: text,
});

const request = shape<file.RequestFile>({
  kind: oneOf('assignment-creation', 'assignment-deletion', 'provisioning'),
  id: text,
  status: oneOf('IN_PROGRESS', 'FAILED', 'SUCCEEDED'),
  createdAt: text,
  permissionSet: orNull(text),
  account: orNull(text),
  principalType: orNull(principalType),
  principal: orNull(text),
  failureReason: orNull(text),
});

const instance = shape<file.InstanceFile>({
  arn: text,
  identityStoreId: text,
  ownerAccount: text,
  region: text,
  name: orNull(text),
});

const snapshotFile = shape<file.SnapshotFile>({
  version: exactly(1),
  snapshot: exactly(snapshotFormat),
  takenAt: date,
  profile: text,
  instance,
  permissionSets: list(permissionSet),
  groups: list(principal),
  users: list(shape<file.UserFile>({ name: orNull(text), id: text, disabled: orNull(flag) })),
  accounts: list(shape<file.AccountFile>({ id: text, name: orNull(text), state: orNull(text), saidBy: text })),
  policies: () => [],
  assignments: list(assignment),
  assignmentsCompleteFor: list(principalType),
  unknown: list(shape<file.UnknownFile>({ address: text, attribute: text, because: text, saidBy: text })),
  provisioning: list(
    shape<file.ProvisionedFile>({ permissionSet: text, account: text, status: oneOf('current', 'outdated') }),
  ),
  requests: list(request),
  memberships: orNull(list(shape<file.MembersFile>({ group: text, members: list(text), complete: flag }))),
  gaps: list(shape<file.GapFile>({ what: text, because: text, action: orNull(text) })),
  incomplete: list(shape<file.IncompleteFile>({ of: oneOf(...listingNames), because: text, saidBy: text })),
  parts: orNull(
    list(
      shape<file.PartFile>({
        name: oneOf(...partNames),
        readAt: date,
        unchangedUntil: orNull(date),
        by: orNull(oneOf('cloudtrail', 'requests')),
      }),
    ),
  ),
  pseudonymized: (value) => (value === true ? true : null),
});

function snapshotFrom(from: file.SnapshotFile): Snapshot {
  return {
    takenAt: from.takenAt,
    profile: from.profile,
    instance: { ...from.instance, name: from.instance.name ?? undefined },
    access: accessFrom(from),
    provisioning: from.provisioning,
    requests: from.requests.map(requestFrom),
    memberships: from.memberships ?? undefined,
    gaps: from.gaps.map((gap): Gap => ({ ...gap, action: gap.action ?? undefined })),
    ...(from.parts && { parts: from.parts.map(partFrom) }),
    ...(from.pseudonymized && { pseudonymized: true }),
  };
}

function partFrom({ name, readAt, unchangedUntil, by }: file.PartFile): Part {
  return { name, readAt, ...(unchangedUntil !== null && { unchangedUntil }), ...(by !== null && { by }) };
}

function accessFrom(from: file.SnapshotFile): model.Access {
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
  const nameless = new Set(items.flatMap(({ name }) => (isKnown(name) ? [] : [liveText(name.because)])));
  return model.listing(
    items,
    ({ name }) => name,
    because.filter((reason) => !nameless.has(liveText(reason.because))),
  );
}

function reasons(from: file.SnapshotFile, of: ListingName): readonly Unknown[] {
  const own = from.incomplete.filter((it) => it.of === of);
  return own.map(({ because, saidBy }) => unsaid(saidBy, because));
}

/** Finds the value again, or the reason why there is none. */
type MaybeOf = (value: string | null, address: string, attribute: string, operation: string) => Maybe<string>;

function unknowns(all: readonly file.UnknownFile[]): MaybeOf {
  const byPlace = new Map(all.map((it) => [`${it.address} ${it.attribute}`, it]));
  return (value, address, attribute, operation) => {
    if (value !== null) return said(operation, value);
    const reason = byPlace.get(`${address} ${attribute}`);
    return unsaid(reason?.saidBy ?? operation, reason?.because ?? 'the snapshot does not say why');
  };
}

/** Hundreds of thousands of assignments name a few thousand things; each of these is kept once. */
function sharing(maybe: MaybeOf): MaybeOf {
  const shared = new Map<string, Maybe<string>>();
  return (value, address, attribute, operation) => {
    if (value === null) return maybe(value, address, attribute, operation);
    const key = `${operation} ${value}`;
    const known = shared.get(key) ?? said(operation, value);
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
    origin: evidence('sso-admin/ListPermissionSets'),
    sessionDuration: from.sessionDuration === null ? undefined : said(describe, from.sessionDuration),
    description: from.description === null ? undefined : said(describe, from.description),
    managedPolicies: from.managedPolicies.map((arn) => said('sso-admin/ListManagedPoliciesInPermissionSet', arn)),
    customerManagedPolicies: from.customerManagedPolicies.map((it) =>
      policyReference(it, 'sso-admin/ListCustomerManagedPolicyReferencesInPermissionSet'),
    ),
    permissionsBoundary: from.permissionsBoundary ? boundaryFrom(from.permissionsBoundary) : undefined,
    inlinePolicy: document === null ? undefined : said('sso-admin/GetInlinePolicyForPermissionSet', document),
    policiesComplete: from.policiesComplete,
    arn: from.arn,
  };
}

function boundaryFrom(from: NonNullable<file.PermissionSetFile['permissionsBoundary']>): model.Boundary {
  const operation = 'sso-admin/GetPermissionsBoundaryForPermissionSet';
  return 'managedPolicyArn' in from
    ? { kind: 'aws-managed', arn: said(operation, from.managedPolicyArn) }
    : { kind: 'customer-managed', reference: policyReference(from, operation) };
}

function principalFrom(from: file.PrincipalFile, operation: string, maybe: MaybeOf): model.Group {
  return {
    name: maybe(from.name, from.id, 'name', operation),
    presence: 'declared',
    address: from.id,
    origin: evidence(operation),
    id: from.id,
  };
}

function userFrom(from: file.UserFile, maybe: MaybeOf): model.User {
  const user = principalFrom(from, 'identitystore/ListUsers', maybe);
  return from.disabled === null ? user : { ...user, disabled: from.disabled };
}

function accountFrom({ id, name, state, saidBy }: file.AccountFile, maybe: MaybeOf): model.Account {
  return {
    id: said(saidBy, id),
    name: maybe(name, id, 'name', 'organizations/ListAccounts'),
    origin: evidence(saidBy),
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
    principalType: said(operation, from.principalType),
    principal,
    ...(!isKnown(principal) && saysGone(liveText(principal.because)) && { principalIsGone: true }),
    account: maybe(account, address, 'account', operation),
    permissionSet: maybe(from.permissionSet, address, 'permissionSet', operation),
    address,
    origin: evidence(operation),
    principalId,
    permissionSetArn: set,
  };
}

function requestFrom(from: file.RequestFile): ProvisioningRequest {
  return {
    kind: from.kind,
    id: from.id,
    status: from.status,
    createdAt: from.createdAt,
    permissionSet: from.permissionSet ?? undefined,
    account: from.account ?? undefined,
    principalType: from.principalType ?? undefined,
    principal: from.principal ?? undefined,
    failureReason: from.failureReason ?? undefined,
  };
}
