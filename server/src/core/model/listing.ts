/** What we could list, and whether that is all there is. Absence is evidence only in a complete listing. */
import { isKnown, type Known, type Maybe, type Unknown } from '../base';

export type Listing<T> = {
  readonly byName: ReadonlyMap<string, T>;
  /** Every item, also those whose name is unknown or already taken by another. */
  readonly all: readonly T[];
  readonly complete: boolean;
  /** Why it may be short; empty exactly when `complete`. */
  readonly because: readonly Unknown[];
  /** Of the declared side: all that this code makes is here, by name, though others may come from elsewhere: users of an identity provider. */
  readonly includesAllDeclared?: boolean | undefined;
};

/** True only for certain absence: the name is known, the listing is complete, and the name is not in it. */
export function lacks(listing: Listing<unknown>, name: Maybe<string>): name is Known<string> {
  return isKnown(name) && listing.complete && !listing.byName.has(name.value);
}

/** The first item of each known name; an item without a known name makes the listing incomplete. */
export function listing<T>(
  items: readonly T[],
  nameOf: (item: T) => Maybe<string>,
  because: readonly Unknown[] = [],
): Listing<T> {
  const byName = new Map<string, T>();
  const nameless: Unknown[] = [];
  for (const item of items) {
    const name = nameOf(item);
    if (!isKnown(name)) nameless.push(name);
    else if (!byName.has(name.value)) byName.set(name.value, item);
  }
  const reasons = [...because, ...nameless];
  return { byName, all: items, complete: reasons.length === 0, because: reasons };
}
