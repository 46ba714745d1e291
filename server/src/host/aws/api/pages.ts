/**
 * Every page of a list. An empty page may be followed by more, so only a missing token ends it (Organizations API
 * reference). Invariant: it ends, whatever is answered, and each thing is there once.
 */
import type { Failure, FailureReason } from '../../../core/reasons';
import { Failed, isFatal } from './failed';
import { unexpected } from './failure';
import { type Malformed, malformed, tokenIn } from './received';

export type Pages<T> = {
  readonly items: readonly T[];
  /** Why the rest is missing, or why some of it could not be read. */
  readonly failure: Failure | undefined;
};

export type Page<T> = {
  readonly items: readonly T[];
  /** What could not be read of it. */
  readonly malformed?: readonly Malformed[] | undefined;
  /** As it was answered: a text where there are more pages. */
  readonly next: unknown;
};

export type ListOf<T> = {
  /** The IAM action of the call. */
  readonly action: string;
  /** What tells one thing from another; all of it, unless said otherwise. */
  readonly keyOf?: (item: T) => string;
};

/**
 * A million rows of a hundred a page: ten times what Identity Center holds of anything (100,000 users and as many groups,
 * its quotas). Organizations gives 20 a page, which makes 200,000 accounts.
 */
export const pageLimit = 10_000;

/** So many pages in a row that bring nothing new: those that a filter leaves empty are fewer by far. */
export const idlePageLimit = 1000;

export async function paginate<T>(
  read: (token: string | undefined) => Promise<Page<T>>,
  { action, keyOf = JSON.stringify }: ListOf<T>,
): Promise<Pages<T>> {
  const items = new Map<string, T>();
  const bad: Malformed[] = [];
  const seen = new Set<string>();
  const ended = (reason?: FailureReason) => pagesOf([...items.values()], reason && unexpected(reason), action, bad);
  let token: string | undefined;
  for (let pages = 1, idle = 0; ; pages++) {
    const page = await attempt(() => read(token));
    if ('failure' in page) return pagesOf([...items.values()], page.failure, action, bad);
    const before = items.size;
    for (const item of page.items) {
      const key = keyOf(item);
      if (!items.has(key)) items.set(key, item);
    }
    bad.push(...(page.malformed ?? []).slice(0, maxMalformed - bad.length));
    const next = tokenIn(page.next, action);
    if (next === undefined) return ended();
    if (typeof next !== 'string') return ended(next);
    if (seen.has(next)) return ended({ kind: 'endless-pages', action });
    idle = items.size > before ? 0 : idle + 1;
    if (pages >= pageLimit || idle >= idlePageLimit) return ended({ kind: 'too-many-pages', action, pages });
    token = next;
    seen.add(next);
  }
}

/** More of what can't be read is counted no further. */
const maxMalformed = 1000;

function pagesOf<T>(
  items: readonly T[],
  failure: Failure | undefined,
  action: string,
  bad: readonly Malformed[],
): Pages<T> {
  const [first, ...others] = bad;
  return { items, failure: failure ?? (first && unexpected(malformed(action, first, others.length))) };
}

/** What only this list lacks is told beside the pages we have; what ends everything ends this, too. */
async function attempt<T>(read: () => Promise<Page<T>>): Promise<Page<T> | { readonly failure: Failure }> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Failed && !isFatal(error.failure)) return { failure: error.failure };
    throw error;
  }
}
