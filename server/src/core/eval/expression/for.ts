/** `for` expressions. */
import type { Origin } from '../../base';
import type * as hcl from '../../syntax/hcl';
import { convertTo, isFailure } from '../type/convert';
import { STRING } from '../type/type';
import { failedAs } from '../type/type-of';
import { withKeyPlace } from '../value/attribute-dependencies';
import { errorValue, objectValue, sortEntries, stringValue, tupleValue } from '../value/construct';
import { redactedUnknown } from '../value/redact';
import { errorIn, withoutErrors } from '../value/traits';
import type { Member, Members, StringValue, UnknownValue, Value } from '../value/value';
import { duplicateOrigins, type Pair } from './duplicate-keys';
import { evaluate } from './evaluate';
import { flatteningIn } from './flattening';
import {
  collectionOf,
  type LoopResult,
  type LoopScope,
  type LoopSource,
  partlyUnknown,
  runLoop,
  sourceOf,
} from './loop';
import { originOfNode } from './origin-of-node';
import type { Scope } from './scope';

export function forTuple(expression: hcl.ForTuple, scope: Scope): Value {
  const collection = evaluate(expression.collection, scope);
  const error = errorIn(collection);
  const result = tupleOver(expression, withoutErrors(collection), scope);
  return error ? failedAs(error, result) : result;
}

function tupleOver(expression: hcl.ForTuple, given: Value, scope: Scope): Value {
  const origin = originOfNode(expression, scope);
  const source = sourceOf(collectionOf(given, originOfNode(expression.collection, scope)));
  if ('kind' in source) return source;
  const items: Value[] = [];
  const loop = runLoop(expression, source, scope, (inner) => {
    items.push(evaluate(expression.value, inner));
    return undefined;
  });
  const unknown = loop.unknown ?? source.unknown;
  if (unknown) {
    const members = items.map((value) => ({ key: undefined, value }));
    const held = { items: members, complete: source.complete && !loop.open, mayRepeat: source.mayRepeat };
    return { ...partlyUnknown(unknown, held), sensitive: loop.sensitive };
  }
  return { ...tupleValue(items, origin), sensitive: loop.sensitive };
}

export function forObject(expression: hcl.ForObject, scope: Scope): Value {
  const collection = evaluate(expression.collection, scope);
  const error = errorIn(collection);
  const result = objectOver(expression, withoutErrors(collection), scope);
  return error ? failedAs(error, result) : result;
}

function objectOver(expression: hcl.ForObject, given: Value, scope: Scope): Value {
  const source = sourceOf(collectionOf(given, originOfNode(expression.collection, scope)));
  if ('kind' in source) return source;
  const collectedItems = emptyItems(source.mayRepeat);
  const loop = runLoop(expression, source, scope, (inner) => collectItem(expression, inner, collectedItems));
  const sensitive = loop.sensitive ?? collectedItems.sensitive;
  const unknown = openIn(source, loop, collectedItems);
  const found = duplicateIn(expression, source, collectedItems, scope);
  const duplicate = found && sensitive ? redactedUnknown(found) : found;
  if (unknown && duplicate) return { ...duplicate, sensitive };
  if (unknown) return { ...partlyUnknown(unknown, certainOf(expression, source, loop, collectedItems)), sensitive };
  const origin = originOfNode(expression, scope);
  const object = objectValue(sortEntries(entriesOf(collectedItems, origin)), origin, collectedItems.keyOrigins);
  const marked = { ...object, sensitive, flattening: flatteningIn(expression, scope) };
  return duplicate ? failedAs(duplicate, marked) : marked;
}

/** All items of a complete source have their keys here, whatever keys they had there. */
function openIn(source: LoopSource, loop: LoopResult, { unclear }: CollectedItems): UnknownValue | undefined {
  return source.complete ? (loop.unknown ?? (unclear.size === 0 ? undefined : source.unknown)) : source.unknown;
}

function certainOf(
  expression: hcl.ForObject,
  source: LoopSource,
  loop: LoopResult,
  collectedItems: CollectedItems,
): Members {
  if (expression.grouping) return { items: [], complete: false };
  const { unclear, unkeyed } = collectedItems;
  const complete = source.complete && unclear.size === 0 && !loop.open;
  const mayRepeat = unkeyed.length > 0 ? source.mayRepeat : undefined;
  return { items: [...keyed(collectedItems), ...unkeyed], complete, mayRepeat };
}

type CollectedItems = {
  readonly values: Map<string, Value[] | Value>;
  readonly keyOrigins: Map<string, Origin>;
  readonly unkeyed: Member[];
  /** Keys that came twice where one item may: which value they have is not known. */
  readonly unclear: Set<string>;
  readonly mayRepeat: true | undefined;
  /** What came with a key that another item has already. */
  readonly repeated: { readonly key: string; readonly pair: Pair }[];
  sensitive: true | undefined;
};

function emptyItems(mayRepeat: true | undefined): CollectedItems {
  const [values, keyOrigins, unclear] = [new Map(), new Map(), new Set<string>()];
  return { values, keyOrigins, unkeyed: [], unclear, mayRepeat, repeated: [], sensitive: undefined };
}

function collectItem(
  expression: hcl.ForObject,
  scope: LoopScope,
  collectedItems: CollectedItems,
): UnknownValue | undefined {
  const key = keyOf(expression, scope);
  if (key.sensitive) collectedItems.sensitive = true;
  if (key.kind === 'unknown') return withoutKey(expression, key, scope, collectedItems);
  if (key.kind === 'string') withKey(expression, key, scope, collectedItems);
  return undefined;
}

/** An item is one item, though its key is not known. */
function withoutKey(
  expression: hcl.ForObject,
  given: UnknownValue,
  scope: Scope,
  { unkeyed }: CollectedItems,
): UnknownValue {
  const key = withKeyPlace(given, expression.keyResult, scope);
  if (!key.isError) unkeyed.push({ key, value: evaluate(expression.valueResult, scope) });
  return key;
}

function keyed({ values, keyOrigins, unclear }: CollectedItems): readonly Member[] {
  return [...values].flatMap(([key, value]) => {
    if (unclear.has(key) || Array.isArray(value)) return [];
    return [{ key: stringValue(key, keyOrigins.get(key) ?? value.origin), value }];
  });
}

function entriesOf({ values }: CollectedItems, origin: Origin): ReadonlyMap<string, Value> {
  const entries = new Map<string, Value>();
  for (const [key, value] of values) entries.set(key, Array.isArray(value) ? tupleValue(value, origin) : value);
  return entries;
}

function withKey(expression: hcl.ForObject, key: StringValue, scope: LoopScope, collectedItems: CollectedItems): void {
  const { values, keyOrigins, mayRepeat } = collectedItems;
  const value = evaluate(expression.valueResult, scope);
  const earlier = values.get(key.value);
  if (!keyOrigins.has(key.value)) keyOrigins.set(key.value, key.origin);
  if (Array.isArray(earlier)) earlier.push(value);
  else if (expression.grouping) values.set(key.value, [value]);
  else if (!earlier) values.set(key.value, value);
  else if (mayRepeat) collectedItems.unclear.add(key.value);
  else collectedItems.repeated.push({ key: key.value, pair: scope.pair() });
}

/** Terraform says so of the first key that comes twice. */
function duplicateIn(
  expression: hcl.ForObject,
  source: LoopSource,
  { repeated }: CollectedItems,
  scope: Scope,
): UnknownValue | undefined {
  const [first] = repeated;
  if (!first) return undefined;
  const before = firstOfEach(expression, source, scope);
  const collisions = repeated.map(({ key, pair }) => {
    const [one, other] = duplicateOrigins(expression, scope, [before.get(key) ?? pair, pair]);
    return { key, first: one, second: other };
  });
  return { ...errorValue(duplicate(first.key), originOfNode(expression.keyResult, scope)), collisions };
}

/** Which item has a key first. Only mistakes ask, so it is gone through once more then. */
function firstOfEach(expression: hcl.ForObject, source: LoopSource, scope: Scope): ReadonlyMap<string, Pair> {
  const found = new Map<string, Pair>();
  runLoop(expression, source, scope, (inner) => {
    const key = keyOf(expression, inner);
    if (key.kind === 'string' && !found.has(key.value)) found.set(key.value, inner.pair());
    return undefined;
  });
  return found;
}

function duplicate(key: string): string {
  return `Two different items produced the key ${JSON.stringify(key)} in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key`;
}

function keyOf(expression: hcl.ForObject, scope: Scope): Value {
  const origin = originOfNode(expression.keyResult, scope);
  const given = evaluate(expression.keyResult, scope);
  if (given.kind === 'null')
    return errorValue("Key expression in 'for' expression must not produce a null value", origin);
  if (given.kind === 'unknown') return given;
  const key = convertTo(given, STRING);
  return isFailure(key) ? errorValue(`The key expression produced an invalid result: ${key.failed}`, origin) : key;
}
