/** `for` expressions. */
import type { Origin } from '../base';
import type * as hcl from '../syntax/hcl';
import { type Pair, twins } from './collision';
import { errorValue, objectValue, sortEntries, stringValue, tupleValue } from './construct';
import { convertTo, isFailure } from './convert';
import { evaluate } from './expression';
import { flatteningIn } from './flattening';
import { collectionOf, eachRound, type LoopScope, partlyUnknown, sourceOf } from './loop';
import { workedOutAt } from './made-of';
import { place } from './place';
import type { Scope } from './scope';
import { errorIn, withoutErrors } from './traits';
import { STRING } from './type';
import { failedAs } from './type-of';
import type { Collision, Member, UnknownValue, Value } from './value';

export function forTuple(expression: hcl.ForTuple, scope: Scope): Value {
  const collection = evaluate(expression.collection, scope);
  const error = errorIn(collection);
  const result = tupleOver(expression, withoutErrors(collection), scope);
  return error ? failedAs(error, result) : result;
}

function tupleOver(expression: hcl.ForTuple, given: Value, scope: Scope): Value {
  const origin = place(expression, scope);
  const source = sourceOf(collectionOf(given, place(expression.collection, scope)));
  if ('kind' in source) return source;
  const items: Value[] = [];
  const rounds = eachRound(expression, source, scope, (inner) => {
    items.push(evaluate(expression.value, inner));
    return undefined;
  });
  const unknown = rounds.unknown ?? source.unknown;
  if (unknown) {
    const members = items.map((value) => ({ key: undefined, value }));
    const held = { items: members, complete: source.complete && !rounds.open, mayRepeat: source.mayRepeat };
    return { ...partlyUnknown(unknown, held), sensitive: rounds.sensitive };
  }
  return { ...tupleValue(items, origin), sensitive: rounds.sensitive };
}

export function forObject(expression: hcl.ForObject, scope: Scope): Value {
  const collection = evaluate(expression.collection, scope);
  const error = errorIn(collection);
  const result = objectOver(expression, withoutErrors(collection), scope);
  return error ? failedAs(error, result) : result;
}

function objectOver(expression: hcl.ForObject, given: Value, scope: Scope): Value {
  const source = sourceOf(collectionOf(given, place(expression.collection, scope)));
  if ('kind' in source) return source;
  const result = nothingGathered(source.mayRepeat);
  let marked: true | undefined;
  const rounds = eachRound(expression, source, scope, (inner) => {
    const key = keyOf(expression, inner);
    if (key.sensitive) marked = true;
    if (key.kind === 'unknown') return withoutKey(expression, key, inner, result);
    if (key.kind === 'string') gather(expression, key, inner, result);
    return undefined;
  });
  const sensitive = rounds.sensitive ?? marked;
  const origin = place(expression, scope);
  // All items of a complete source have their keys here, whatever keys they had there.
  const isClear = result.unclear.size === 0;
  const unknown = source.complete ? (rounds.unknown ?? (isClear ? undefined : source.unknown)) : source.unknown;
  const duplicate = duplicateIn(expression, result, scope);
  if (unknown && duplicate) return { ...duplicate, sensitive };
  if (unknown) {
    const items = expression.grouping ? [] : [...keyed(entriesOf(result, origin), result), ...result.unkeyed];
    const complete = source.complete && isClear && !rounds.open && !expression.grouping;
    const mayRepeat = result.unkeyed.length > 0 ? source.mayRepeat : undefined;
    return { ...partlyUnknown(unknown, { items, complete, mayRepeat }), sensitive };
  }
  const object = {
    ...objectValue(sortEntries(entriesOf(result, origin)), origin, result.keyOrigins),
    sensitive,
    flattening: flatteningIn(expression, scope),
  };
  return duplicate ? failedAs(duplicate, object) : object;
}

type Gathered = {
  readonly values: Map<string, Value[] | Value>;
  readonly keyOrigins: Map<string, Origin>;
  /** The first item that has the key. */
  readonly pairs: Map<string, Pair>;
  readonly unkeyed: Member[];
  /** Keys that came twice where one item may: which value they have is not known. */
  readonly unclear: Set<string>;
  readonly mayRepeat: true | undefined;
  readonly collisions: Collision[];
};

function nothingGathered(mayRepeat: true | undefined): Gathered {
  const [values, keyOrigins, pairs] = [new Map(), new Map(), new Map()];
  return { values, keyOrigins, pairs, unkeyed: [], unclear: new Set(), mayRepeat, collisions: [] };
}

/** An item is one item, though its key is not known. */
function withoutKey(expression: hcl.ForObject, given: UnknownValue, scope: Scope, { unkeyed }: Gathered): UnknownValue {
  const key = workedOutAt(given, expression.keyResult, scope);
  if (key.error === undefined) unkeyed.push({ key, value: evaluate(expression.valueResult, scope) });
  return key;
}

function keyed(entries: ReadonlyMap<string, Value>, { keyOrigins, unclear }: Gathered): readonly Member[] {
  return [...entries].flatMap(([key, value]) =>
    unclear.has(key) ? [] : [{ key: stringValue(key, keyOrigins.get(key) ?? value.origin), value }],
  );
}

function entriesOf({ values }: Gathered, origin: Origin): ReadonlyMap<string, Value> {
  const entries = new Map<string, Value>();
  for (const [key, value] of values) entries.set(key, Array.isArray(value) ? tupleValue(value, origin) : value);
  return entries;
}

function gather(
  expression: hcl.ForObject,
  key: Extract<Value, { readonly kind: 'string' }>,
  scope: LoopScope,
  gathered: Gathered,
): void {
  const { values, keyOrigins } = gathered;
  const value = evaluate(expression.valueResult, scope);
  const earlier = values.get(key.value);
  if (!keyOrigins.has(key.value)) keyOrigins.set(key.value, key.origin);
  if (!expression.grouping) {
    if (earlier) collide(expression, key.value, scope, gathered);
    else gathered.pairs.set(key.value, scope.pair());
    if (!earlier) values.set(key.value, value);
  } else if (Array.isArray(earlier)) earlier.push(value);
  else values.set(key.value, [value]);
}

function collide(expression: hcl.ForObject, key: string, scope: LoopScope, gathered: Gathered): void {
  if (gathered.mayRepeat) {
    gathered.unclear.add(key);
    return;
  }
  const [first, second] = twins(expression.keyResult, scope, gathered.pairs.get(key) ?? scope.pair());
  gathered.collisions.push({ key, first, second });
}

/** Terraform says so of the first one. */
function duplicateIn(expression: hcl.ForObject, { collisions }: Gathered, scope: Scope): UnknownValue | undefined {
  const [collision] = collisions;
  return collision && { ...errorValue(duplicate(collision.key), place(expression.keyResult, scope)), collisions };
}

function duplicate(key: string): string {
  return `Two different items produced the key ${JSON.stringify(key)} in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key`;
}

function keyOf(expression: hcl.ForObject, scope: Scope): Value {
  const origin = place(expression.keyResult, scope);
  const given = evaluate(expression.keyResult, scope);
  if (given.kind === 'null')
    return errorValue("Key expression in 'for' expression must not produce a null value", origin);
  if (given.kind === 'unknown') return given;
  const key = convertTo(given, STRING);
  return isFailure(key) ? errorValue(`The key expression produced an invalid result: ${key.failed}`, origin) : key;
}
