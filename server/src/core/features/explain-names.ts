/** The links that are about names: who, where, and as what; and whether the account can be entered at all. */
import { isKnown, nearest } from '../base';
import type { Look } from './explain';
import { type Context, fine, missingRight, unseen } from './explain-context';

export function principalLook({ snapshot, question, type, groups, own }: Context): Look {
  const { users, groups: allGroups } = snapshot.access;
  const saidBy = type === 'USER' ? 'identitystore/ListUsers' : 'identitystore/ListGroups';
  const name = question.principal;
  if (type === 'GROUP') return fine('principal', `The group exists: ${name}`, saidBy);
  const user = users.byName.get(name);
  if (user?.disabled) {
    return {
      ...broken('principal', `The user is disabled: ${name}`, saidBy),
      kind: 'user-disabled',
      nextStep: 'Enable the user in the identity provider.',
    };
  }
  if (user) return fine('principal', `The user exists: ${name}`, saidBy);
  if (groups.length > 0 || own.length > 0) return fine('principal', `The user is a member of groups: ${name}`, saidBy);
  if (snapshot.pseudonymized) return hidden('principal', name, saidBy);
  if (!users.complete || !allGroups.complete) {
    const action = missingRight(snapshot, 'identitystore:ListUsers', 'identitystore:ListGroups');
    return unseen('principal', `Not every user and group could be listed: ${name} may exist`, saidBy, action);
  }
  const near = nearest(name, [...users.byName.keys(), ...allGroups.byName.keys()]);
  return {
    ...broken('principal', `There is no user or group named "${name}"${didYouMean(near)}`, saidBy),
    kind: 'no-such-principal',
    nextStep: 'Check the name, and whether the identity provider synchronized it.',
  };
}

/** For a user the groups they are in; for a group whether anybody is in it. */
export function groupsLook(context: Context): Look {
  return context.type === 'GROUP' ? membersLook(context) : ownGroupsLook(context);
}

const membersOf = 'identitystore/ListGroupMemberships';
const membersRight = 'identitystore:ListGroupMemberships';

function membersLook({ snapshot, question }: Context): Look {
  const own = snapshot.memberships?.find(({ group }) => group === question.principal);
  if (!own?.complete)
    return unseen('groups', 'Its members were not read', membersOf, missingRight(snapshot, membersRight));
  if (own.members.length > 0) return fine('groups', `It has ${own.members.length} members`, membersOf);
  return {
    ...broken('groups', 'The group has no members', membersOf),
    kind: 'group-empty',
    nextStep: 'Add people to the group, or synchronize its members from the identity provider.',
  };
}

function ownGroupsLook({ snapshot, groups, groupsWhole }: Context): Look {
  if (groups.length > 0) return fine('groups', `The user is in ${groups.join(', ')}`, membersOf);
  if (groupsWhole) return fine('groups', 'The user is in no group', membersOf);
  const action = missingRight(snapshot, membersRight, 'identitystore:ListGroups');
  return unseen('groups', 'Not all members of groups were read', membersOf, action);
}

/** A name that was replaced is not one that is missing. */
function hidden(link: 'principal' | 'account', name: string, saidBy: string): Look {
  const other = link === 'account' ? 'Give the id of the account, or' : 'Ask with its pseudonym, or';
  return {
    ...unseen(link, `The snapshot has pseudonyms in place of names: ${name} may be any of them`, saidBy, undefined),
    nextStep: `${other} use a snapshot with names.`,
  };
}

const listAccounts = 'organizations/ListAccounts';

export function accountLook({ snapshot, account, accountText, question }: Context): Look {
  if (account) return fine('account', `The account exists: ${accountText}`, listAccounts);
  const { accounts } = snapshot.access;
  if (snapshot.pseudonymized && !/^\d{12}$/.test(question.account)) {
    return hidden('account', question.account, listAccounts);
  }
  if (!accounts.complete) {
    const action = missingRight(snapshot, 'organizations:ListAccounts');
    return unseen('account', `Not every account could be listed: ${question.account} may exist`, listAccounts, action);
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

export function setLook({ snapshot, question, declared }: Context): Look | undefined {
  const { permissionSet: name } = question;
  if (name === undefined) return undefined;
  const { permissionSets } = snapshot.access;
  if (permissionSets.byName.has(name)) return fine('permission set', `The permission set exists: ${name}`, listSets);
  if (!permissionSets.complete) {
    const action = missingRight(snapshot, 'sso:ListPermissionSets', 'sso:DescribePermissionSet');
    return unseen('permission set', `Not every permission set could be read: ${name} may exist`, listSets, action);
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
export function stateLook({ account, accountText, grantedIn }: Context): Look | undefined {
  const state = account?.state;
  if (state === undefined || state === 'ACTIVE') return undefined;
  return {
    ...broken('account', `The account ${accountText} is ${state.toLowerCase().replaceAll('_', ' ')}`, listAccounts),
    kind: 'account-suspended',
    nextStep: 'Nobody can enter it until it is active again; take its assignments out of the code if it stays closed.',
    origin: grantedIn,
  };
}

function broken(name: Look['name'], text: string, saidBy: string): Look {
  return { name, verdict: 'broken', text, saidBy };
}

function didYouMean([meant]: readonly string[]): string {
  return meant === undefined ? '' : `: did you mean "${meant}"?`;
}
