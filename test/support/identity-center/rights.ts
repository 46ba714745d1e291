/** Who may call what: the scenario's rights by role, and AWS's own rule about which account may see Identity Center. */
import type { Caller } from './callers';
import type { EmulatorState } from './state';
import { AwsError } from './wire/aws-error';

/** IAM's prefix of sso-admin is `sso`; the others are called what their clients are called. */
export const actionOf = (service: string, operation: string): string =>
  `${service === 'sso-admin' ? 'sso' : service}:${operation}`;

export function demandRight(world: EmulatorState, caller: Caller, action: string): void {
  if (!isOpenToAccount(world, caller, action) || !isAllowed(world, caller, action)) throw denied(caller, action);
}

export function denied({ arn }: Caller, action: string, resource = '*'): AwsError {
  const because = `because no identity-based policy allows the ${action} action`;
  return new AwsError(
    'AccessDeniedException',
    `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
  );
}

function isAllowed({ rights }: EmulatorState, { role }: Caller, action: string): boolean {
  const own = rights.find((each) => each.role === role);
  if (own === undefined) return true;
  const listed = (patterns: readonly string[]) => patterns.some((pattern) => matches(pattern, action));
  return !listed(own.deny) && (own.allow === undefined || listed(own.allow));
}

/** `sso:List*` and the like; action names have no case in IAM. */
export function matches(pattern: string, action: string): boolean {
  const source = pattern.split('*').map(escaped).join('.*');
  return new RegExp(`^${source}$`, 'i').test(action);
}

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

const openToAll = new Set(['organizations:DescribeOrganization', 'sso:ListInstances']);

/**
 * The instance, its store and the organisation answer the management account and the delegated administrator only; and
 * the instance lives in one Region (a caller in another gets a denial, terraform-provider-aws#26807).
 */
function isOpenToAccount(world: EmulatorState, caller: Caller, action: string): boolean {
  const [service = ''] = action.split(':');
  if (!['sso', 'identitystore', 'organizations'].includes(service) || openToAll.has(action)) return true;
  const inRegion = service === 'organizations' || caller.region === world.region;
  return inRegion && (isAdministrator(world, caller) || ownsInstance(world, caller));
}

const isAdministrator = ({ scenario: { organization } }: EmulatorState, { account }: Caller): boolean =>
  account === organization.managementAccount || account === organization.delegatedAdministrator;

const ownsInstance = ({ instances }: EmulatorState, { account }: Caller): boolean =>
  instances.some((each) => each.kind === 'account' && each.ownerAccount === account);
