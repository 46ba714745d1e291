/**
 * Where permission sets are provisioned: ListAccountsForProvisionedPermissionSet takes a call for each set,
 * ListPermissionSetsProvisionedToAccount one for each account, and both a further one for each hundred rows. Which hold
 * an older version is no field of an answer, only a filter of the question, so either is asked twice.
 */
import type { Answer } from './answer';
import { foundOf } from './found';
import { defaultPageSize } from './operation';
import type { Step } from './questions';

export function provisioningSteps(answers: readonly Answer[]): readonly Step[] {
  const sets = foundOf(answers, 'set').map(({ set }) => set);
  const accounts = accountsOf(answers);
  const byAccount =
    accounts.length > 0 && callsFor(accounts, rowsBy(answers, 'account')) * 2 < callsFor(sets, rowsBy(answers, 'set'));
  return byAccount ? accounts.flatMap(inAccount) : sets.flatMap(ofSet);
}

/** Nothing where the list may be short: the sets of an account that is not listed would be overlooked. */
function accountsOf(answers: readonly Answer[]): readonly string[] {
  const list = answers.find(({ step }) => step.kind === 'accounts');
  if (list === undefined || list.gap) return [];
  const listed = foundOf(answers, 'account').map(({ id }) => id);
  return [...new Set([...listed, ...foundOf(answers, 'assignment').map(({ account }) => account)])];
}

/** What is assigned to groups foretells how many pages there will be. */
function rowsBy(answers: readonly Answer[], key: 'account' | 'set'): ReadonlyMap<string, ReadonlySet<string>> {
  const other = key === 'set' ? 'account' : 'set';
  const rows = new Map<string, Set<string>>();
  for (const row of foundOf(answers, 'assignment')) {
    const known = rows.get(row[key]) ?? new Set();
    rows.set(row[key], known.add(row[other]));
  }
  return rows;
}

function callsFor(subjects: readonly string[], rows: ReadonlyMap<string, ReadonlySet<string>>): number {
  const pages = (subject: string) => Math.max(1, Math.ceil((rows.get(subject)?.size ?? 0) / defaultPageSize));
  return subjects.reduce((sum, subject) => sum + pages(subject) + 1, 0);
}

function ofSet(set: string): readonly Step[] {
  return [
    { kind: 'provisioned', set, status: 'all' },
    { kind: 'provisioned', set, status: 'outdated' },
  ];
}

function inAccount(account: string): readonly Step[] {
  return [
    { kind: 'provisioned-in', account, status: 'all' },
    { kind: 'provisioned-in', account, status: 'outdated' },
  ];
}
