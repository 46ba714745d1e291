/** `for` expressions. */
import type { Origin } from '../base';
import type * as hcl from '../syntax/hcl';
import { type Pair, twins } from './collision';
import { errorValue, objectValue, sortEntries, stringValue, tupleValue } from './construct';
import { convertTo, isFailure } from './convert';
import { evaluate } from './evaluate';
import { flatteningIn } from './flattening';
import { collectionOf, eachRound, type LoopScope, type LoopSource, partlyUnknown, type Rounds, sourceOf } from './loop';
import { workedOutAt } from './made-of';
import { place } from './place';
import type { Scope } from './scope';
import { errorIn, withoutErrors } from './traits';
import { STRING } from './type';
import { failedAs } from './type-of';
import type { Member, Members, StringValue, UnknownValue, Value } from './value';

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
  const gathered = nothingGathered(source.mayRepeat);
  const rounds = eachRound(expression, source, scope, (inner) => gatherOne(expression, inner, gathered));
  const sensitive = rounds.sensitive ?? gathered.sensitive;
  const unknown = openIn(source, rounds, gathered);
  const duplicate = duplicateIn(expression, source, gathered, scope);
  if (unknown && duplicate) return { ...duplicate, sensitive };
  if (unknown) return { ...partlyUnknown(unknown, certainOf(expression, source, rounds, gathered)), sensitive };
  const origin = place(expression, scope);
  const object = objectValue(sortEntries(entriesOf(gathered, origin)), origin, gathered.keyOrigins);
  const marked = { ...object, sensitive, flattening: flatteningIn(expression, scope) };
  return duplicate ? failedAs(duplicate, marked) : marked;
}

/** All items of a complete source have their keys here, whatever keys they had there. */
function openIn(source: LoopSource, rounds: Rounds, { unclear }: Gathered): UnknownValue | undefined {
  return source.complete ? (rounds.unknown ?? (unclear.size === 0 ? undefined : source.unknown)) : source.unknown;
}

function certainOf(expression: hcl.ForObject, source: LoopSource, rounds: Rounds, gathered: Gathered): Members {
  if (expression.grouping) return { items: [], complete: false };
  const { unclear, unkeyed } = gathered;
  const complete = source.complete && unclear.size === 0 && !rounds.open;
  const mayRepeat = unkeyed.length > 0 ? source.mayRepeat : undefined;
  return { items: [...keyed(gathered), ...unkeyed], complete, mayRepeat };
}

type Gathered = {
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

function nothingGathered(mayRepeat: true | undefined): Gathered {
  const [values, keyOrigins, unclear] = [new Map(), new Map(), new Set<string>()];
  return { values, keyOrigins, unkeyed: [], unclear, mayRepeat, repeated: [], sensitive: undefined };
}

function gatherOne(expression: hcl.ForObject, scope: LoopScope, gathered: Gathered): UnknownValue | undefined {
  const key = keyOf(expression, scope);
  if (key.sensitive) gathered.sensitive = true;
  if (key.kind === 'unknown') return withoutKey(expression, key, scope, gathered);
  if (key.kind === 'string') withKey(expression, key, scope, gathered);
  return undefined;
}

/** An item is one item, though its key is not known. */
function withoutKey(expression: hcl.ForObject, given: UnknownValue, scope: Scope, { unkeyed }: Gathered): UnknownValue {
  const key = workedOutAt(given, expression.keyResult, scope);
  if (!key.isError) unkeyed.push({ key, value: evaluate(expression.valueResult, scope) });
  return key;
}

function keyed({ values, keyOrigins, unclear }: Gathered): readonly Member[] {
  return [...values].flatMap(([key, value]) => {
    if (unclear.has(key) || Array.isArray(value)) return [];
    return [{ key: stringValue(key, keyOrigins.get(key) ?? value.origin), value }];
  });
}

function entriesOf({ values }: Gathered, origin: Origin): ReadonlyMap<string, Value> {
  const entries = new Map<string, Value>();
  for (const [key, value] of values) entries.set(key, Array.isArray(value) ? tupleValue(value, origin) : value);
  return entries;
}

function withKey(expression: hcl.ForObject, key: StringValue, scope: LoopScope, gathered: Gathered): void {
  const { values, keyOrigins, mayRepeat } = gathered;
  const value = evaluate(expression.valueResult, scope);
  const earlier = values.get(key.value);
  if (!keyOrigins.has(key.value)) keyOrigins.set(key.value, key.origin);
  if (Array.isArray(earlier)) earlier.push(value);
  else if (expression.grouping) values.set(key.value, [value]);
  else if (!earlier) values.set(key.value, value);
  else if (mayRepeat) gathered.unclear.add(key.value);
  else gathered.repeated.push({ key: key.value, pair: scope.pair() });
}

/** Terraform says so of the first key that comes twice. */
function duplicateIn(
  expression: hcl.ForObject,
  source: LoopSource,
  { repeated }: Gathered,
  scope: Scope,
): UnknownValue | undefined {
  const [first] = repeated;
  if (!first) return undefined;
  const before = firstOfEach(expression, source, scope);
  const collisions = repeated.map(({ key, pair }) => {
    const [one, other] = twins(expression, scope, [before.get(key) ?? pair, pair]);
    return { key, first: one, second: other };
  });
  return { ...errorValue(duplicate(first.key), place(expression.keyResult, scope)), collisions };
}

/** Which item has a key first. Only mistakes ask, so it is gone through once more then. */
function firstOfEach(expression: hcl.ForObject, source: LoopSource, scope: Scope): ReadonlyMap<string, Pair> {
  const found = new Map<string, Pair>();
  eachRound(expression, source, scope, (inner) => {
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
  const origin = place(expression.keyResult, scope);
  const given = evaluate(expression.keyResult, scope);
  if (given.kind === 'null')
    return errorValue("Key expression in 'for' expression must not produce a null value", origin);
  if (given.kind === 'unknown') return given;
  const key = convertTo(given, STRING);
  return isFailure(key) ? errorValue(`The key expression produced an invalid result: ${key.failed}`, origin) : key;
}
