/** `{ key = value }`. Of two items with one key the later wins; a key that is unknown leaves the whole object unknown. */
import type { Origin } from '../base';
import type * as hcl from '../syntax/hcl';
import { errorValue, objectValue, sortEntries, unknownFrom } from './construct';
import { convertTo, isFailure } from './convert';
import { evaluate } from './expression';
import { place } from './place';
import type { Scope } from './scope';
import { errorIn } from './traits';
import { STRING } from './type';
import type { StringValue, UnknownValue, Value } from './value';

export function objectOfItems(expression: hcl.ObjectExpression, scope: Scope): Value {
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  let sensitive: true | undefined;
  let unknown: UnknownValue | undefined;
  for (const item of expression.items) {
    const value = evaluate(item.value, scope);
    const key = keyOf(item, scope);
    if (key.sensitive) sensitive = true;
    if (key.kind === 'unknown') {
      unknown = unknown?.error === undefined ? key : unknown;
      continue;
    }
    // A value that is written over is evaluated all the same.
    const lost = entries.get(key.value);
    if (lost) unknown ??= errorIn(lost);
    entries.set(key.value, value);
    keyOrigins.set(key.value, key.origin);
  }
  if (unknown) return { ...unknownFrom(unknown), sensitive };
  return { ...objectValue(sortEntries(entries), place(expression, scope), keyOrigins), sensitive };
}

function keyOf(item: hcl.ObjectItem, scope: Scope): StringValue | UnknownValue {
  const origin = place(item.key, scope);
  const key = convertTo(evaluate(item.key, scope), STRING);
  if (isFailure(key)) return errorValue(`Can't use this value as a key: ${key.failed}`, origin);
  if (key.kind === 'null') return errorValue("Can't use a null value as a key", origin);
  return key.kind === 'string' || key.kind === 'unknown' ? key : errorValue("Can't use this value as a key", origin);
}
