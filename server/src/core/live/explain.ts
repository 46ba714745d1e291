/**
 * "Why can't this user reach this account?" Walks the chain user → group → assignment → account → provisioned role →
 * policies in a snapshot, and names the first link that is broken. Invariant: a link that can't be seen is unknown,
 * never broken.
 */
import { isKnown } from '../base';
import type * as model from '../model';
import { listsEvery } from './assignments';
import { explainFailure } from './failure-reason';
import type { PolicyVerdict } from './policy-check';
import { openFailures } from './requests';
import type { ProvisioningRequest, Snapshot } from './snapshot';

export type AccessQuestion = {
  readonly user: string;
  /** Its id or its name. */
  readonly account: string;
  /** `undefined`: any. */
  readonly permissionSet: string | undefined;
};

export type LinkName = 'user' | 'groups' | 'account' | 'assignment' | 'provisioning' | 'policies';

export type Link = {
  readonly name: LinkName;
  readonly verdict: 'fine' | 'broken' | 'unknown';
  /** One sentence, lower case, no full stop. */
  readonly text: string;
  readonly remedy?: string | undefined;
};

export type Explanation = {
  readonly links: readonly Link[];
  /** The first that is broken; else the first that is unknown. `undefined` when access should work. */
  readonly culprit: Link | undefined;
};

export function explainAccess(
  snapshot: Snapshot,
  question: AccessQuestion,
  policies: readonly PolicyVerdict[] = [],
): Explanation {
  const links: Link[] = [];
  for (const look of [lookAtUser, lookAtGroups, lookAtAccount, lookAtAssignment]) {
    const link = look(snapshot, question);
    links.push(link);
    if (link.verdict === 'broken') return { links, culprit: link };
  }
  const bySet = setsThere(snapshot, question).map((set) => [
    lookAtProvisioning(snapshot, question, set),
    ...lookAtPolicies(snapshot, question, set, policies),
  ]);
  return { links: [...links, ...bySet.flat()], culprit: culpritOf(links, bySet) };
}

/** One permission set that works is enough to reach an account; and whoever is assigned needs no further group. */
function culpritOf(links: readonly Link[], bySet: readonly (readonly Link[])[]): Link | undefined {
  const isFine = ({ verdict }: Link) => verdict === 'fine';
  const doubts = links.filter((link) => !isFine(link) && (link.name !== 'groups' || bySet.length === 0));
  const works = bySet.some((own) => own.every(isFine));
  const troubles = works ? doubts : [...doubts, ...bySet.flat().filter((link) => !isFine(link))];
  return troubles.find(({ verdict }) => verdict === 'broken') ?? troubles[0];
}

function lookAtUser({ access: { users } }: Snapshot, { user }: AccessQuestion): Link {
  const known = users.byName.get(user);
  if (known?.disabled) {
    return broken('user', `the user is disabled: ${user}`, 'Enable the user in the identity provider.');
  }
  if (known) return fine('user', `the user exists: ${user}`);
  if (!users.complete) return unknown('user', `not every user could be listed: ${user} may exist`);
  return broken(
    'user',
    `there is no such user: ${user}`,
    'Check the user name, and whether the user was synchronized.',
  );
}

function lookAtGroups({ memberships }: Snapshot, { user }: AccessQuestion): Link {
  if (!memberships) return unknown('groups', 'the members of groups were not read');
  const groups = groupsOf(memberships, user);
  const unread = memberships.filter(({ complete }) => !complete).map(({ group }) => group);
  if (groups.length > 0) return fine('groups', `the user is in ${groups.join(', ')}`);
  if (unread.length > 0) return unknown('groups', `the members could not be read of ${unread.join(', ')}`);
  return fine('groups', 'the user is in no group');
}

function groupsOf(memberships: NonNullable<Snapshot['memberships']>, user: string): readonly string[] {
  return memberships.filter(({ members }) => members.includes(user)).map(({ group }) => group);
}

function lookAtAccount({ access: { accounts } }: Snapshot, question: AccessQuestion): Link {
  const account = findAccount(accounts, question.account);
  if (!account) {
    const text = `the organization has no such account: ${question.account}`;
    return accounts.complete
      ? broken('account', text, 'Check the account id.')
      : unknown('account', `${text}, as far as it could be read`);
  }
  const { state } = account;
  if (state !== undefined && state !== 'ACTIVE') {
    return broken(
      'account',
      `the account is ${state.toLowerCase().replaceAll('_', ' ')}`,
      'Nobody can enter it until it is active again.',
    );
  }
  return fine('account', `the account is there: ${question.account}`);
}

function findAccount(accounts: model.Listing<model.Account>, idOrName: string): model.Account | undefined {
  const named = (it: model.Account) => it.name !== undefined && isKnown(it.name) && it.name.value === idOrName;
  return accounts.byName.get(idOrName) ?? accounts.all.find(named);
}

function accountId({ access: { accounts } }: Snapshot, { account }: AccessQuestion): string {
  const id = findAccount(accounts, account)?.id;
  return id && isKnown(id) ? id.value : account;
}

function lookAtAssignment(snapshot: Snapshot, question: AccessQuestion): Link {
  const own = ownAssignments(snapshot, question);
  if (own.length > 0) return fine('assignment', `assigned: ${own.map(describe).join(', ')}`);
  const failure = openFailures(snapshot.requests).find((it) => concerns(it, snapshot, question));
  if (failure) return failedRequest('assignment', failure);
  const whole = listsEvery('GROUP', snapshot.access.assignments) && listsEvery('USER', snapshot.access.assignments);
  if (!whole || !snapshot.memberships?.every(({ complete }) => complete)) {
    return unknown('assignment', 'nothing is assigned as far as could be read, and not everything could');
  }
  return notAssigned(snapshot, question);
}

function ownAssignments(snapshot: Snapshot, question: AccessQuestion): readonly model.Assignment[] {
  const mine = principalsOf(snapshot, question);
  const there = assignmentsThere(snapshot, question);
  return there.filter(
    ({ principalType, principal }) =>
      isKnown(principalType) && isKnown(principal) && mine.has(`${principalType.value} ${principal.value}`),
  );
}

function assignmentsThere(snapshot: Snapshot, question: AccessQuestion): readonly model.Assignment[] {
  const id = accountId(snapshot, question);
  const { permissionSet: wanted } = question;
  return snapshot.access.assignments.all.filter(
    ({ account, permissionSet }) =>
      isKnown(account) &&
      account.value === id &&
      (wanted === undefined || (isKnown(permissionSet) && permissionSet.value === wanted)),
  );
}

function principalsOf({ memberships = [] }: Snapshot, { user }: AccessQuestion): ReadonlySet<string> {
  return new Set([`USER ${user}`, ...groupsOf(memberships, user).map((group) => `GROUP ${group}`)]);
}

function describe({ permissionSet, principalType, principal }: model.Assignment): string {
  const set = isKnown(permissionSet) ? permissionSet.value : 'a permission set';
  const direct = isKnown(principalType) && principalType.value === 'USER';
  return `${set} ${direct || !isKnown(principal) ? 'directly' : `through ${principal.value}`}`;
}

/** Who has it there, and whether an assignment there names someone who is gone: both lead to the mend. */
function notAssigned(snapshot: Snapshot, question: AccessQuestion): Link {
  const there = assignmentsThere(snapshot, question);
  const others = there.flatMap(({ principal }) => (isKnown(principal) ? [principal.value] : []));
  const gone = there.flatMap(({ principal }) => (isKnown(principal) ? [] : [principal.because]));
  const set = question.permissionSet ?? 'any permission set';
  const who = others.length > 0 ? `; ${[...new Set(others)].join(', ')} have it` : '; nobody has it';
  const stale = gone.length > 0 ? `; an assignment there is stale: ${gone.join(', ')}` : '';
  const remedy =
    gone.length > 0 ? 'Assign the group that exists now.' : 'Add the user to a group that has it, or assign it.';
  return broken('assignment', `neither the user nor a group of theirs has ${set} there${who}${stale}`, remedy);
}

function concerns(request: ProvisioningRequest, snapshot: Snapshot, question: AccessQuestion): boolean {
  const { principalType, principal, account, permissionSet, kind } = request;
  if (kind !== 'assignment-creation' || account !== accountId(snapshot, question)) return false;
  if (question.permissionSet !== undefined && permissionSet !== question.permissionSet) return false;
  return principalsOf(snapshot, question).has(`${principalType} ${principal}`);
}

function failedRequest(name: LinkName, { failureReason = '', account, permissionSet }: ProvisioningRequest): Link {
  const { headline, remedy } = explainFailure(failureReason, { account, permissionSet });
  return broken(name, `AWS could not carry it out: ${headline}`, remedy);
}

function setsThere(snapshot: Snapshot, question: AccessQuestion): readonly string[] {
  const sets = ownAssignments(snapshot, question).flatMap((it) =>
    isKnown(it.permissionSet) ? [it.permissionSet.value] : [],
  );
  return [...new Set(sets)];
}

/** An account that was never given the set has no role; one that was refused a change still has the role as it was. */
function lookAtProvisioning(snapshot: Snapshot, question: AccessQuestion, set: string): Link {
  const id = accountId(snapshot, question);
  const state = snapshot.provisioning.find((it) => it.permissionSet === set && it.account === id)?.status;
  if (state === 'current') return fine('provisioning', `${set} is provisioned in its newest version`);
  const failure = openFailures(snapshot.requests).find((it) => it.permissionSet === set && it.account === id);
  if (failure) return failedRequest('provisioning', failure);
  if (state === 'outdated') {
    return broken(
      'provisioning',
      `the account holds an older version of ${set}`,
      'Provision the permission set to that account.',
    );
  }
  if (snapshot.gaps.some(({ what }) => /^(accounts|outdated accounts) of /.test(what))) {
    return unknown('provisioning', `where ${set} is provisioned could not be read`);
  }
  return broken('provisioning', `${set} was never provisioned there`, 'Provision the permission set to that account.');
}

function lookAtPolicies(
  snapshot: Snapshot,
  question: AccessQuestion,
  set: string,
  verdicts: readonly PolicyVerdict[],
): readonly Link[] {
  const id = accountId(snapshot, question);
  const own = verdicts.filter(({ account, permissionSets }) => account === id && permissionSets.includes(set));
  return own.map((it) => {
    const policy = `${it.path}${it.name}`;
    if (it.verdict === 'exists') return fine('policies', `the account has ${policy}`);
    if (it.verdict === 'not-looked') return unknown('policies', `nobody could look for ${policy}: ${it.because}`);
    const near = it.nearby.length > 0 ? `; it has ${it.nearby.join(', ')}` : '';
    return broken(
      'policies',
      `the account has no policy ${policy}${near}`,
      'Create the policy with that exact name and path.',
    );
  });
}

function fine(name: LinkName, text: string): Link {
  return { name, verdict: 'fine', text };
}

function unknown(name: LinkName, text: string): Link {
  return { name, verdict: 'unknown', text };
}

function broken(name: LinkName, text: string, remedy: string): Link {
  return { name, verdict: 'broken', text, remedy };
}
