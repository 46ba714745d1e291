import { firstFew, isKnown, type Known, type Location } from '../base';
import * as model from '../model';
import { isSamePlace } from './support/places';
import { checkedAtText, type MissingPolicy, missingPolicies, nameIn } from './support/policies/missing-policies';
import { accountsByPolicy, createdInUnknownAccount } from './support/policies/policy-accounts';
import { defineRule, type Report, type RuleContext } from './support/rule';
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

  check(context, report) {
    const reported = new Set<Location>();
    const say: Report = (at, note) => {
      reported.add(at.origin.at);
      report(at, note);
    };
    if (context.declared.policies.complete) checkDeclared(context, say);
    // What the code alone shows is said already, at the same place.
    for (const it of missingPolicies(context)) if (!reported.has(it.name.origin.at)) reportChecked(context, it, report);
  },
});

function checkDeclared({ declared, project }: RuleContext<'declared'>, report: Report): void {
  const targets = targetsBySet(declared);
  const accounts = accountsByPolicy(declared.policies.all);
  const singles = createdInUnknownAccount(declared.policies.all);
  for (const set of declared.permissionSets.all) {
    if (!isKnown(set.name)) continue;
    const assigned = targets.get(set.name.value) ?? new Set();
    for (const { name } of model.customerPolicies(set)) {
      if (!isKnown(name)) continue;
      const made = accounts.get(name.value);
      const without = made ? [...assigned].filter((id) => !made.has(id)) : [];
      const labels = without.map((id) => model.accountLabel(project, declared.accounts, id));
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
}

function messageOn(policy: Known<string>, set: Known<string>, accounts: readonly string[]): string {
  return `"${set.value}" is assigned in ${firstFew(accounts)}, and no code makes the policy "${policy.value}" there`;
}

function reportChecked(context: RuleContext<'declared'>, { name, path, absent }: MissingPolicy, report: Report): void {
  if (absent.accounts === '') return;
  const wanted = path.value === '/' ? name.value : `${path.value}${name.value}`;
  const nearby = [...new Set(absent.nearby.map(nameIn))].map((it) => `"${it}"`).join(' and ');
  const instead = nearby === '' ? '' : `, which has ${nearby}`;
  report(name, {
    message: `there is no policy "${wanted}" in ${absent.accounts}${instead} (${checkedAtText(context)})`,
  });
}
