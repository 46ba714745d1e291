import { isKnown, type Known, type Maybe, nearest } from '../base';
import * as model from '../model';
import { defineRule, didYouMean, replaceValue } from './support/rule';

/** Names stand only in access definitions, and can be declared nowhere but in code. An id needs AWS to be doubted. */
export const unknownAccount = defineRule({
  name: 'unknown-account',
  summary: 'An account is named that nothing declares, or has an id that is not in the organization.',
  severity: 'error',
  reads: ['declared'],
  fixable: true,

  check({ declared, snapshot }, report) {
    const names = accountNames(declared.accounts);
    const live = snapshot?.access.accounts;
    for (const { account, accountName } of [...declared.assignments.all, ...declared.policies.all]) {
      if (!accountName || !isKnown(accountName) || isKnown(account) || !names || names.has(accountName.value)) continue;
      const meant = nearest(accountName.value, names);
      report(accountName, {
        message: `no account is named "${accountName.value}"${didYouMean(meant)}`,
        fixes: () => meant.map((it) => replaceValue(it)),
      });
    }
    // A policy may well be in an account of another organization.
    for (const { account, accountName } of live ? declared.assignments.all : []) {
      if (!live || !/^\d{12}$/.test(isKnown(account) ? account.value : '') || !model.lacks(live, account)) continue;
      const meant = nearest(account.value, live.byName.keys());
      report(whereNamed(declared.accounts, account, accountName) ?? account, {
        message: `the account ${account.value} is not in the organization`,
        fixes: () => meant.map((it) => replaceValue(it)),
      });
    }
  },
});

/** A name stands for an id that is written where the accounts are listed. */
function whereNamed(
  { all }: model.Listing<model.Account>,
  account: Known<string>,
  name: Maybe<string> | undefined,
): Known<string> | undefined {
  if (!name || !isKnown(name)) return undefined;
  const hasName = (it: model.Account) => it.name && isKnown(it.name) && it.name.value === name.value;
  const ids = all.flatMap((it) => (hasName(it) && isKnown(it.id) ? [it.id] : []));
  return ids.find((id) => id.value === account.value);
}

/** `undefined` where some account's name is not known, or there may be further accounts. */
function accountNames({ all, because }: model.Listing<model.Account>): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { name } of all) {
    if (name && !isKnown(name)) return undefined;
    if (name) names.add(name.value);
  }
  const withoutId = all.filter(({ id }) => !isKnown(id)).length;
  return because.length > withoutId ? undefined : names;
}
