/** What of a YAML entry is not known, by the names of its keys. */
import { isKnown, type Maybe } from '../base';
import type * as model from '../model';

/** A key may stand more than once, for each of its items; `undefined`: nothing is written. */
export type NamedValue = readonly [attribute: string, value: Maybe<unknown> | undefined];

export function unknownAmong(address: string, values: readonly NamedValue[]): readonly model.UnknownFact[] {
  return values.flatMap(([attribute, value]) => {
    if (!value || isKnown(value)) return [];
    return [{ address, attribute, because: value.because, origin: value.origin }];
  });
}
