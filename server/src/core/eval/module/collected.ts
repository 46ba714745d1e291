/** What a reference to something expanded is: the one thing, a tuple by number, an object by key, or known in part. */
import type { Origin } from '../../base';
import type { UnknownReason } from '../../reasons';
import { objectValue, tupleValue, unknownValue } from '../value/construct';
import { lazyMap } from '../value/lazy-map';
import type { Member, Value } from '../value/value';
import type { Expansion } from './expansion';

export function collected(
  expansion: Expansion,
  because: UnknownReason,
  one: (index: number) => Value,
  origin: Origin,
): Value {
  const { kind, copies, mayRepeat } = expansion;
  switch (kind) {
    case 'single':
      return one(0);
    case 'count':
      return tupleValue(
        copies.map((_, index) => one(index)),
        origin,
      );
    case 'each': {
      const places = new Map<string, number>();
      for (const [index, { key }] of copies.entries()) if (key?.kind === 'string') places.set(key.value, index);
      const values = lazyMap(new Set(places.keys()), (key) => one(places.get(key) ?? 0));
      return objectValue(values, origin);
    }
    case 'partial': {
      const items = copies.flatMap(({ key, wildcardBecause }, index): Member[] =>
        wildcardBecause === undefined ? [{ key, value: one(index) }] : [],
      );
      const complete = items.length === copies.length;
      const unknown = unknownValue(because, origin);
      return items.length === 0 && !complete ? unknown : { ...unknown, members: { items, complete, mayRepeat } };
    }
  }
}
