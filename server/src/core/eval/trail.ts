/**
 * What is being evaluated right now, outermost first. A name met again while it is on the trail depends on itself:
 * that, and a trail too long for the machine, ends in a reason instead of an endless descent.
 */
import type { UnknownReason } from '../reasons';

export type Trail = Set<string>;

/** Longer chains of references than any real configuration has; well within the machine's stack. */
const longest = 200;

export function follow<T>(trail: Trail, name: string, compute: () => T, otherwise: (because: UnknownReason) => T): T {
  if (trail.has(name)) return otherwise(cycle(trail, name));
  if (trail.size >= longest) return otherwise({ kind: 'too-many-references', name, limit: longest });
  trail.add(name);
  const result = compute();
  trail.delete(name);
  return result;
}

function cycle(trail: Trail, name: string): UnknownReason {
  const names = [...trail];
  const through = names.slice(names.indexOf(name) + 1);
  return { kind: 'cycle', name, through: through.slice(0, 5) };
}
