/**
 * What is being evaluated right now, outermost first. A name met again while it is on the stack depends on itself:
 * that, and a stack deeper than `maxDepth`, ends in an unknown with a reason instead of a stack overflow.
 */
import type { UnknownReason } from '../../reasons';

export type EvaluationStack = Set<string>;

/** Longer chains of references than any real configuration has; well within the machine's stack. */
const maxDepth = 200;

export function withStackEntry<T>(
  stack: EvaluationStack,
  name: string,
  compute: () => T,
  otherwise: (because: UnknownReason) => T,
): T {
  if (stack.has(name)) return otherwise(cycle(stack, name));
  if (stack.size >= maxDepth) return otherwise({ kind: 'too-many-references', name, limit: maxDepth });
  stack.add(name);
  try {
    return compute();
  } finally {
    stack.delete(name);
  }
}

function cycle(stack: EvaluationStack, name: string): UnknownReason {
  const names = [...stack];
  const through = names.slice(names.indexOf(name) + 1);
  return { kind: 'cycle', name, through: through.slice(0, 5) };
}
