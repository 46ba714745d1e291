/** One way of breaking a repository, with the finding that must follow. */
import { lineAt, type Repository, textAt } from './repository';
import type { Token } from './tokens';

export type Edit = { readonly path: string; readonly start: number; readonly end: number; readonly text: string };

/** A place of the clean text; where it stands once the text is edited is worked out from the edits. */
export type Anchor = {
  readonly path: string;
  readonly start: number;
  /** How many lines further down, in text that an edit puts in. */
  readonly below?: number;
};

export type Mutant = {
  readonly rule: string;
  /** What was done, with the names, for whoever looks at one that was missed. */
  readonly what: string;
  readonly edits: readonly Edit[];
  /** Each must have its finding, on the line of one of its anchors. */
  readonly expected: readonly (readonly Anchor[])[];
};

/** What would have been a mutant, and is still right or beyond anybody's knowledge. */
export type Excluded = { readonly rule: string; readonly excluded: string };

export type Mutator = {
  /** In the third person: `drops a digit of an account id`. */
  readonly does: string;
  /** Findings of other rules that are as true of the mutant. */
  readonly consequences?: readonly string[] | undefined;
  /** Whether it is looked at with a snapshot that has all accounts of the repository, and nothing else. */
  readonly withAccounts?: true | undefined;
  readonly mutants: (repository: Repository) => readonly (Mutant | Excluded)[];
};

export function isExcluded(it: Mutant | Excluded): it is Excluded {
  return 'excluded' in it;
}

export function mutated(repository: Repository, { edits }: Mutant): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { path, start, end, text } of edits.toSorted((a, b) => b.start - a.start)) {
    const before = texts.get(path) ?? textAt(repository, path);
    texts.set(path, before.slice(0, start) + text + before.slice(end));
  }
  return texts;
}

/** The 1-based line of an anchor once the edits are made. What was replaced is where its new text begins. */
export function lineAfter(repository: Repository, { edits }: Mutant, { path, start, below = 0 }: Anchor): number {
  const text = textAt(repository, path);
  const before = edits.filter((it) => it.path === path && it.start < start);
  const moved = before.map((it) => lineBreaks(it.text) - lineBreaks(text.slice(it.start, Math.min(it.end, start))));
  return lineAt(text, start) + moved.reduce((sum, it) => sum + it, 0) + below;
}

function lineBreaks(text: string): number {
  return text.split('\n').length - 1;
}

/** Another word in the place of a token, in the same way of writing. */
export function rewrite(token: Token, value: string): Edit {
  const { path, start, end, form } = token;
  const isBare = form !== 'quoted' && /^[\w./+=@-]+$/.test(value) && !/^\d/.test(value);
  return { path, start, end, text: isBare ? value : `"${value}"` };
}

/** Anything the same way on every machine and every day: chosen by what it is chosen for. */
export function chosen(count: number, seed: string): number {
  let sum = 17;
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % count;
}
