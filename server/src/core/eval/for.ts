/** `for` expressions. One scope serves all rounds, since evaluating is synchronous: only the two variables change. */
import type { Origin } from '../base';
import type * as hcl from '../syntax/hcl';
import {
  errorValue,
  numberValue,
  objectValue,
  sortEntries,
  stringValue,
  tupleValue,
  unknownFrom,
  unknownValue,
} from './construct';
import { convertTo, isFailure } from './convert';
import { evaluate } from './expression';
import { afford, TOO_LARGE } from './limits';
import { wholeNumber } from './number';
import { partialSource, type Source } from './partial-knowledge';
import { place } from './place';
import type { Scope } from './scope';
import { errorIn, withoutErrors } from './traits';
import { BOOL, STRING, typeName } from './type';
import { failedAs, typeOf } from './type-of';
import type { MappingValue, Member, Members, SequenceValue, UnknownValue, Value } from './value';

type For = hcl.ForTuple | hcl.ForObject;
type Collection = SequenceValue | MappingValue;

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
  const { mayRepeat } = source;
  const result: Gathered = { ...nothingGathered(), mayRepeat };
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
  if (unknown && result.duplicate) return { ...unknownFrom(result.duplicate), sensitive };
  if (unknown) {
    const items = expression.grouping ? [] : [...keyed(entriesOf(result, origin), result), ...result.unkeyed];
    const complete = source.complete && isClear && !rounds.open && !expression.grouping;
    return { ...partlyUnknown(unknown, { items, complete }), sensitive };
  }
  const object = { ...objectValue(sortEntries(entriesOf(result, origin)), origin, result.keyOrigins), sensitive };
  return result.duplicate ? failedAs(result.duplicate, object) : object;
}

type Gathered = {
  readonly values: Map<string, Value[] | Value>;
  readonly keyOrigins: Map<string, Origin>;
  readonly unkeyed: Member[];
  /** Keys that came twice where one item may: which value they have is not known. */
  readonly unclear: Set<string>;
  readonly mayRepeat: true | undefined;
  duplicate: UnknownValue | undefined;
};

function nothingGathered(): Omit<Gathered, 'mayRepeat'> {
  return { values: new Map(), keyOrigins: new Map(), unkeyed: [], unclear: new Set(), duplicate: undefined };
}

/** An item is one item, though its key is not known. */
function withoutKey(expression: hcl.ForObject, key: UnknownValue, scope: Scope, { unkeyed }: Gathered): UnknownValue {
  if (key.error === undefined) unkeyed.push({ key, value: evaluate(expression.valueResult, scope) });
  return key;
}

function keyed(entries: ReadonlyMap<string, Value>, { keyOrigins, unclear }: Gathered): readonly Member[] {
  return [...entries].flatMap(([key, value]) =>
    unclear.has(key) ? [] : [{ key: stringValue(key, keyOrigins.get(key) ?? value.origin), value }],
  );
}

function partlyUnknown(cause: UnknownValue, members: Members): UnknownValue {
  if (cause.error !== undefined || (members.items.length === 0 && !members.complete)) return unknownFrom(cause);
  return { ...unknownFrom(cause), members };
}

function entriesOf({ values }: Gathered, origin: Origin): ReadonlyMap<string, Value> {
  const entries = new Map<string, Value>();
  for (const [key, value] of values) entries.set(key, Array.isArray(value) ? tupleValue(value, origin) : value);
  return entries;
}

function gather(
  expression: hcl.ForObject,
  key: Extract<Value, { readonly kind: 'string' }>,
  scope: Scope,
  gathered: Gathered,
): void {
  const { values, keyOrigins } = gathered;
  const value = evaluate(expression.valueResult, scope);
  const earlier = values.get(key.value);
  if (!keyOrigins.has(key.value)) keyOrigins.set(key.value, key.origin);
  if (!expression.grouping) {
    if (earlier && gathered.mayRepeat) gathered.unclear.add(key.value);
    else if (earlier) gathered.duplicate ??= errorValue(duplicate(key.value), place(expression.keyResult, scope));
    else values.set(key.value, value);
  } else if (Array.isArray(earlier)) earlier.push(value);
  else values.set(key.value, [value]);
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

function collectionOf(collection: Value, origin: Origin): Collection | UnknownValue {
  switch (collection.kind) {
    case 'null':
      return errorValue("A null value cannot be used as the collection in a 'for' expression", origin);
    case 'string':
    case 'number':
    case 'bool': {
      const type = typeName(typeOf(collection));
      return errorValue(`A value of type ${type} cannot be used as the collection in a 'for' expression`, origin);
    }
    default:
      return collection;
  }
}

/** What a loop can go through; an unknown where nothing of the collection is certain. */
function sourceOf(collection: Collection | UnknownValue): LoopSource | UnknownValue {
  const { sensitive } = collection;
  if (collection.kind !== 'unknown')
    return { pairs: pairsOf(collection), unknown: undefined, complete: true, sensitive };
  const { members } = collection;
  return members ? { ...partialSource(collection, members), sensitive } : unknownFrom(collection);
}

type LoopSource = Source & { readonly sensitive: true | undefined };

/** `open`: an unknown condition leaves some item out of sight. */
type Rounds = {
  readonly unknown: UnknownValue | undefined;
  readonly sensitive: true | undefined;
  readonly open: boolean;
};

/** An unknown condition leaves open what belongs to the result, and with it the whole result. Errors go first. */
function eachRound(
  expression: For,
  source: LoopSource,
  scope: Scope,
  visit: (scope: Scope) => UnknownValue | undefined,
): Rounds {
  const inner = new LoopScope(scope, expression.key?.text, expression.item.text);
  let { sensitive } = source;
  let open = false;
  let unknown: UnknownValue | undefined;
  let isEmpty = true;
  for (const [key, item] of source.pairs) {
    isEmpty = false;
    inner.set(key, item);
    const condition = expression.condition && conditionOf(expression.condition, inner);
    if (condition?.sensitive) sensitive = true;
    if (condition?.kind === 'unknown') open = true;
    const found = condition?.kind === 'unknown' ? condition : isFalse(condition) ? undefined : visit(inner);
    if (found && (!unknown || unknown.error === undefined)) unknown = found;
    if (!afford(1)) return { unknown: unknownValue(TOO_LARGE, place(expression, scope)), sensitive, open: true };
  }
  if (isEmpty) unknown = impossible(expression, inner, scope);
  return { unknown, sensitive, open };
}

/** A condition that could never be met is an error also where there is nothing to ask it about. */
function impossible({ condition }: For, inner: LoopScope, scope: Scope): UnknownValue | undefined {
  if (!condition) return undefined;
  const anything = unknownValue('nothing to loop over', place(condition, scope));
  inner.set(anything, anything);
  const answer = conditionOf(condition, inner);
  return answer.kind === 'unknown' && answer.error !== undefined ? answer : undefined;
}

function isFalse(value: Value | undefined): boolean {
  return value?.kind === 'bool' && !value.value;
}

function conditionOf(expression: hcl.Expression, scope: Scope): Value {
  const origin = place(expression, scope);
  const given = evaluate(expression, scope);
  if (given.kind === 'null') return errorValue("The value of the 'if' clause must not be null", origin);
  const condition = convertTo(given, BOOL);
  return isFailure(condition) ? errorValue(`The 'if' clause value is invalid: ${condition.failed}`, origin) : condition;
}

/** What a loop goes through: positions for sequences, keys for mappings; an element of a set is its own key. */
export function* pairsOf(collection: Collection): Generator<readonly [Value, Value]> {
  if ('items' in collection) {
    for (let index = 0; index < collection.items.length; index++) {
      const item = collection.items[index];
      if (item) yield [collection.kind === 'set' ? item : numberValue(wholeNumber(index), item.origin), item];
    }
    return;
  }
  for (const [key, value] of collection.entries) {
    yield [stringValue(key, collection.keyOrigins?.get(key) ?? value.origin), value];
  }
}

/** The scope inside a loop: its variables, and behind them all that is outside. */
export class LoopScope implements Scope {
  readonly path: string;
  readonly files: Scope['files'];
  private readonly outer: Scope;
  private readonly keyName: string | undefined;
  private readonly itemName: string;
  private key: Value | undefined;
  private item: Value | undefined;

  constructor(outer: Scope, keyName: string | undefined, itemName: string) {
    this.path = outer.path;
    this.files = outer.files;
    this.outer = outer;
    this.keyName = keyName;
    this.itemName = itemName;
  }

  set(key: Value, item: Value): void {
    this.key = key;
    this.item = item;
  }

  readonly reference: Scope['reference'] = (root, names, at) => {
    if (root === this.itemName && this.item) return { value: this.item, used: 0 };
    if (root === this.keyName && this.key) return { value: this.key, used: 0 };
    return this.outer.reference(root, names, at);
  };
}
