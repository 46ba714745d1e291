/**
 * Whether one of two policy names is evidently a misspelling of the other. It looks at words rather than letters: `team-a-read` and
 * `team-b-read`, `-v1` and `-v2`, `reader` and `writer` are close as letters and different as names.
 */
import { distance } from 'fastest-levenshtein';

/** How the names differ, to be read behind "differs": `in letter case only`. `undefined`: they are different names. */
export function nameDifference(wanted: string, defined: string, vocabulary: ReadonlySet<string>): string | undefined {
  if (wanted === defined) return undefined;
  if (wanted.toLowerCase() === defined.toLowerCase()) return 'in upper and lower case only';
  if (normalized(wanted) === normalized(defined)) return 'in separators only';
  const [a, b] = [words(wanted), words(defined)];
  if (sameWords(a.map(singular), b.map(singular))) return 'in singular and plural only';
  const affix = differsByAffix(a, b);
  if (affix !== undefined) return `by "${affix}" only`;
  return differsByTypo(a, b, vocabulary) ? 'by a letter or two' : undefined;
}

export type SimilarNameFinder = (wanted: string) => readonly { readonly name: string; readonly difference: string }[];

/**
 * Finds names similar to a given one among many without comparing it with each: similar names share at least one key.
 * `others` are further names whose words count as words.
 */
export function similarNameFinder(defined: Iterable<string>, others: Iterable<string> = []): SimilarNameFinder {
  const byKey = new Map<string, Set<string>>();
  const namesByWord = new Map<string, Set<string>>();
  for (const name of defined) {
    for (const key of keysOf(name)) addTo(byKey, key, name);
    for (const word of words(name)) addTo(namesByWord, word, name);
  }
  for (const name of others) for (const word of words(name)) addTo(namesByWord, word, name);
  return (wanted) => {
    const candidates = new Set(keysOf(wanted).flatMap((key) => [...(byKey.get(key) ?? [])]));
    const established = (name: string) => words(name).filter((word) => isUsedBeside(name, namesByWord.get(word)));
    return [...candidates].flatMap((name) => {
      const difference = nameDifference(wanted, name, new Set([...established(wanted), ...established(name)]));
      return difference === undefined ? [] : [{ name, difference }];
    });
  };
}

function isUsedBeside(wanted: string, names: ReadonlySet<string> | undefined): boolean {
  return names !== undefined && (names.size > 1 || !names.has(wanted));
}

function addTo(map: Map<string, Set<string>>, key: string, name: string): void {
  const names = map.get(key);
  if (names) names.add(name);
  else map.set(key, new Set([name]));
}

/** The letters alone; the words, also without an affix; and the words with each of them left open. */
function keysOf(name: string): readonly string[] {
  const all = words(name).map(singular);
  const shorter = [all.slice(1), all.slice(0, -1)].map((it) => it.join(' '));
  const open = words(name).map((_, index, list) => list.map((word, at) => (at === index ? '*' : word)).join(' '));
  return [normalized(name), all.join(' '), ...shorter, ...open];
}

/** The words of a name, lower case: split at separators, at `aB`, and between letters and digits. */
export function words(name: string): readonly string[] {
  const spaced = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
  return spaced
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

function normalized(name: string): string {
  return words(name).join('');
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}

const environments = new Set(
  'prod prd production live dev devel development stg stage staging test tst testing qa uat int sandbox sbx nonprod preprod'.split(
    ' ',
  ),
);

/** Words that say nothing a policy's name must say. */
const fillerWords = new Set(['policy', 'iam']);

/**
 * An environment, or a filler such as `policy`, at one end of one of the names and not of the other. With an environment
 * in both, they name two policies.
 */
function differsByAffix(a: readonly string[], b: readonly string[]): string | undefined {
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
  if (longer.length !== shorter.length + 1 || shorter.length === 0) return undefined;
  const first = longer[0] ?? '';
  const last = longer.at(-1) ?? '';
  const isEnvironmentFree = !shorter.some((word) => environments.has(word));
  const mayDiffer = (word: string) => fillerWords.has(word) || (environments.has(word) && isEnvironmentFree);
  if (mayDiffer(last) && sameWords(longer.slice(0, -1).map(singular), shorter.map(singular))) return last;
  if (mayDiffer(first) && sameWords(longer.slice(1).map(singular), shorter.map(singular))) return first;
  return undefined;
}

/**
 * One word is misspelt and all others agree. A word that other names use as well is a word, not a slip; then it is the
 * policy's own name that may be misspelt, if no other name has that word.
 */
function differsByTypo(a: readonly string[], b: readonly string[], vocabulary: ReadonlySet<string>): boolean {
  if (a.length !== b.length) return false;
  const differing = a.flatMap((word, index) => (word === b[index] ? [] : [[word, b[index] ?? ''] as const]));
  const [pair] = differing;
  if (differing.length !== 1 || !pair) return false;
  const [wanted, defined] = pair;
  if (!vocabulary.has(wanted)) return isTypo(wanted, defined);
  return !vocabulary.has(defined) && isTypo(wanted, defined) && isSwappedOrMissing(defined, wanted);
}

/** Beginnings that are a slip apart and turn a word into another: `uploader` and `unloader`. */
const differentBeginnings: readonly (readonly [string, string])[] = [
  ['up', 'un'],
  ['in', 'ex'],
  ['en', 'de'],
  ['im', 'ex'],
  ['in', 'de'],
  ['re', 'de'],
];

function isTypo(wanted: string, meant: string): boolean {
  if (/\d/.test(wanted + meant) || Math.min(wanted.length, meant.length) < 5) return false;
  if (environments.has(wanted) || environments.has(meant)) return false;
  if (hasOtherBeginning(wanted, meant) || hasOtherBeginning(meant, wanted)) return false;
  if (isTransposed(wanted, meant)) return true;
  const steps = distance(wanted, meant);
  if (wanted[0] !== meant[0]) return steps === 1 && wanted.length !== meant.length;
  return steps === 1 || (steps === 2 && Math.min(wanted.length, meant.length) >= 10);
}

function hasOtherBeginning(a: string, b: string): boolean {
  return differentBeginnings.some(([one, other]) => a.startsWith(one) && b.startsWith(other));
}

function isTransposed(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  const swapped = a.slice(0, at) + a.charAt(at + 1) + a.charAt(at) + a.slice(at + 2);
  return at >= 0 && swapped === b;
}

/** Two letters swapped, or one left out within the word: seldom a word of its own, as one with an exchanged letter often is. */
function isSwappedOrMissing(written: string, meant: string): boolean {
  if (isTransposed(written, meant)) return true;
  const inner = [...Array(meant.length).keys()].slice(1, -1);
  return inner.some((index) => meant.slice(0, index) + meant.slice(index + 1) === written);
}
