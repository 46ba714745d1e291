/** What every link of an explanation asks about: who it is, in which groups, and what is assigned in that account. */
import { isKnown, type Origin } from '../../base';
import { type GroupMembers, type PolicyVerdict, resolver, type Snapshot } from '../../live';
import * as model from '../../model';
import type { ExplainGiven, ExplainQuestion, LinkCheck, LinkName } from './explain';

export type ExplainContext = {
  readonly snapshot: Snapshot;
  readonly declared: model.Access | undefined;
  readonly policies: readonly PolicyVerdict[];
  readonly question: ExplainQuestion;
  readonly type: model.PrincipalType;
  readonly account: model.Account | undefined;
  /** The account's 12 digits; the question's own word where it is not found. */
  readonly accountId: string;
  /** `prod-data (111122223333)`. */
  readonly accountText: string;
  /** The groups the user is known to be in. */
  readonly groups: readonly string[];
  /** Whether these are all. */
  readonly groupsComplete: boolean;
  /** Live assignments in the account, of the set in question if there is one. */
  readonly inAccount: readonly model.Assignment[];
  /** Those of the user, of their groups, or of the group. */
  readonly own: readonly model.Assignment[];
  readonly assignedSets: readonly string[];
  /** Where the code grants one of them. */
  readonly grantedIn: Origin | undefined;
  /** The code's assignments, with the names of the ids that AWS knows. */
  readonly inCode: readonly model.Assignment[];
  readonly isOwn: (it: model.Assignment) => boolean;
};

export function contextOf(
  { snapshot, declared, policies = [] }: ExplainGiven,
  question: ExplainQuestion,
): ExplainContext {
  const { access, memberships } = snapshot;
  const account = accountIn(access.accounts, question.account);
  const accountId = account && isKnown(account.id) ? account.id.value : question.account;
  const type = typeOf(access, question);
  const groups = type === 'USER' ? groupsOf(memberships ?? [], question.principal) : [];
  const ownKeys = new Set([`${type} ${question.principal}`, ...groups.map((group) => `GROUP ${group}`)]);
  const isOwn = ({ principalType, principal }: model.Assignment) =>
    isKnown(principalType) && isKnown(principal) && ownKeys.has(`${principalType.value} ${principal.value}`);
  const inAccount = access.assignments.all.filter((it) => isThere(it, accountId, question.permissionSet));
  const own = inAccount.filter(isOwn);
  const inCode = (declared?.assignments.all ?? []).map(resolver(access));
  const granting = inCode.find((it) => isThere(it, accountId, question.permissionSet) && isOwn(it));
  return {
    snapshot,
    declared,
    policies,
    question,
    type,
    account,
    accountId,
    accountText: textOf(account, accountId),
    groups,
    groupsComplete: access.groups.complete && memberships?.every(({ complete }) => complete) === true,
    inAccount,
    own,
    assignedSets: [
      ...new Set(own.flatMap(({ permissionSet }) => (isKnown(permissionSet) ? [permissionSet.value] : []))),
    ],
    grantedIn: granting && model.writtenAt(granting),
    inCode,
    isOwn,
  };
}

/** A user where both have the name: people ask for themselves. */
function typeOf({ users, groups }: model.Access, { principal, principalType }: ExplainQuestion): model.PrincipalType {
  if (principalType === 'GROUP' && groups.byName.has(principal)) return 'GROUP';
  return !users.byName.has(principal) && groups.byName.has(principal) ? 'GROUP' : 'USER';
}

function accountIn(accounts: model.Listing<model.Account>, idOrName: string): model.Account | undefined {
  const named = (it: model.Account) => it.name !== undefined && isKnown(it.name) && it.name.value === idOrName;
  return accounts.byName.get(idOrName) ?? accounts.all.find(named);
}

function textOf(account: model.Account | undefined, id: string): string {
  return account?.name && isKnown(account.name) ? `${account.name.value} (${id})` : id;
}

function groupsOf(memberships: readonly GroupMembers[], user: string): readonly string[] {
  return memberships.filter(({ members }) => members.includes(user)).map(({ group }) => group);
}

/** Whether an assignment is in the account, and of the set if one is asked for. */
export function isThere(it: model.Assignment, accountId: string, permissionSet: string | undefined): boolean {
  const inAccount = isKnown(it.account) && it.account.value === accountId;
  if (!inAccount || permissionSet === undefined) return inAccount;
  return isKnown(it.permissionSet) && it.permissionSet.value === permissionSet;
}

/** Where the code has an assignment like that. */
export function writtenIn({ inCode }: ExplainContext, fits: (it: model.Assignment) => boolean): Origin | undefined {
  const found = inCode.find(fits);
  return found && model.writtenAt(found);
}

export function passed(name: LinkName, text: string, saidBy: string): LinkCheck {
  return { name, verdict: 'fine', text, saidBy };
}

/** Not decidable from here; `action` is the right that would decide it. */
export function undecided(name: LinkName, text: string, saidBy: string, action: string | undefined): LinkCheck {
  const nextStep = action ? `Read again with a role that may use ${action}.` : 'Read live access again, to its end.';
  return { name, verdict: 'unknown', text, saidBy, kind: 'not-decidable', missingAction: action, nextStep };
}

/** The right that a gap says was missing, among those that a link needs. */
export function missingRight({ gaps }: Snapshot, ...actions: readonly string[]): string | undefined {
  return actions.find((action) => gaps.some((gap) => gap.action === action));
}
