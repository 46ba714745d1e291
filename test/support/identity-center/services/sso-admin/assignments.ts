/** Account assignments, and the roles they bring into accounts. */
import type { Call, Operations } from '../../call';
import { page } from '../../pages';
import { pending, submit } from '../../provisioning';
import { denied } from '../../rights';
import {
  type Assignment,
  assignmentsAt,
  assignmentsOf,
  type EmulatorState,
  isCurrent,
  type PrincipalType,
} from '../../state';
import { throttled } from '../../wire/aws-error';
import { type Fields, optionalFields, optionalText, text } from '../../wire/fields';
import { demandOrganizationInstance } from './instances';
import { demandOwnSet, demandSet } from './permission-sets';
import { assignmentStatus } from './requests';

export const assignments: Operations = {
  ListAccountAssignments: (call) => {
    const { arn } = demandSet(call);
    return page(call, 'AccountAssignments', assignmentsAt(call.world, text(call.input, 'AccountId'), arn), describe);
  },
  ListAccountAssignmentsForPrincipal: listForPrincipal,
  ListAccountsForProvisionedPermissionSet: (call) => {
    const { arn } = demandSet(call);
    const accounts = [...call.world.provisioned.keys()].filter((account) => isListed(call, account, arn));
    return page(call, 'AccountIds', accounts.sort(), (account) => account);
  },
  ListPermissionSetsProvisionedToAccount: (call) => {
    demandOrganizationInstance(call);
    const account = text(call.input, 'AccountId');
    const sets = [...(call.world.provisioned.get(account)?.keys() ?? [])].filter((arn) => isListed(call, account, arn));
    return page(call, 'PermissionSets', sets, (arn) => arn);
  },
  CreateAccountAssignment: (call) => {
    const assignment = demandAssignment(call);
    demandCapacity(call);
    const { permissionSet, account } = assignment;
    const request = submit(call.world, { kind: 'creation', permissionSet, account, assignment });
    return { AccountAssignmentCreationStatus: assignmentStatus(request) };
  },
  DeleteAccountAssignment: (call) => {
    const assignment = demandAssignment(call);
    const { permissionSet, account } = assignment;
    const request = submit(call.world, { kind: 'deletion', permissionSet, account, assignment });
    return { AccountAssignmentDeletionStatus: assignmentStatus(request) };
  },
};

const describe = (it: Assignment): Fields => ({
  AccountId: it.account,
  PermissionSetArn: it.permissionSet,
  PrincipalType: it.principalType,
  PrincipalId: it.principal,
});

/** For a user, what comes through groups is listed too, each row under the group it is assigned to. */
function listForPrincipal(call: Call): Fields {
  demandOrganizationInstance(call);
  if (call.caller.account !== call.world.scenario.organization.managementAccount)
    throw denied(call.caller, `sso:${call.operation}`);
  const account = optionalText(optionalFields(call.input, 'Filter') ?? {}, 'AccountId');
  const principals = namesOf(call.world, principalType(call.input), text(call.input, 'PrincipalId'));
  const rows = [...assignmentsOf(call.world)].filter(
    (each) => principals.has(each.principal) && (account === undefined || each.account === account),
  );
  return page(call, 'AccountAssignments', rows, describe);
}

function namesOf({ memberships }: EmulatorState, type: PrincipalType, id: string): ReadonlySet<string> {
  if (type === 'GROUP') return new Set([id]);
  return new Set([id, ...[...memberships.values()].filter((each) => each.user === id).map((each) => each.group)]);
}

const principalType = (input: Fields): PrincipalType =>
  optionalText(input, 'PrincipalType') === 'USER' ? 'USER' : 'GROUP';

/** "Not provisioned" is a filter, never a field of an answer. */
function isListed({ world, input }: Call, account: string, arn: string): boolean {
  const provisioned = world.provisioned.get(account)?.get(arn);
  const set = world.permissionSets.get(arn);
  if (provisioned === undefined || set === undefined) return false;
  const wanted = optionalText(input, 'ProvisioningStatus');
  if (wanted === undefined) return true;
  return isCurrent(provisioned, set) === (wanted === 'LATEST_PERMISSION_SET_PROVISIONED');
}

function demandAssignment(call: Call): Assignment {
  const set = demandOwnSet(call);
  const account = text(call.input, 'TargetId');
  const { managementAccount } = call.world.scenario.organization;
  const known = call.world.accounts.has(account);
  // A delegated administrator has no say in the management account, nor anybody in an account outside the organisation.
  if (!known || (account === managementAccount && call.caller.account !== managementAccount))
    throw denied(call.caller, `sso:${call.operation}`, `arn:aws:sso:::account/${account}`);
  return {
    account,
    permissionSet: set.arn,
    principalType: principalType(call.input),
    principal: text(call.input, 'PrincipalId'),
  };
}

/** Quotas of IAM Identity Center: at most ten creations may be under way. */
const mostOutstanding = 10;

function demandCapacity({ world }: Call): void {
  const outstanding = pending(world).filter((each) => each.kind === 'creation').length;
  if (outstanding >= mostOutstanding)
    throw throttled('There are too many requests processing. Please try again later.');
}
