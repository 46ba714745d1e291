/** What becomes of asynchronous requests: the outcomes AWS reports, in AWS's words, and the state they leave behind. */
import type { PolicyName } from './scenario';
import { roleSuffix, uuid } from './stable-id';
import {
  type Assignment,
  accountsProvisionedWith,
  addAssignment,
  assignmentsAt,
  type EmulatorState,
  isCurrent,
  nextNumber,
  organizationInstance,
  type PermissionSet,
  policyArn,
  type Request,
  removeAssignment,
  setProvisioned,
} from './state';

export type NewRequest = Pick<Request, 'kind' | 'permissionSet' | 'account' | 'assignment'>;

/** Accepts a request. IAM roles of one account change one at a time, so a busy account makes the next request wait. */
export function submit(world: EmulatorState, request: NewRequest): Request {
  const now = world.clock.now();
  const busyUntil = Math.max(now, ...pendingIn(world, request.account).map((pending) => pending.dueAt));
  const made: Request = {
    ...request,
    id: uuid('request', nextNumber(world)),
    createdAt: now,
    dueAt: busyUntil + world.provisioningDelay,
    status: 'IN_PROGRESS',
    failureReason: undefined,
  };
  world.requests.set(made.id, made);
  return made;
}

const pendingIn = (world: EmulatorState, account: string | undefined): readonly Request[] =>
  pending(world).filter((each) => account !== undefined && each.account === account);

export const pending = (world: EmulatorState): readonly Request[] =>
  [...world.requests.values()].filter((each) => each.status === 'IN_PROGRESS');

/** Does all work that is due by now, oldest first. Called before every answer, so the world needs no timers. */
export function settle(world: EmulatorState): void {
  const due = pending(world).filter((each) => each.dueAt <= world.clock.now());
  for (const request of due.sort((a, b) => a.dueAt - b.dueAt)) finish(world, request);
}

function finish(world: EmulatorState, request: Request): void {
  const failureReason = carryOut(world, request);
  const status = failureReason === undefined ? 'SUCCEEDED' : 'FAILED';
  world.requests.set(request.id, { ...request, status, failureReason });
}

function carryOut(world: EmulatorState, request: Request): string | undefined {
  const set = world.permissionSets.get(request.permissionSet);
  if (set === undefined) return '404 status error: PermissionSet not found.';
  if (request.kind === 'creation' && request.assignment) return create(world, set, request.assignment);
  if (request.kind === 'deletion' && request.assignment) return remove(world, request.assignment);
  const accounts = request.account === undefined ? accountsProvisionedWith(world, set.arn) : [request.account];
  return accounts.map((account) => provision(world, set, account)).find((reason) => reason !== undefined);
}

function create(world: EmulatorState, set: PermissionSet, assignment: Assignment): string | undefined {
  const reason = reasonAgainstCreation(world, set, assignment);
  if (reason !== undefined) {
    markUnprovisioned(world, set, assignment);
    return reason;
  }
  addAssignment(world, assignment);
  return provision(world, set, assignment.account);
}

/** AWS's reason why this assignment can't be created, or `undefined` when it can. */
export function reasonAgainstCreation(world: EmulatorState, set: PermissionSet, to: Assignment): string | undefined {
  return principalMissing(world, to) ?? reasonAgainstProvisioning(world, set, to.account);
}

/** A creation that failed on the account's side leaves the set listed there as "not provisioned". */
function markUnprovisioned(world: EmulatorState, set: PermissionSet, { account, ...to }: Assignment): void {
  const known = world.provisioned.get(account)?.get(set.arn);
  const accountSide = principalMissing(world, { account, ...to }) === undefined && !isClosed(world, account);
  if (known === undefined && accountSide) setProvisioned(world, account, set.arn, { role: undefined });
}

function principalMissing(world: EmulatorState, { principalType, principal }: Assignment): string | undefined {
  const exists = principalType === 'GROUP' ? world.groups.has(principal) : world.users.has(principal);
  if (exists) return undefined;
  const store = organizationInstance(world)?.identityStore ?? 'd-0000000000';
  return `Received a 404 status error: the ${principalType} assignee ${principal} was not found in directory ${store}`;
}

/** Gives the account the newest version of the permission set, or says why not. */
export function provision(world: EmulatorState, set: PermissionSet, account: string): string | undefined {
  const reason = reasonAgainstProvisioning(world, set, account);
  if (reason !== undefined) return reason;
  const known = world.provisioned.get(account)?.get(set.arn);
  if (known !== undefined && isCurrent(known, set)) return undefined;
  const name = known?.role?.name ?? roleName(world, set, account);
  setProvisioned(world, account, set.arn, { role: { name, from: set, createdAt: world.clock.now() } });
  return undefined;
}

/** A role that is made again has another suffix; trust policies that name the old one break. */
const roleName = (world: EmulatorState, set: PermissionSet, account: string): string =>
  `AWSReservedSSO_${set.name}_${roleSuffix(account, set.arn, nextNumber(world))}`;

export function reasonAgainstProvisioning(
  world: EmulatorState,
  set: PermissionSet,
  account: string,
): string | undefined {
  if (isClosed(world, account)) return closedAccount(account);
  const missing = referencedPolicies(set).find((policy) => !hasPolicy(world, account, policy));
  return missing === undefined ? undefined : notSupported(missing);
}

/** Customer managed policies and a customer managed boundary: AWS looks for each in the target account itself. */
export const referencedPolicies = (set: PermissionSet): readonly PolicyName[] => {
  const boundary = set.permissionsBoundary;
  const named = boundary !== undefined && 'name' in boundary ? [boundary] : [];
  return [...set.customerManagedPolicies, ...named];
};

const hasPolicy = (world: EmulatorState, account: string, policy: PolicyName): boolean =>
  world.policies.get(account)?.has(policyArn(account, policy)) ?? false;

const notSupported = ({ name, path }: PolicyName): string =>
  `Received a 404 status error: Not supported policy ${path === '/' ? '' : path.slice(1)}${name}.`;

const isClosed = (world: EmulatorState, account: string): boolean => world.accounts.get(account)?.state !== 'ACTIVE';

const closedAccount = (account: string): string =>
  `AWS SSO is unable to complete your request at this time. Obtaining permissions to manage your AWS account ` +
  `'${account}' takes longer than usual. Please try again in a few minutes. If this problem continues, contact AWS Support.`;

function remove(world: EmulatorState, assignment: Assignment): string | undefined {
  const reason = reasonAgainstDeletion(world, assignment);
  if (reason !== undefined) return reason;
  removeAssignment(world, assignment);
  const { account, permissionSet } = assignment;
  // The last assignment takes the role with it.
  if (assignmentsAt(world, account, permissionSet).length === 0) world.provisioned.get(account)?.delete(permissionSet);
  return undefined;
}

export function reasonAgainstDeletion(world: EmulatorState, { account, ...of }: Assignment): string | undefined {
  if (isClosed(world, account)) return closedAccount(account);
  const key = `${of.principalType} ${of.principal}`;
  const exists = world.assignments.get(account)?.get(of.permissionSet)?.has(key) ?? false;
  return exists ? undefined : 'Received a 404 status error: Assignment not found.';
}
