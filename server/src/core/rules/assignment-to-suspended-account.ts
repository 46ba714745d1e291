import { isKnown } from '../base';
import { accountLabels } from './support/comparison';
import { defineRule } from './support/rule';

/** Identity Center cannot manage a closed account: the assignment fails, with words that do not say why. */
export const assignmentToSuspendedAccount = defineRule({
  name: 'assignment-to-suspended-account',
  summary: 'Access is given to an account that is suspended or being closed.',
  severity: 'error',
  reads: ['declared', 'live'],

  check({ declared, live, project }, report) {
    const label = accountLabels(declared, live, project);
    for (const { account, accountName } of declared.assignments.all) {
      const state = isKnown(account) ? live.access.accounts.byName.get(account.value)?.state : undefined;
      if (!isKnown(account) || state === undefined || state === 'ACTIVE') continue;
      const at = accountName && isKnown(accountName) ? accountName : account;
      report(at, { message: `the account ${label(account.value)} is ${words(state)}: nobody can enter it` });
    }
  },
});

/** `PENDING_CLOSURE` is AWS Organizations' word, `pending closure` ours. */
function words(state: string): string {
  return state.toLowerCase().replaceAll('_', ' ');
}
