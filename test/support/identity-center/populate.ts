/** Brings a scenario to life: gives everything ids, then plays its past, so that failures follow from their causes. */
import type { Clock } from './clock';
import { provision, reasonAgainstCreation, reasonAgainstDeletion, reasonAgainstProvisioning } from './provisioning';
import type { PastRequest, Scenario, ScenarioPrincipal } from './scenario';
import { iamId, permissionSetArn, principalId, roleSuffix, uuid } from './stable-id';
import {
  type Assignment,
  addAssignment,
  addPolicy,
  type EmulatorState,
  nextNumber,
  organizationInstance,
  type PermissionSet,
  policyArn,
  type Request,
  setProvisioned,
} from './state';

const hour = 3_600_000;
const day = 24 * hour;

export type WorldOptions = { readonly clock: Clock; readonly provisioningDelay: number };

export function createWorld(scenario: Scenario, { clock, provisioningDelay }: WorldOptions): EmulatorState {
  const world = emptyWorld(scenario, clock, provisioningDelay);
  addDirectory(world);
  addPolicies(world);
  addPermissionSets(world);
  addAssignments(world);
  addUnevenness(world);
  addPast(world);
  return world;
}

function emptyWorld(scenario: Scenario, clock: Clock, provisioningDelay: number): EmulatorState {
  const longAgo = clock.now() - 400 * day;
  return {
    scenario,
    clock,
    region: scenario.region,
    provisioningDelay,
    instances: scenario.instances.map((it) => ({ ...it, arn: `arn:aws:sso:::instance/${it.id}`, createdAt: longAgo })),
    accounts: new Map(scenario.accounts.map((it) => [it.id, { ...it, joinedAt: longAgo }])),
    users: new Map(),
    groups: new Map(),
    memberships: new Map(),
    permissionSets: new Map(),
    assignments: new Map(),
    provisioned: new Map(),
    requests: new Map(),
    policies: new Map(),
    events: [],
    rights: scenario.rights,
    made: 0,
  };
}

const storeOf = (world: EmulatorState): string =>
  (organizationInstance(world) ?? world.instances[0])?.identityStore ?? 'd-0000000000';

function addDirectory(world: EmulatorState): void {
  const { scenario } = world;
  const createdAt = world.clock.now() - 300 * day;
  for (const user of scenario.users) {
    const id = principalId(storeOf(world), 'user', user.name);
    world.users.set(id, { ...user, id, more: {}, createdAt });
  }
  for (const { members, ...group } of scenario.groups) {
    const id = principalId(storeOf(world), 'group', group.name);
    world.groups.set(id, { ...group, id, createdAt });
    for (const member of members) addMember(world, id, member);
  }
}

function addMember(world: EmulatorState, group: string, userName: string): void {
  const user = principalId(storeOf(world), 'user', userName);
  if (!world.users.has(user)) throw new Error(`the scenario has no such user: ${userName}`);
  const id = principalId(storeOf(world), 'membership', group, user);
  world.memberships.set(id, { id, group, user });
}

function addPolicies(world: EmulatorState): void {
  const createdAt = world.clock.now() - 200 * day;
  for (const { accounts, document, ...policy } of world.scenario.policies)
    for (const account of accounts.map((name) => accountId(world, name))) {
      const arn = policyArn(account, policy);
      const versions = [{ id: 'v1', document, isDefault: true, createdAt }];
      const id = iamId('ANPA', arn);
      addPolicy(world, account, { ...policy, arn, id, description: undefined, versions, tags: new Map(), createdAt });
    }
}

function addPermissionSets(world: EmulatorState): void {
  const instance = organizationInstance(world);
  if (instance === undefined) return;
  const createdAt = world.clock.now() - 100 * day;
  for (const set of world.scenario.permissionSets) {
    const arn = permissionSetArn(instance.arn, set.name);
    world.permissionSets.set(arn, { ...set, arn, tags: new Map(Object.entries(set.tags)), createdAt, revision: 1 });
  }
}

/** Assignments of a scenario are listed even where the account refused the role: AWS lists what is desired. */
function addAssignments(world: EmulatorState): void {
  for (const { principal, permissionSets, accounts } of world.scenario.assignments)
    for (const set of permissionSets)
      for (const account of accounts) assign(world, assignmentOf(world, principal, set, account));
}

function assign(world: EmulatorState, assignment: Assignment): void {
  addAssignment(world, assignment);
  const set = setOf(world, assignment.permissionSet);
  const { account } = assignment;
  if (world.provisioned.get(account)?.has(set.arn)) return;
  // An account that was closed later keeps the role it had.
  if (world.accounts.get(account)?.state !== 'ACTIVE') giveRole(world, set, account);
  else if (provision(world, set, account) !== undefined) recordRefusal(world, set, account);
}

function giveRole(world: EmulatorState, from: PermissionSet, account: string): void {
  const name = `AWSReservedSSO_${from.name}_${roleSuffix(account, from.arn)}`;
  setProvisioned(world, account, from.arn, { role: { name, from, createdAt: from.createdAt } });
}

function recordRefusal(world: EmulatorState, set: PermissionSet, account: string): void {
  setProvisioned(world, account, set.arn, { role: undefined });
  record(world, 3, {
    kind: 'provisioning',
    permissionSet: set.arn,
    account,
    assignment: undefined,
    failureReason: reasonAgainstProvisioning(world, set, account),
  });
}

function addUnevenness(world: EmulatorState): void {
  for (const { permissionSet, accounts } of world.scenario.outdated)
    for (const account of accounts) {
      const set = setOf(world, arnOf(world, permissionSet));
      giveRole(world, { ...set, revision: set.revision - 1 }, accountId(world, account));
    }
  for (const { permissionSet, accounts } of world.scenario.leftOver)
    for (const account of accounts)
      giveRole(world, setOf(world, arnOf(world, permissionSet)), accountId(world, account));
}

function addPast(world: EmulatorState): void {
  for (const past of world.scenario.failedCreations) addFailure(world, 'creation', past, reasonAgainstCreation);
  for (const past of world.scenario.failedDeletions)
    addFailure(world, 'deletion', past, (_, __, it) => reasonAgainstDeletion(world, it));
}

type Reason = (world: EmulatorState, set: PermissionSet, assignment: Assignment) => string | undefined;

function addFailure(world: EmulatorState, kind: 'creation' | 'deletion', past: PastRequest, reason: Reason): void {
  const assignment = assignmentOf(world, past.principal, past.permissionSet, past.account);
  const set = setOf(world, assignment.permissionSet);
  const failureReason = reason(world, set, assignment);
  if (failureReason === undefined) throw new Error(`this ${kind} would have succeeded: ${JSON.stringify(past)}`);
  record(world, past.hoursAgo, {
    kind,
    permissionSet: set.arn,
    account: assignment.account,
    assignment,
    failureReason,
  });
  const { account } = assignment;
  const refused = kind === 'creation' && world.accounts.get(account)?.state === 'ACTIVE';
  const bySet = reasonAgainstProvisioning(world, set, account) !== undefined;
  if (refused && bySet && !world.provisioned.get(account)?.has(set.arn))
    setProvisioned(world, account, set.arn, { role: undefined });
}

type Failed = Pick<Request, 'kind' | 'permissionSet' | 'account' | 'assignment' | 'failureReason'>;

function record(world: EmulatorState, hoursAgo: number, failed: Failed): void {
  const createdAt = world.clock.now() - hoursAgo * hour;
  const id = uuid('request', nextNumber(world));
  world.requests.set(id, { ...failed, id, createdAt, dueAt: createdAt, status: 'FAILED' });
}

function assignmentOf(world: EmulatorState, principal: ScenarioPrincipal, set: string, account: string): Assignment {
  const place = { account: accountId(world, account), permissionSet: arnOf(world, set) };
  if ('user' in principal)
    return {
      ...place,
      principalType: 'USER',
      principal: existing(world.users, storeOf(world), 'user', principal.user),
    };
  if ('group' in principal)
    return {
      ...place,
      principalType: 'GROUP',
      principal: existing(world.groups, storeOf(world), 'group', principal.group),
    };
  const principalGone = principalId(storeOf(world), 'deleted group', principal.deletedGroup);
  return { ...place, principalType: 'GROUP', principal: principalGone };
}

function existing(known: ReadonlyMap<string, unknown>, store: string, kind: string, name: string): string {
  const id = principalId(store, kind, name);
  if (!known.has(id)) throw new Error(`the scenario has no such ${kind}: ${name}`);
  return id;
}

function accountId(world: EmulatorState, nameOrId: string): string {
  if (world.accounts.has(nameOrId)) return nameOrId;
  const found = world.scenario.accounts.find((each) => each.name === nameOrId);
  if (found === undefined) throw new Error(`the scenario has no such account: ${nameOrId}`);
  return found.id;
}

const arnOf = (world: EmulatorState, name: string): string =>
  permissionSetArn(organizationInstance(world)?.arn ?? '', name);

function setOf(world: EmulatorState, arn: string): PermissionSet {
  const found = world.permissionSets.get(arn);
  if (found === undefined) throw new Error(`the scenario has no such permission set: ${arn}`);
  return found;
}
