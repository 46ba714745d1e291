import { isKnown, type Known } from '../base';
import * as model from '../model';
import { customerPolicies } from './customer-policies';
import { defineRule } from './rule';
import { targetsBySet } from './targets';

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
    for (const set of declared.permissionSets.all) {
      if (!isKnown(set.name)) continue;
      const assigned = targets.get(set.name.value) ?? new Set();
      for (const { name } of customerPolicies(set)) {
        if (!isKnown(name)) continue;
        const made = accountsWith(declared.policies.all, name.value);
        const without = made ? [...assigned].filter((id) => !made.has(id)) : [];
        if (!made || without.length === 0) continue;
        report(name, { message: messageOn(name, set.name, without.map(labelIn(declared, project))) });
      }
    }
  },
});

/** `undefined` where nothing here makes the policy, or makes it in an account that is not known. */
function accountsWith(policies: readonly model.Policy[], name: string): ReadonlySet<string> | undefined {
  const own = policies.filter((it) => isKnown(it.name) && it.name.value === name);
  const accounts = own.flatMap(({ account }) => (isKnown(account) ? [account.value] : []));
  return own.length === 0 || accounts.length < own.length ? undefined : new Set(accounts);
}

function labelIn(declared: model.Access, project: model.ProjectFile): (id: string) => string {
  return (id) => model.accountLabel(project, declared.accounts, id);
}

/** A long list helps nobody: the first few say where to look. */
function messageOn(policy: Known<string>, set: Known<string>, accounts: readonly string[]): string {
  const shown = accounts.slice(0, 3).join(', ');
  const more = accounts.length > 3 ? ` and ${accounts.length - 3} more` : '';
  return `"${set.value}" is assigned in ${shown}${more}, and no code makes the policy "${policy.value}" there`;
}
