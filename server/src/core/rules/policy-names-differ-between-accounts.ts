import { groupBy, isKnown, type Known } from '../base';
import * as model from '../model';
import { defineRule } from './support/rule';
import { words } from './support/similar-name';

/** A permission set has one name for the policy in all accounts, so the policy has to have one name there too. */
export const policyNamesDifferBetweenAccounts = defineRule({
  name: 'policy-names-differ-between-accounts',
  summary: 'What is evidently one policy is named differently in the code of different accounts.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared }, report) {
    const byWords = groupBy(declared.policies.all.flatMap(placed), ({ name }) => words(name.value).join(''));
    for (const policies of byWords.values()) {
      for (const [index, policy] of policies.entries()) {
        const before = policies.find((it, place) => place < index && model.mayShareOrganization(it, policy));
        if (!before || before.name.value === policy.name.value || shareAccount([before, policy], declared)) continue;
        report(policy.name, {
          message: `"${policy.name.value}" in ${policy.account} is "${before.name.value}" in ${before.account}`,
          related: [{ at: before.name, message: `named "${before.name.value}" for ${before.account}` }],
        });
      }
    }
  },
});

type Placed = { readonly name: Known<string>; readonly account: string; readonly organization: string | undefined };

function placed({ name, account, organization }: model.Policy): readonly Placed[] {
  return isKnown(name) && isKnown(account) ? [{ name, account: account.value, organization }] : [];
}

/** Two names within one account are two policies, wherever else they are. */
function shareAccount(pair: readonly Placed[], { policies }: model.Access): boolean {
  const all = policies.all.flatMap(placed);
  const [one = new Set(), other = new Set()] = pair.map(
    ({ name }) => new Set(all.filter((it) => it.name.value === name.value).map((it) => it.account)),
  );
  return [...one].some((account) => other.has(account));
}
