/** Selects what answers found, by kind. */
import type { Answer, Found } from './answer';

export type FoundOf<K extends Found['kind']> = Extract<Found, { readonly kind: K }>;

/** Everything of one kind that was found, in the order of the answers. */
export function foundOf<K extends Found['kind']>(answers: readonly Answer[], kind: K): readonly FoundOf<K>[] {
  const ofKind = (found: Found): found is FoundOf<K> => found.kind === kind;
  return answers.flatMap(({ found }) => found.filter(ofKind));
}
