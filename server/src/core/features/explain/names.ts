/** The links that are about names: who, where, and as what; and whether the account can be entered at all. */
import { isKnown, nearest } from '../../base';
import { type ExplainContext, missingRight, passed, undecided } from './context';
import type { LinkCheck } from './explain';

export function checkPrincipal({ snapshot, question, type, groups, own }: ExplainContext): LinkCheck {
  const { users, groups: allGroups } = snapshot.access;
  const saidBy = type === 'USER' ? 'identitystore/ListUsers' : 'identitystore/ListGroups';
  const name = question.principal;
  if (type === 'GROUP') return passed('principal', `The group exists: ${name}`, saidBy);
  const user = users.byName.get(name);
  if (user?.disabled) {
    return {
      ...broken('principal', `The user is disabled: ${name}`, saidBy),
      kind: 'user-disabled',
      nextStep: 'Enable the user in the identity provider.',
    };
  }
  if (user) return passed('principal', `The user exists: ${name}`, saidBy);
  if (groups.length > 0 || own.length > 0)
    return passed('principal', `The user is a member of groups: ${name}`, saidBy);
  if (snapshot.pseudonymized) return pseudonymizedName('principal', name, saidBy);
  if (!users.complete || !allGroups.complete) {
    const action = missingRight(snapshot, 'identitystore:ListUsers', 'identitystore:ListGroups');
    return undecided('principal', `Not every user and group could be listed: ${name} may exist`, saidBy, action);
  }
  const near = nearest(name, [...users.byName.keys(), ...allGroups.byName.keys()]);
  return {
    ...broken('principal', `There is no user or group named "${name}"${didYouMean(near)}`, saidBy),
    kind: 'no-such-principal',
    nextStep: 'Check the name, and whether the identity provider synchronized it.',
  };
}

/** For a user the groups they are in; for a group whether anybody is in it. */
export function checkGroups(context: ExplainContext): LinkCheck {
  return context.type === 'GROUP' ? checkMembers(context) : checkOwnGroups(context);
}

const membersOf = 'identitystore/ListGroupMemberships';
const membersRight = 'identitystore:ListGroupMemberships';

function checkMembers({ snapshot, question }: ExplainContext): LinkCheck {
  const own = snapshot.memberships?.find(({ group }) => group === question.principal);
  if (!own?.complete)
    return undecided('groups', 'Its members were not read', membersOf, missingRight(snapshot, membersRight));
  if (own.members.length > 0) return passed('groups', `It has ${own.members.length} members`, membersOf);
  return {
    ...broken('groups', 'The group has no members', membersOf),
    kind: 'group-empty',
    nextStep: 'Add people to the group, or synchronize its members from the identity provider.',
  };
}

function checkOwnGroups({ snapshot, groups, groupsComplete }: ExplainContext): LinkCheck {
  if (groups.length > 0) return passed('groups', `The user is in ${groups.join(', ')}`, membersOf);
  if (groupsComplete) return passed('groups', 'The user is in no group', membersOf);
  const action = missingRight(snapshot, membersRight, 'identitystore:ListGroups');
  return undecided('groups', 'Not all members of groups were read', membersOf, action);
}

/** A name that was replaced is not one that is missing. */
function pseudonymizedName(link: 'principal' | 'account', name: string, saidBy: string): LinkCheck {
  const other = link === 'account' ? 'Give the id of the account, or' : 'Ask with its pseudonym, or';
  return {
    ...undecided(link, `The snapshot has pseudonyms in place of names: ${name} may be any of them`, saidBy, undefined),
    nextStep: `${other} use a snapshot with names.`,
  };
}

const listAccounts = 'organizations/ListAccounts';

export function checkAccount({ snapshot, account, accountText, question }: ExplainContext): LinkCheck {
  if (account) return passed('account', `The account exists: ${accountText}`, listAccounts);
  const { accounts } = snapshot.access;
  if (snapshot.pseudonymized && !/^\d{12}$/.test(question.account)) {
    return pseudonymizedName('account', question.account, listAccounts);
  }
  if (!accounts.complete) {
    const action = missingRight(snapshot, 'organizations:ListAccounts');
    return undecided(
      'account',
      `Not every account could be listed: ${question.account} may exist`,
      listAccounts,
      action,
    );
  }
  const names = accounts.all.flatMap(({ id, name }) => [id, ...(name ? [name] : [])]).filter((it) => isKnown(it));
  const near = nearest(
    question.account,
    names.map(({ value }) => value),
  );
  return {
    ...broken('account', `The organization has no account ${question.account}${didYouMean(near)}`, listAccounts),
    kind: 'no-such-account',
    nextStep: 'Check the account id or name.',
  };
}

const listSets = 'sso-admin/ListPermissionSets';

export function checkPermissionSet({ snapshot, question, declared }: ExplainContext): LinkCheck | undefined {
  const { permissionSet: name } = question;
  if (name === undefined) return undefined;
  const { permissionSets } = snapshot.access;
  if (permissionSets.byName.has(name)) return passed('permission set', `The permission set exists: ${name}`, listSets);
  if (!permissionSets.complete) {
    const action = missingRight(snapshot, 'sso:ListPermissionSets', 'sso:DescribePermissionSet');
    return undecided('permission set', `Not every permission set could be read: ${name} may exist`, listSets, action);
  }
  const inCode = declared?.permissionSets.byName.get(name);
  const near = didYouMean(nearest(name, permissionSets.byName.keys()));
  return {
    ...broken('permission set', `There is no permission set named "${name}"${near}`, listSets),
    kind: 'no-such-permission-set',
    nextStep: inCode ? 'The code declares it: apply the code.' : 'Check the name of the permission set.',
    origin: inCode?.origin,
  };
}

/** A closed account keeps its assignments, and nobody can enter it. */
export function checkAccountState({ account, accountText, grantedIn }: ExplainContext): LinkCheck | undefined {
  const state = account?.state;
  if (state === undefined || state === 'ACTIVE') return undefined;
  return {
    ...broken('account', `The account ${accountText} is ${state.toLowerCase().replaceAll('_', ' ')}`, listAccounts),
    kind: 'account-suspended',
    nextStep: 'Nobody can enter it until it is active again; take its assignments out of the code if it stays closed.',
    origin: grantedIn,
  };
}

function broken(name: LinkCheck['name'], text: string, saidBy: string): LinkCheck {
  return { name, verdict: 'broken', text, saidBy };
}

function didYouMean([meant]: readonly string[]): string {
  return meant === undefined ? '' : `: did you mean "${meant}"?`;
}
