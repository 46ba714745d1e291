/** Functions of lists, sets and tuples. What they pass on keeps its origin; only what they count or compare is new. */

import { reserve, spend } from '../../expression/limits';
import { undefinedResult } from '../../number/infinity';
import { add, numberWeight, toBigInt, wholeNumber } from '../../number/number';
import { unify } from '../../type/conversion';
import { convertTo, isFailure } from '../../type/convert';
import { ANY, BOOL, listOf, NUMBER, STRING, type Type, typeName } from '../../type/type';
import { typeOf } from '../../type/type-of';
import {
  boolValue,
  listValue,
  nullValue,
  numberValue,
  tupleValue,
  unknownFrom,
  withSensitive,
} from '../../value/construct';
import { equals } from '../../value/equality';
import { sortingSteps, unique } from '../../value/set-order';
import { compareUtf8 } from '../../value/text-order';
import { isWhollyKnown, unknownIn } from '../../value/traits';
import type { Decimal, SequenceValue, Value } from '../../value/value';
import { type BuiltIn, type CallSite, failed, failedArgument, parameter, unknownBecauseOf } from '../function';
import { range } from './range';

/** Whole numbers are 64-bit integers to Terraform's functions. */
export const NOT_WHOLE = 'value must be a whole number, between -9223372036854775808 and 9223372036854775807';

const MARKED = { sensitive: true } as const;
const ANYTHING = { null: true, unknown: true } as const;

export const lists: Readonly<Record<string, BuiltIn>> = {
  alltrue: { parameters: [parameter('list', listOf(BOOL))], returns: BOOL, apply: allTrue },
  anytrue: { parameters: [parameter('list', listOf(BOOL))], returns: BOOL, apply: anyTrue },
  chunklist: {
    parameters: [parameter('list', listOf(ANY), MARKED), parameter('size', NUMBER, MARKED)],
    apply: chunkList,
  },
  coalescelist: { picksOne: true, parameters: [], rest: parameter('vals', ANY, ANYTHING), apply: coalesceList },
  compact: { parameters: [parameter('list', listOf(STRING))], returns: listOf(STRING), apply: compact },
  concat: { parameters: [], rest: parameter('seqs', ANY, { ...MARKED, unknown: true }), apply: concat },
  contains: {
    parameters: [parameter('list', ANY), parameter('value', ANY)],
    returns: BOOL,
    apply: contains,
  },
  distinct: { parameters: [parameter('list', listOf(ANY))], returnsFor: ([list]) => list, apply: distinct },
  element: {
    picksOne: true,
    parameters: [parameter('list', ANY, MARKED), parameter('index', NUMBER)],
    returnsFor: elementOf,
    apply: element,
  },
  flatten: { parameters: [parameter('list', ANY, MARKED)], apply: flatten },
  index: { parameters: [parameter('list', ANY), parameter('value', ANY)], returns: NUMBER, apply: index },
  matchkeys: {
    parameters: [parameter('values', listOf(ANY)), parameter('keys', listOf(ANY)), parameter('searchset', listOf(ANY))],
    apply: matchKeys,
  },
  one: { picksOne: true, parameters: [parameter('list', ANY)], returnsFor: elementOf, apply: one },
  range: { parameters: [], rest: parameter('params', NUMBER), returns: listOf(NUMBER), apply: range },
  reverse: { parameters: [parameter('list', ANY, MARKED)], returnsFor: listType, apply: reverse },
  slice: {
    parameters: [parameter('list', ANY, MARKED), parameter('start_index', NUMBER), parameter('end_index', NUMBER)],
    returnsFor: listType,
    apply: slice,
  },
  sort: { parameters: [parameter('list', listOf(STRING))], returns: listOf(STRING), apply: sort },
  sum: { parameters: [parameter('list', ANY)], returns: NUMBER, apply: sum },
};

export function isSequence(value: Value | undefined): value is SequenceValue {
  return value?.kind === 'list' || value?.kind === 'set' || value?.kind === 'tuple';
}

function itemsOf(value: Value | undefined): readonly Value[] {
  return isSequence(value) ? value.items : [];
}

function allTrue([list]: readonly Value[], { origin }: CallSite): Value {
  for (const item of itemsOf(list)) {
    if (item.kind === 'unknown') return unknownFrom(item, BOOL);
    if (item.kind !== 'bool' || !item.value) return boolValue(false, origin);
  }
  return boolValue(true, origin);
}

function anyTrue([list]: readonly Value[], { origin }: CallSite): Value {
  const items = itemsOf(list);
  if (items.some((item) => item.kind === 'bool' && item.value)) return boolValue(true, origin);
  const unknown = items.find((item) => item.kind === 'unknown');
  return unknown?.kind === 'unknown' ? unknownFrom(unknown, BOOL) : boolValue(false, origin);
}

function chunkList([list, size]: readonly Value[], site: CallSite): Value {
  const length = integerOf(size);
  if (!isSequence(list) || length === undefined) return failed(site, `invalid size: ${NOT_WHOLE}`);
  if (length < 0) return failed(site, 'the size argument must be positive');
  const element = list.element ?? ANY;
  const chunks: Value[] = [];
  const step = length === 0 ? Math.max(1, list.items.length) : length;
  for (let start = 0; start < list.items.length; start += step) {
    chunks.push(listValue(list.items.slice(start, start + step), element, site.origin));
  }
  const sensitive = list.sensitive === true || size?.sensitive === true;
  return withSensitive(listValue(chunks, listOf(element), site.origin), sensitive);
}

/** A whole number of 64 bits, beyond 53 of them only nearly so. */
export function integerOf(value: Value | undefined): number | undefined {
  const whole = wholeOf(value);
  return whole === undefined ? undefined : Number(whole);
}

function wholeOf(value: Value | undefined): bigint | undefined {
  const whole = value?.kind === 'number' ? toBigInt(value.value) : undefined;
  return whole !== undefined && BigInt.asIntN(64, whole) === whole ? whole : undefined;
}

function coalesceList(args: readonly Value[], site: CallSite): Value {
  if (args.length === 0) return failed(site, 'at least one argument is required');
  for (const arg of args) {
    if (arg.kind === 'unknown') break;
    const { kind } = typeOf(arg);
    if (kind !== 'list' && kind !== 'tuple') return failed(site, 'coalescelist arguments must be lists or tuples');
  }
  const found = args.find((arg) => arg.kind === 'unknown' || (isSequence(arg) && arg.items.length > 0));
  if (!found) return failed(site, 'no non-null arguments');
  return found.kind === 'unknown' ? unknownFrom(found) : found;
}

function compact([list]: readonly Value[], { origin }: CallSite): Value {
  const unknown = list && unknownIn(list);
  if (unknown) return unknownFrom(unknown, listOf(STRING));
  const kept = itemsOf(list).filter((item) => item.kind === 'string' && item.value !== '');
  return listValue(kept, STRING, origin);
}

/** Lists of one type stay a list; with a tuple, or lists of different types, among them the result is a tuple. */
function concat(args: readonly Value[], site: CallSite): Value {
  if (args.length === 0) return failed(site, 'at least one argument is required');
  const wrong = args.find((arg) => !isJoinable(arg));
  if (wrong) return failed(site, `all arguments must be lists or tuples; got ${typeName(typeOf(wrong))}`);
  const unknown = args.find((arg) => arg.kind === 'unknown');
  const sensitive = args.some((arg) => arg.sensitive === true);
  if (unknown?.kind === 'unknown') return withSensitive(unknownFrom(unknown, joinedType(args)), sensitive);
  const items = args.flatMap(itemsOf);
  return withSensitive(concatenated(args, items, site), sensitive);
}

/** Lists of one type, joined, are a list of that type, whatever is in them. */
function joinedType(args: readonly Value[]): Type | undefined {
  const types = args.map(typeOf);
  return types.every((type) => type.kind === 'list') ? unify(types) : undefined;
}

/** The type of an element, where all elements have one. */
function elementOf([list]: readonly Type[]): Type | undefined {
  const element = list && 'element' in list ? list.element : undefined;
  return element?.kind === 'any' ? undefined : element;
}

function listType([list]: readonly Type[]): Type | undefined {
  return list?.kind === 'list' ? list : undefined;
}

function isJoinable(arg: Value): boolean {
  if (arg.kind !== 'unknown') return arg.kind === 'list' || arg.kind === 'tuple';
  return arg.type === undefined || ['any', 'list', 'tuple'].includes(arg.type.kind);
}

function concatenated(args: readonly Value[], items: readonly Value[], site: CallSite): Value {
  if (!args.every((arg) => arg.kind === 'list')) return tupleValue(items, site.origin);
  const type = unify(args.map(typeOf));
  if (type?.kind !== 'list') return tupleValue(items, site.origin);
  const converted = items
    .map((item) => convertTo(item, type.element))
    .filter((item): item is Value => !isFailure(item));
  return listValue(converted, type.element, site.origin);
}

function contains([list, wanted]: readonly Value[], site: CallSite): Value {
  if (!isSequence(list) || !wanted) return failed(site, 'argument must be list, tuple, or set');
  if (list.items.length === 0) return boolValue(false, site.origin);
  let open = false;
  for (const item of list.items) {
    const answer = equals(wanted, item);
    if (answer === true) return boolValue(true, site.origin);
    open ||= answer === 'unknown';
  }
  return open ? unknownBecauseOf(unknownIn(wanted) ?? unknownIn(list), BOOL) : boolValue(false, site.origin);
}

function distinct([list]: readonly Value[], { origin }: CallSite): Value {
  const unknown = list && unknownIn(list);
  if (unknown) return unknownFrom(unknown, typeOf(list));
  return listValue(unique(itemsOf(list)), isSequence(list) ? (list.element ?? ANY) : ANY, origin);
}

function element([list, position]: readonly Value[], site: CallSite): Value {
  if (list?.kind !== 'list' && list?.kind !== 'tuple') {
    return failed(site, `cannot read elements from ${list ? typeName(typeOf(list)) : 'nothing'}`);
  }
  const wanted = wholeOf(position);
  if (wanted === undefined) return failed(site, `invalid index: ${NOT_WHOLE}`);
  const { length } = list.items;
  if (length === 0) return failed(site, 'cannot use element function with an empty list');
  const at = Number(wanted % BigInt(length));
  // Counting from the end works for lists, and not for tuples.
  const found = list.items[at < 0 && list.kind === 'list' ? at + length : at];
  if (!found) return failed(site, 'cannot use element function with a negative index');
  return withSensitive(found, list.sensitive === true);
}

/** An unknown that might be a list itself leaves open what the result holds. */
function flatten([list]: readonly Value[], site: CallSite): Value {
  if (!isSequence(list)) return failed(site, 'can only flatten lists, sets and tuples');
  const items: Value[] = [];
  const open = flattenInto(list, items);
  const sensitive = open.sensitive ?? list.sensitive;
  if (open.unknown) return { ...unknownFrom(open.unknown), sensitive };
  return { ...tupleValue(items, site.origin), sensitive };
}

type Open = { unknown?: Extract<Value, { readonly kind: 'unknown' }>; sensitive?: true | undefined };

function flattenInto(list: SequenceValue, into: Value[]): Open {
  const open: Open = { sensitive: list.sensitive };
  if (list.kind === 'set' && list.items.length > 1 && !isWhollyKnown(list))
    open.unknown = unknownBecauseOf(unknownIn(list));
  spend(1 + list.items.length);
  for (const item of list.items) {
    if (isSequence(item)) {
      const inner = flattenInto(item, into);
      if (inner.sensitive) open.sensitive = true;
      if (inner.unknown) open.unknown ??= inner.unknown;
    } else if (item.kind === 'unknown' && mayBeSequence(item)) open.unknown ??= item;
    else into.push(item);
  }
  return open;
}

function mayBeSequence({ type, symbol }: Extract<Value, { readonly kind: 'unknown' }>): boolean {
  if (type && type.kind !== 'any') return type.kind === 'list' || type.kind === 'set' || type.kind === 'tuple';
  // Providers name lists of them `arns` and `ids`.
  return !/(^|_)(arn|id|name)$/.test(String(symbol?.attribute.at(-1) ?? ''));
}

function index([list, wanted]: readonly Value[], site: CallSite): Value {
  if (list?.kind !== 'list' && list?.kind !== 'tuple') return failed(site, 'argument must be a list or tuple');
  if (list.items.length === 0) return failed(site, 'cannot search an empty list');
  for (const [position, item] of list.items.entries()) {
    const answer = wanted ? equals(item, wanted) : false;
    if (answer === 'unknown') return unknownBecauseOf(unknownIn(item) ?? (wanted && unknownIn(wanted)), NUMBER);
    if (answer) return numberValue(wholeNumber(position), site.origin);
  }
  return failed(site, 'item not found');
}

function matchKeys([values, keys, searched]: readonly Value[], site: CallSite): Value {
  if (!isSequence(values) || !isSequence(keys) || !isSequence(searched)) return failed(site, 'lists required');
  const type = unify([typeOf(keys), typeOf(searched)]);
  if (!type) return failed(site, 'keys and searchset must be of the same type');
  if (values.items.length !== keys.items.length) return failed(site, 'length of keys and values should be equal');
  const element = values.element ?? ANY;
  if (searched.items.length === 0) return listValue([], element, site.origin);
  const unknown = unknownIn(values) ?? unknownIn(keys) ?? unknownIn(searched);
  if (unknown) return unknownFrom(unknown, typeOf(values));
  const wanted = itemsOf(asValue(convertTo(searched, type)));
  const found = itemsOf(asValue(convertTo(keys, type))).map((key) => wanted.some((it) => equals(it, key) === true));
  return listValue(
    values.items.filter((_, position) => found[position]),
    element,
    site.origin,
  );
}

function asValue(result: ReturnType<typeof convertTo>): Value | undefined {
  return isFailure(result) ? undefined : result;
}

function one([list]: readonly Value[], site: CallSite): Value {
  const message = 'must be a list, set, or tuple value with either zero or one elements';
  if (!isSequence(list)) return failedArgument(site, 'list', message);
  const [only] = list.items;
  if (!only) return nullValue(site.origin, list.kind === 'tuple' ? undefined : list.element);
  if (list.items.length === 1) return only;
  // Unknown items of a set may turn out to be the same value.
  if (list.kind === 'set' && !isWhollyKnown(list)) return unknownBecauseOf(unknownIn(list), list.element);
  return failedArgument(site, 'list', message);
}

function reverse([list]: readonly Value[], site: CallSite): Value {
  if (!isSequence(list)) {
    const type = list ? typeName(typeOf(list)) : 'nothing';
    return failedArgument(site, 'list', `can only reverse list or tuple values, not ${type}`);
  }
  const items = list.items.toReversed();
  const reversed =
    list.kind === 'tuple' ? tupleValue(items, site.origin) : listValue(items, list.element ?? ANY, site.origin);
  return withSensitive(reversed, list.sensitive === true);
}

function slice([list, start, end]: readonly Value[], site: CallSite): Value {
  if (list?.kind === 'set') {
    return failedArgument(
      site,
      'list',
      'cannot slice a set, because its elements do not have indices; explicitly convert to a list if the ordering of the result is not important',
    );
  }
  if (!isSequence(list)) return failedArgument(site, 'list', 'must be a list or tuple value');
  const from = integerOf(start);
  const to = integerOf(end);
  const wrong = wrongBounds(from, to, list.items.length, site);
  if (wrong) return wrong;
  const items = list.items.slice(from, to);
  const part =
    list.kind === 'tuple' ? tupleValue(items, site.origin) : listValue(items, list.element ?? ANY, site.origin);
  return withSensitive(part, list.sensitive === true);
}

function wrongBounds(from: number | undefined, to: number | undefined, length: number, site: CallSite) {
  if (from === undefined) return failedArgument(site, 'start_index', `invalid start index: ${NOT_WHOLE}`);
  if (from < 0) return failedArgument(site, 'start_index', 'start index must not be less than zero');
  if (from > length)
    return failedArgument(site, 'start_index', 'start index must not be greater than the length of the list');
  if (to === undefined) return failedArgument(site, 'end_index', `invalid end index: ${NOT_WHOLE}`);
  if (to < 0) return failedArgument(site, 'end_index', 'end index must not be less than zero');
  if (to > length)
    return failedArgument(site, 'end_index', 'end index must not be greater than the length of the list');
  return from > to ? failedArgument(site, 'start_index', 'start index must not be greater than end index') : undefined;
}

/** How many there are is known, though not in which order. */
function sort([list]: readonly Value[], site: CallSite): Value {
  const items = itemsOf(list);
  const unknown = list && unknownIn(list);
  if (unknown) {
    const open = items.map(() => unknownFrom(unknown, STRING));
    return listValue(open, STRING, site.origin);
  }
  if (items.some((item) => item.kind === 'null')) {
    return failed(
      site,
      `given list element ${items.findIndex((item) => item.kind === 'null')} is null; a null string cannot be sorted`,
    );
  }
  reserve(sortingSteps(items));
  const text = (item: Value) => (item.kind === 'string' ? item.value : '');
  return listValue(
    items.toSorted((a, b) => compareUtf8(text(a), text(b))),
    STRING,
    site.origin,
  );
}

function sum([list]: readonly Value[], site: CallSite): Value {
  if (list?.kind === 'map' || list?.kind === 'object') {
    return failedArgument(site, 'list', `argument must be list, set, or tuple. Received ${typeName(typeOf(list))}`);
  }
  if (!isSequence(list)) return failedArgument(site, 'list', 'cannot sum noniterable');
  if (list.items.length === 0) return failedArgument(site, 'list', 'cannot sum an empty list');
  const unknown = unknownIn(list);
  if (unknown) return unknownFrom(unknown, NUMBER);
  let total: Decimal | undefined;
  for (const item of list.items) {
    const number = convertTo(item, NUMBER);
    if (isFailure(number) || number.kind !== 'number') {
      return failedArgument(site, 'list', 'argument must be list, set, or tuple of number values');
    }
    spend(numberWeight(number.value) + (total ? numberWeight(total) : 0));
    const none = total && undefinedResult('+', total, number.value);
    if (none !== undefined) return failed(site, none);
    total = total ? add(total, number.value) : number.value;
  }
  return numberValue(total ?? wholeNumber(0), site.origin);
}
