/** What AWS, or the comparison with it, leaves open. */
import type { UnknownReason } from './unknown';

export type LiveReason =
  /** Until each reason of the live side has a kind of its own. */
  | { readonly kind: 'live'; readonly text: string }
  /** An assignment of the code may be a live one that is not known in full, or the other way round. */
  | { readonly kind: 'may-be-live' | 'may-be-declared'; readonly because: UnknownReason }
  | { readonly kind: 'no-such-key'; readonly key: string };
