/** The origin of what an expression writes: its own text. One object for each expression, however often it is used. */
import { type Origin, originAt, type Span } from '../base';
import type { Scope } from './scope';

type Spanned = { readonly span: Span };

const kept = new WeakMap<Spanned, Origin>();

/** An expression stands in one file, so its place does not depend on who evaluates it. */
export function place(node: Spanned, scope: Scope): Origin {
  let origin = kept.get(node);
  if (!origin) {
    origin = originAt({ path: scope.path, start: node.span.start, end: node.span.end });
    kept.set(node, origin);
  }
  return origin;
}
