/** The link that breaks most often: whether the user, or a group of theirs, is assigned in that account. */
import { firstFew, isKnown, type Origin } from '../../base';
import { isGone, listsAllOf, listsEvery, openFailures, type ProvisioningRequest } from '../../live';
import type * as model from '../../model';
import { type ExplainContext, isThere, missingRight, passed, undecided, writtenIn } from './context';
import type { LinkCheck } from './explain';
import { failedRequestCheck } from './failed-request';

const saidBy = 'sso-admin/ListAccountAssignmentsForPrincipal';

export function checkAssignment(context: ExplainContext): LinkCheck {
  const { own, snapshot } = context;
  if (own.length > 0)
    return passed('assignment', `Assigned: ${own.map(assignedText).join(', ')}`, own[0] ? apiOf(own[0]) : saidBy);
  const failure = openFailures(snapshot.requests).find((it) => concerns(it, context));
  if (failure) return failedRequestCheck(context, 'assignment', failure, context.grantedIn);
  if (!isWhole(context)) {
    const text = 'Nothing is assigned as far as could be read, and not everything could';
    return undecided('assignment', text, saidBy, missingRight(snapshot, ...rights));
  }
  return recreated(context) ?? anotherSet(context) ?? anotherGroup(context) ?? nobody(context);
}

const rights = [
  'sso:ListAccountAssignmentsForPrincipal',
  'sso:ListAccountAssignments',
  'identitystore:ListGroupMemberships',
  'identitystore:ListGroups',
  'identitystore:ListUsers',
  'organizations:ListAccounts',
] as const;

/** Whether an assignment that gives the access could not have been overlooked. */
function isWhole({ snapshot, type, groupsComplete, account, accountId, question }: ExplainContext): boolean {
  const userId = snapshot.access.users.byName.get(question.principal)?.id;
  const { assignments } = snapshot.access;
  const isAccountKnown = account !== undefined || /^\d{12}$/.test(accountId);
  if (!isAccountKnown || !listsEvery('GROUP', assignments)) return false;
  return type === 'GROUP' || (groupsComplete && listsAllOf(userId, assignments));
}

function assignedText({ permissionSet, principalType, principal }: model.Assignment): string {
  const set = isKnown(permissionSet) ? permissionSet.value : 'a permission set';
  const isGroup = isKnown(principalType) && principalType.value === 'GROUP';
  return isGroup && isKnown(principal) ? `${set} through ${principal.value}` : `${set} directly`;
}

function apiOf({ origin }: model.Assignment): string {
  return origin.at.path.replace(/^live:/, '');
}

function concerns(request: ProvisioningRequest, { accountId, question, type, groups }: ExplainContext): boolean {
  const { kind, account, permissionSet, principal, principalType } = request;
  if (kind !== 'assignment-creation' || account !== accountId) return false;
  if (question.permissionSet !== undefined && permissionSet !== question.permissionSet) return false;
  if (principalType === type && principal === question.principal) return true;
  return principalType === 'GROUP' && principal !== undefined && groups.includes(principal);
}

/** Nobody who exists has it there, or the code gives it to a group of theirs: then the deleted group was meant. */
function recreated(context: ExplainContext): LinkCheck | undefined {
  const { inAccount, accountText } = context;
  const gone = inAccount.filter(isGone);
  const living = inAccount.filter((it) => isKnown(it.principal));
  const [first] = gone;
  const origin = context.grantedIn;
  if (!first || (living.length > 0 && !origin)) return undefined;
  return {
    name: 'assignment',
    verdict: 'broken',
    kind: 'principal-recreated',
    text: `The assignment in ${accountText} names a group or user that no longer exists (${first.principalId ?? ''})`,
    nextStep:
      'Assign the group that exists now, and delete the assignment of the old one: a group made anew has a new id.',
    origin,
    saidBy: apiOf(first),
  };
}

function anotherSet(context: ExplainContext): LinkCheck | undefined {
  const { snapshot, question, accountId, accountText, isOwn } = context;
  const { permissionSet } = question;
  if (permissionSet === undefined) return undefined;
  const inAccount = (it: model.Assignment) => isThere(it, accountId, undefined) && isOwn(it);
  const others = snapshot.access.assignments.all.filter(inAccount);
  if (others.length === 0) return undefined;
  return {
    name: 'assignment',
    verdict: 'broken',
    kind: 'assigned-with-another-set',
    text: `In ${accountText} there is ${others.map(assignedText).join(', ')}, not ${permissionSet}`,
    nextStep: `Assign ${permissionSet} too, or use the permission set that is assigned.`,
    origin: writtenIn(context, inAccount),
    saidBy,
  };
}

/** A group that is asked about is not in other groups: they do not nest. */
function anotherGroup(context: ExplainContext): LinkCheck | undefined {
  const { type, question, accountText, groups, accountId } = context;
  const names = holders(context);
  if (type === 'GROUP' || names.length === 0) return undefined;
  const set = question.permissionSet ?? 'access';
  const theirs = groups.length > 0 ? `in ${groups.join(', ')}` : 'in no group';
  return {
    name: 'assignment',
    verdict: 'broken',
    kind: 'in-no-assigned-group',
    text: `${set} in ${accountText} is assigned to ${names.join(', ')}, and the user is ${theirs}`,
    nextStep: 'Add the user to a group that has it, or assign a group that the user is in.',
    origin: context.grantedIn ?? writtenIn(context, (it) => isThere(it, accountId, question.permissionSet)),
    saidBy,
  };
}

function holders({ inAccount }: ExplainContext): readonly string[] {
  return [...new Set(inAccount.flatMap(({ principal }) => (isKnown(principal) ? [principal.value] : [])))];
}

function assignedTo(context: ExplainContext): string {
  const { principal, permissionSet } = context.question;
  const others = holders(context);
  if (others.length === 0) return `Nobody is assigned ${permissionSet ?? 'any permission set'}`;
  return `${firstFew(others)}, and not ${principal}, ${others.length > 1 ? 'are' : 'is'} assigned ${permissionSet ?? 'a permission set'}`;
}

function nobody(context: ExplainContext): LinkCheck {
  const { question, accountText, declared, grantedIn: origin } = context;
  return {
    name: 'assignment',
    verdict: 'broken',
    kind: 'not-assigned',
    text: `${assignedTo(context)} in ${accountText}${origin ? ', though the code declares it' : ''}`,
    nextStep: origin ? 'Apply the code, or look why its apply did not make it.' : 'Assign it in the code.',
    origin: origin ?? setIn(declared, question.permissionSet),
    saidBy,
  };
}

function setIn(declared: model.Access | undefined, name: string | undefined): Origin | undefined {
  return name === undefined ? undefined : declared?.permissionSets.byName.get(name)?.origin;
}
