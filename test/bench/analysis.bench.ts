/** How long a keystroke takes from text to findings, in a workspace as large as they get. */
import type { Bench } from './bench';
import { analyseCold, keystroke } from './workspace';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** 500 sets with a policy each, 300 groups with 20 accounts each: 6,000 assignments, 500 policies. */
const sets = numbers(500)
  .map((n) => `  Set${n}: { session_duration: PT8H, customer_managed_policies: [team-${n}-readr] }\n`)
  .join('');
const policies = numbers(500)
  .map((n) => `  team-${n}-reader: { accounts: ["111122223333"] }\n`)
  .join('');
const groups = numbers(300)
  .map((n) => `  group${n}: {}\n`)
  .join('');
const grants = numbers(300)
  .map((n) => {
    const accounts = numbers(20).map((account) => `"${String(100_000_000_000 + account)}"`);
    return `  group${n}: { account_ids: [${accounts.join(', ')}], permission_set: Set${n} }\n`;
  })
  .join('');

const files = new Map([
  ['sets.access.yaml', `permission_sets:\n${sets}policies:\n${policies}`],
  ['teams.access.yaml', `groups:\n${groups}group_assignments:\n${grants}`],
]);

const typed = (count: number) => new Map([['more.access.yaml', `permission_sets: { New${count}: {} }\n`]]);

export const benches: readonly Bench[] = [
  { name: 'analyse 6,000 assignments of access definitions, cold', run: analyseCold(files) },
  { name: 'a keystroke among 6,000 assignments', run: keystroke(files, typed) },
];
