/** Suggestions for a misspelt name, by edit distance. */
import { distance } from 'fastest-levenshtein';

/** The names that are close enough to be a typing error, nearest first, at most three. */
export function nearest(wanted: string, names: Iterable<string>): readonly string[] {
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const ranked = [...new Set(names)].map((name) => ({ name, steps: steps(wanted, name) }));
  const close = ranked.filter((it) => it.steps <= limit && it.name !== wanted);
  return close
    .toSorted((a, b) => a.steps - b.steps || compareText(a.name, b.name))
    .slice(0, 3)
    .map((it) => it.name);
}

/** Case and separators weigh nothing: `read_only` is `ReadOnly` to the one who typed it. */
function steps(a: string, b: string): number {
  return distance(normalized(a), normalized(b));
}

function normalized(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/** Orders by code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
