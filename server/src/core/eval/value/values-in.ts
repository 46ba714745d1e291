import { childrenOf } from './traits';
import type { Value } from './value';

/**
 * A value and all that lies in it, in order. What is shared comes once, so that a chain of doublings takes as long as the chain
 * is. `isEntered`: whether the parts of a collection are of interest.
 */
export function valuesIn(value: Value, isEntered: (collection: Value) => boolean = () => true): Iterable<Value> {
  const found = new Set<Value>();
  collect(value, isEntered, found);
  return found;
}

function collect(value: Value, isEntered: (collection: Value) => boolean, found: Set<Value>): void {
  if (found.has(value)) return;
  found.add(value);
  if (isEntered(value)) for (const child of childrenOf(value)) collect(child, isEntered, found);
}
