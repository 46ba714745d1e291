/** In which accounts the code makes a policy of a name. */
import { groupBy, isKnown } from '../../../base';
import type * as model from '../../../model';

/** Policies that are made once, in an account that the code does not say: of two target accounts, one lacks the policy. */
export function createdInUnknownAccount(policies: readonly model.Policy[]): ReadonlyMap<string, model.Policy> {
  const byName = groupBy(
    policies.filter(({ name }) => isKnown(name)),
    ({ name }) => (isKnown(name) ? name.value : ''),
  );
  return new Map(
    [...byName].flatMap(([name, [first, ...others]]) =>
      first && others.length === 0 && !isKnown(first.account) ? [[name, first] as const] : [],
    ),
  );
}

/** The accounts each policy is made in, without those that are made in an account that is not known. */
export function accountsByPolicy(policies: readonly model.Policy[]): ReadonlyMap<string, ReadonlySet<string>> {
  const made = new Map<string, Set<string>>();
  const inUnknownAccount = new Set<string>();
  for (const { name, account } of policies) {
    if (!isKnown(name)) continue;
    if (!isKnown(account) || !/^\d{12}$/.test(account.value)) inUnknownAccount.add(name.value);
    else made.set(name.value, (made.get(name.value) ?? new Set<string>()).add(account.value));
  }
  for (const name of inUnknownAccount) made.delete(name);
  return made;
}
