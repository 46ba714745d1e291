/** What the mutation test found, for a reader: by rule, and what it left out for which reason. */
import { groupBy } from '../../server/src/core/base';
import type { Outcome, Trial } from './trial';

export function table(outcomes: readonly Outcome[]): string {
  const byRule = groupBy(
    outcomes.flatMap((it) => it.trials),
    (it) => it.mutant.rule,
  );
  const rows = [...byRule].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([rule, trials]) => row(rule, trials));
  const all = [...byRule.values()].flat();
  return ['', head, ...rows, row('all', all), '', 'Left out:', ...leftOut(outcomes), ''].join('\n');
}

const head = `${'rule'.padEnd(40)}${'mutants'.padStart(8)}${'found'.padStart(8)}${'untrue'.padStart(8)}`;

function row(rule: string, trials: readonly Trial[]): string {
  const found = trials.filter((it) => it.isFound).length;
  const untrue = trials.reduce((sum, it) => sum + it.extra.length, 0);
  return rule.padEnd(40) + [trials.length, found, untrue].map((it) => String(it).padStart(8)).join('');
}

function leftOut(outcomes: readonly Outcome[]): readonly string[] {
  const excluded = outcomes.flatMap((it) => it.excluded);
  const byReason = groupBy(excluded, ({ rule, reason }) => `${rule}: ${reason}`);
  return [...byReason]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, all]) => `${String(all.length).padStart(5)} ${reason}`);
}
