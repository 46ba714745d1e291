/** Every page of a list. An empty page may be followed by more, so only a missing token ends it (Organizations API reference). */
import type { Failure } from '../../../core/reasons';
import { Failed, isFatal } from './failed';
import { unexpected } from './failure';

export type Pages<T> = {
  readonly items: readonly T[];
  /** Why the rest is missing. */
  readonly failure: Failure | undefined;
};

export type Page<T> = { readonly items: readonly T[]; readonly next: string | undefined };

export async function paginate<T>(read: (token: string | undefined) => Promise<Page<T>>): Promise<Pages<T>> {
  const items: T[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await attempt(() => read(token));
    if ('failure' in page) return { items, failure: page.failure };
    items.push(...page.items);
    token = page.next || undefined;
    if (token !== undefined && seen.has(token))
      return { items, failure: unexpected({ kind: 'endless-pages', action: 'a list' }) };
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
  return { items, failure: undefined };
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
