import { firstFew, groupBy, isKnown, type Known } from '../base';
import * as model from '../model';
import { isSamePlace } from './support/places';
import { defineRule } from './support/rule';
import { targetsBySet } from './support/targets';

/**
 * Only where this code makes the policy in some accounts, and it is known in which: then the account it leaves out was
 * forgotten. A policy that no code here makes is somebody else's.
 */
export const policyNotInTargetAccount = defineRule({
  name: 'policy-not-in-target-account',
  summary:
    'A permission set is assigned in an account where the code does not make the customer managed policy it needs.',
  severity: 'error',
  reads: ['declared'],

  check({ declared, project }, report) {
    if (!declared.policies.complete) return;
    const targets = targetsBySet(declared);
    const accounts = accountsByPolicy(declared.policies.all);
    const singles = madeOnceSomewhere(declared.policies.all);
    for (const set of declared.permissionSets.all) {
      if (!isKnown(set.name)) continue;
      const assigned = targets.get(set.name.value) ?? new Set();
      for (const { name } of model.customerPolicies(set)) {
        if (!isKnown(name)) continue;
        const made = accounts.get(name.value);
        const without = made ? [...assigned].filter((id) => !made.has(id)) : [];
        const labels = without.map(labelIn(declared, project));
        if (made && labels.length > 0) report(name, { message: messageOn(name, set.name, labels) });
        const single = made ? undefined : singles.get(name.value);
        if (!single || assigned.size < 2 || !isSamePlace(name, single.name)) continue;
        report(name, {
          message: `"${set.name.value}" is assigned in ${assigned.size} accounts, and the code makes the policy "${name.value}" in one only`,
          severity: 'warning',
          related: [{ at: single, message: `made here, in the account of its provider` }],
        });
      }
    }
  },
});

/** Policies that are made once, in an account that the code does not say: of two accounts one goes without. */
function madeOnceSomewhere(policies: readonly model.Policy[]): ReadonlyMap<string, model.Policy> {
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
function accountsByPolicy(policies: readonly model.Policy[]): ReadonlyMap<string, ReadonlySet<string>> {
  const made = new Map<string, Set<string>>();
  const somewhere = new Set<string>();
  for (const { name, account } of policies) {
    if (!isKnown(name)) continue;
    if (!isKnown(account) || !/^\d{12}$/.test(account.value)) somewhere.add(name.value);
    else made.set(name.value, (made.get(name.value) ?? new Set<string>()).add(account.value));
  }
  for (const name of somewhere) made.delete(name);
  return made;
}

function labelIn(declared: model.Access, project: model.ProjectFile): (id: string) => string {
  return (id) => model.accountLabel(project, declared.accounts, id);
}

function messageOn(policy: Known<string>, set: Known<string>, accounts: readonly string[]): string {
  return `"${set.value}" is assigned in ${firstFew(accounts)}, and no code makes the policy "${policy.value}" there`;
}
