/** Makes a snapshot of the answers so far. Invariant: what was not asked, or not answered, leaves its listing incomplete. */
import type { Unknown } from '../base';
import * as model from '../model';
import type { Answer, AssignmentRow, Found, RequestRow, Step } from './answer';
import { evidence, said, unsaid } from './evidence';
import { gapsOf } from './gaps';
import { type Names, namesOf } from './names';
import { operationOf } from './operation';
import { byAccountId, byDate, byName, byPair, byTriple, inOrder } from './order';
import { completionOf, only, type StageName, stageNames, successesLeftAside } from './plan';
import type { Gap, Instance, Provisioned, ProvisioningRequest, Snapshot } from './snapshot';

export type Taking = {
  readonly takenAt: string;
  readonly profile: string;
  readonly instance: Instance;
  /** The stages that are done; what a later one would have asked is unknown. */
  readonly done: readonly StageName[];
};

export function snapshotOf(answers: readonly Answer[], { takenAt, profile, instance, done }: Taking): Snapshot {
  const names = namesOf(answers);
  return {
    takenAt,
    profile,
    instance,
    access: accessOf(answers, names, done),
    provisioning: provisioningOf(answers, names),
    requests: requestsOf(answers, names),
    gaps: [...gapsOf(answers, names.label), ...requestGaps(answers), ...notYet(done)],
  };
}

function accessOf(answers: readonly Answer[], names: Names, done: readonly StageName[]): model.Access {
  return {
    permissionSets: permissionSets(answers, done),
    groups: principals(answers, 'group'),
    users: principals(answers, 'user'),
    accounts: accounts(answers),
    policies: { all: [], complete: false, because: [unsaid('iam/ListPolicies', 'policies are kept in each account')] },
    assignments: assignments(answers, names, done),
  };
}

function permissionSets(answers: readonly Answer[], done: readonly StageName[]): model.Listing<model.PermissionSet> {
  const details = new Map(only(answers, 'set-details').map((it) => [it.set, it]));
  const policies = policiesBySet(answers);
  const short = new Set(answers.flatMap(({ step, gap }) => (gap && step.kind === 'policies' ? [step.set] : [])));
  const sets = only(answers, 'set').map(({ set }) =>
    permissionSet(set, details.get(set), policies.get(set) ?? [], done.includes('policies') && !short.has(set)),
  );
  return model.listing(inOrder(sets, byName), ({ name }) => name, reasons(answers, ['permission-sets']));
}

type Details = Extract<Found, { readonly kind: 'set-details' }>;

function permissionSet(
  arn: string,
  details: Details | undefined,
  found: readonly Found[],
  policiesComplete: boolean,
): model.PermissionSet {
  const describe = 'sso-admin/DescribePermissionSet';
  return {
    name: details ? said(describe, details.name) : unsaid(describe, `${arn} was not described`),
    presence: 'declared',
    address: arn,
    origin: evidence('sso-admin/ListPermissionSets'),
    sessionDuration: details?.sessionDuration ? said(describe, details.sessionDuration) : undefined,
    description: details?.description ? said(describe, details.description) : undefined,
    ...attached(found),
    policiesComplete,
    arn,
  };
}

type Attached = Pick<
  model.PermissionSet,
  'managedPolicies' | 'customerManagedPolicies' | 'permissionsBoundary' | 'inlinePolicy'
>;

function attached(found: readonly Found[]): Attached {
  const inline = found.find((it) => it.kind === 'inline-policy');
  return {
    managedPolicies: inOrder(found.flatMap(managedPolicy), ({ value }) => [value]),
    customerManagedPolicies: inOrder(found.flatMap(customerPolicy), ({ path, name }) => [path, name]).map(
      attachedReference,
    ),
    permissionsBoundary: found.flatMap(boundary)[0],
    inlinePolicy: inline ? said('sso-admin/GetInlinePolicyForPermissionSet', inline.document) : undefined,
  };
}

function boundary(found: Found): readonly model.Boundary[] {
  const operation = 'sso-admin/GetPermissionsBoundaryForPermissionSet';
  if (found.kind === 'aws-boundary') return [{ kind: 'aws-managed', arn: said(operation, found.arn) }];
  if (found.kind !== 'customer-boundary') return [];
  return [{ kind: 'customer-managed', reference: policyReference(found, operation) }];
}

function managedPolicy(found: Found) {
  return found.kind === 'managed-policy' ? [said('sso-admin/ListManagedPoliciesInPermissionSet', found.arn)] : [];
}

function customerPolicy(found: Found) {
  return found.kind === 'customer-policy' ? [found] : [];
}

function attachedReference(reference: { readonly name: string; readonly path: string }): model.PolicyReference {
  return policyReference(reference, 'sso-admin/ListCustomerManagedPolicyReferencesInPermissionSet');
}

export function policyReference(
  { name, path }: { readonly name: string; readonly path: string },
  operation: string,
): model.PolicyReference {
  return { name: said(operation, name), path: said(operation, path), origin: evidence(operation) };
}

function policiesBySet(answers: readonly Answer[]): ReadonlyMap<string, readonly Found[]> {
  const bySet = new Map<string, Found[]>();
  for (const { step, found } of answers) {
    if (step.kind === 'policies') bySet.set(step.set, [...(bySet.get(step.set) ?? []), ...found]);
  }
  return bySet;
}

function principals(answers: readonly Answer[], kind: 'group' | 'user'): model.Listing<model.Group> {
  const operation = kind === 'group' ? 'identitystore/ListGroups' : 'identitystore/ListUsers';
  const found = only(answers, kind).map(
    ({ id, name }): model.Group => ({
      name: name === undefined ? unsaid(operation, `${kind} ${id} has no name`) : said(operation, name),
      presence: 'declared',
      address: id,
      origin: evidence(operation),
      id,
    }),
  );
  return model.listing(inOrder(found, byName), ({ name }) => name, reasons(answers, [`${kind}s`]));
}

/** Where the organization may not be read, the accounts are those that anything else names; their names stay unknown. */
function accounts(answers: readonly Answer[]): model.Listing<model.Account> {
  const operation = 'organizations/ListAccounts';
  const listed = only(answers, 'account').map(
    ({ id, name }): model.Account => ({
      id: said(operation, id),
      name: name === undefined ? undefined : said(operation, name),
      origin: evidence(operation),
    }),
  );
  const because = reasons(answers, ['accounts']);
  const known = new Set(only(answers, 'account').map(({ id }) => id));
  const others = because.length === 0 ? [] : accountsNamed(answers).filter(({ id }) => !known.has(id));
  const seen = others.map(
    ({ id, operation: by }): model.Account => ({
      id: said(by, id),
      name: unsaid(operation, because[0]?.because ?? 'accounts were not listed'),
      origin: evidence(by),
    }),
  );
  return model.listing(inOrder([...listed, ...seen], byAccountId), ({ id }) => id, because);
}

function accountsNamed(answers: readonly Answer[]): readonly { readonly id: string; readonly operation: string }[] {
  const seen = new Map<string, string>();
  for (const { step, found } of answers) {
    for (const it of found) {
      const named = it.kind === 'provisioned' || it.kind === 'assignment' ? it.account : undefined;
      if (named && !seen.has(named)) seen.set(named, operationOf(step));
    }
  }
  return [...seen].map(([id, operation]) => ({ id, operation }));
}

function assignments(answers: readonly Answer[], names: Names, done: readonly StageName[]): model.Assignments {
  const rows = new Map<string, { readonly row: AssignmentRow; readonly operation: string }>();
  for (const { step, found } of answers) {
    for (const row of found) {
      if (row.kind !== 'assignment') continue;
      const key = `${row.account} ${row.set} ${row.principal}`;
      if (!rows.has(key)) rows.set(key, { row, operation: operationOf(step) });
    }
  }
  const because = [...reasons(answers, assignmentSteps(answers)), ...unasked(answers, done)];
  const all = [...rows.values()].map(({ row, operation }) => assignment(row, operation, names));
  return { all: inOrder(all, byTriple), complete: because.length === 0, because };
}

function assignment(row: AssignmentRow, operation: string, names: Names): model.Assignment {
  const permissionSet = names.set(row.set, operation);
  return {
    principalType: said(operation, row.type),
    principal: names.principal(row.type, row.principal, operation),
    account: said(operation, row.account),
    permissionSet,
    address: assignmentAddress(row),
    origin: evidence(operation),
    principalId: row.principal,
    permissionSetArn: row.set,
  };
}

/** Stable between refreshes, and unique. */
export function assignmentAddress({ account, set, principal }: Omit<AssignmentRow, 'type'>): string {
  return `${account}/${set}/${principal}`;
}

/** A refusal by principal is made up for by asking every pair; what remains open then is said in `unasked`. */
function assignmentSteps(answers: readonly Answer[]): readonly Step['kind'][] {
  const kinds: readonly Step['kind'][] = ['permission-sets', 'pair-assignments'];
  return completionOf(answers) === 'pairs' ? [...kinds, 'provisioned'] : [...kinds, 'groups', 'principal-assignments'];
}

function unasked(answers: readonly Answer[], done: readonly StageName[]): readonly Unknown[] {
  if (!done.includes('pairs')) return [unsaid('sso-admin/ListAccountAssignments', 'the refresh is not finished')];
  if (completionOf(answers) !== 'pairs') return [];
  return [
    unsaid(
      'sso-admin/ListAccountAssignments',
      'not every principal could be asked, and a pair is only asked where its permission set is provisioned',
    ),
  ];
}

/** Why a listing is short: one reason for each different gap of these kinds of steps. */
function reasons(answers: readonly Answer[], kinds: readonly Step['kind'][]): readonly Unknown[] {
  const found = new Map<string, Unknown>();
  for (const { step, gap } of answers) {
    if (gap && kinds.includes(step.kind)) found.set(gap.because, unsaid(operationOf(step), gap.because));
  }
  return [...found.values()];
}

function provisioningOf(answers: readonly Answer[], names: Names): readonly Provisioned[] {
  const outdated = new Set(only(answers, 'outdated').map(({ set, account }) => `${set} ${account}`));
  const pairs = [...only(answers, 'provisioned'), ...only(answers, 'outdated')];
  const unique = new Map(pairs.map((pair) => [`${pair.set} ${pair.account}`, pair]));
  const provisioned = [...unique].map(
    ([key, { set, account }]): Provisioned => ({
      permissionSet: names.label(set),
      account,
      status: outdated.has(key) ? 'outdated' : 'current',
    }),
  );
  return inOrder(provisioned, byPair);
}

export function requestsOf(answers: readonly Answer[], names: Names): readonly ProvisioningRequest[] {
  const requests = only(answers, 'request').map(({ request }) => namedRequest(request, names));
  return inOrder(requests, byDate);
}

function namedRequest(row: RequestRow, names: Names): ProvisioningRequest {
  return {
    kind: row.kind,
    id: row.id,
    status: row.status,
    createdAt: row.createdAt,
    permissionSet: row.set && names.label(row.set),
    account: row.account,
    principalType: row.type,
    principal: row.principal && names.label(row.principal),
    failureReason: row.failureReason,
  };
}

function requestGaps(answers: readonly Answer[]): readonly Gap[] {
  const count = successesLeftAside(only(answers, 'request-listed'));
  if (count === 0) return [];
  const because = 'there are more than we describe; a failure that one of them mended may still be shown';
  return [{ what: `${count} requests that succeeded`, because, action: undefined }];
}

function notYet(done: readonly StageName[]): readonly Gap[] {
  const missing = stageNames.filter((stage) => !done.includes(stage));
  if (missing.length === 0) return [];
  return [
    {
      what: missing.map((stage) => stageWords[stage]).join(', '),
      because: 'the refresh is not finished',
      action: undefined,
    },
  ];
}

const stageWords: Readonly<Record<StageName, string>> = {
  lists: 'lists',
  groups: 'assignments of groups',
  provisioning: 'provisioning',
  requests: 'provisioning requests',
  users: 'assignments of users',
  pairs: 'assignments by account',
  policies: 'policies of permission sets',
};
