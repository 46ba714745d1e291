/** `{ key = value }`. Of two items with one key the later wins; a key that is unknown leaves the whole object unknown. */
import type { Origin } from '../../base';
import type * as hcl from '../../syntax/hcl';
import { convertTo, isFailure } from '../type/convert';
import { STRING } from '../type/type';
import { failedAs } from '../type/type-of';
import { withKeyPlace } from '../value/attribute-dependencies';
import { errorValue, objectValue, sortEntries, unknownFrom } from '../value/construct';
import { compareUtf8 } from '../value/text-order';
import { errorIn } from '../value/traits';
import type { StringValue, UnknownValue, Value } from '../value/value';
import { chosenHere } from './choice';
import { evaluate } from './evaluate';
import { flatteningIn } from './flattening';
import { newOriginOfNode, originOfNode } from './origin-of-node';
import type { Scope } from './scope';
import { plainText } from './traversal';

export function objectOfItems(expression: hcl.ObjectExpression, scope: Scope): Value {
  const layout = layoutOf(expression, scope);
  return layout ? evaluateLayout(layout, expression, scope) : evaluateItems(expression, scope);
}

/** Almost all objects have keys that are written out: their order and the places of their keys are found once. */
type ObjectLayout = {
  readonly items: readonly (readonly [string, hcl.Expression])[];
  readonly keyOrigins: ReadonlyMap<string, Origin>;
};

const layouts = new WeakMap<hcl.ObjectExpression, ObjectLayout | false>();

function layoutOf(expression: hcl.ObjectExpression, scope: Scope): ObjectLayout | undefined {
  let layout = layouts.get(expression);
  if (layout === undefined) {
    layout = createLayout(expression, scope) ?? false;
    layouts.set(expression, layout);
  }
  return layout || undefined;
}

function createLayout(expression: hcl.ObjectExpression, scope: Scope): ObjectLayout | undefined {
  const items = new Map<string, hcl.Expression>();
  const keyOrigins = new Map<string, Origin>();
  for (const item of expression.items) {
    const key = writtenKey(item.key);
    if (key === undefined || items.has(key)) return undefined;
    items.set(key, item.value);
    keyOrigins.set(key, newOriginOfNode(item.key, scope));
  }
  return { items: [...items].sort((a, b) => compareUtf8(a[0], b[0])), keyOrigins };
}

/** In normal form C, as any other string. */
function writtenKey(key: hcl.Expression): string | undefined {
  return plainText(key)?.normalize('NFC');
}

function evaluateLayout({ items, keyOrigins }: ObjectLayout, expression: hcl.ObjectExpression, scope: Scope): Value {
  const entries = new Map<string, Value>();
  for (const [key, value] of items) entries.set(key, chosenHere(evaluate(value, scope), value, scope));
  return objectValue(entries, originOfNode(expression, scope), keyOrigins);
}

function evaluateItems(expression: hcl.ObjectExpression, scope: Scope): Value {
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  let sensitive: true | undefined;
  let unknown: UnknownValue | undefined;
  let lostError: UnknownValue | undefined;
  for (const item of expression.items) {
    const value = chosenHere(evaluate(item.value, scope), item.value, scope);
    const key = keyOf(item, scope);
    if (key.sensitive) sensitive = true;
    if (key.kind === 'unknown') {
      unknown = !unknown?.isError ? withKeyPlace(key, item.key, scope) : unknown;
      continue;
    }
    // A value that is written over is evaluated all the same.
    const lost = entries.get(key.value);
    if (lost) lostError ??= errorIn(lost);
    entries.set(key.value, value);
    keyOrigins.set(key.value, key.origin);
  }
  if (unknown) return { ...unknownFrom(unknown), sensitive };
  const object = {
    ...objectValue(sortEntries(entries), originOfNode(expression, scope), keyOrigins),
    sensitive,
    flattening: flatteningIn(expression, scope),
  };
  return lostError ? failedAs(lostError, object) : object;
}

function keyOf(item: hcl.ObjectItem, scope: Scope): StringValue | UnknownValue {
  const origin = originOfNode(item.key, scope);
  const key = convertTo(chosenHere(evaluate(item.key, scope), item.key, scope), STRING);
  if (isFailure(key)) return errorValue(`Can't use this value as a key: ${key.failed}`, origin);
  if (key.kind === 'null') return errorValue("Can't use a null value as a key", origin);
  return key.kind === 'string' || key.kind === 'unknown' ? key : errorValue("Can't use this value as a key", origin);
}
