/** The origin of what an expression writes: its own text. One object for each expression, however often it is used. */
import { type Origin, originAt, type Span } from '../../base';
import type { Scope } from './scope';

type Spanned = { readonly span: Span };

const cache = new WeakMap<Spanned, Origin>();

/** An expression stands in one file, so its place does not depend on who evaluates it. */
export function originOfNode(node: Spanned, scope: Scope): Origin {
  let origin = cache.get(node);
  if (!origin) {
    origin = originAt({ path: scope.path, start: node.span.start, end: node.span.end });
    cache.set(node, origin);
  }
  return origin;
}
