/** The origin of what an expression writes: its own text. One object for each expression, however often it is used. */
import { type Origin, originAt, type Span } from '../../base';
import type { Scope } from './scope';

type Spanned = { readonly span: Span };

const cache = new WeakMap<Spanned, Origin>();

/** The same, for what is kept by whoever asks: then it need not be kept here. */
export function newOriginOfNode({ span }: Spanned, scope: Scope): Origin {
  return originAt({ path: scope.path, start: span.start, end: span.end });
}

/** An expression stands in one file, so its place does not depend on who evaluates it. */
export function originOfNode(node: Spanned, scope: Scope): Origin {
  let origin = cache.get(node);
  if (!origin) {
    origin = newOriginOfNode(node, scope);
    cache.set(node, origin);
  }
  return origin;
}
