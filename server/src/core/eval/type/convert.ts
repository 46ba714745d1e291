/** Bringing a value to a type, as arguments, module inputs and `tolist` do. What cannot be brought there is an error. */
import type { Origin } from '../../base';
import { spend } from '../expression/limits';
import { numberText } from '../number/number';
import { readNumber } from '../number/read-number';
import {
  boolValue,
  listValue,
  mapValue,
  nullValue,
  objectValue,
  sortEntries,
  stringValue,
  tupleValue,
} from '../value/construct';
import { withoutRepeats } from '../value/partial-knowledge';
import { setValue } from '../value/set-order';
import { mapEntries } from '../value/traits';
import type { Entry, MappingValue, Members, SequenceValue, StringValue, UnknownValue, Value } from '../value/value';
import { shallowWeightOf } from '../value/weight';
import { converts, distinctTypes, unify } from './conversion';
import { mismatch } from './mismatch';
import {
  ANY,
  attributeTypes,
  type CollectionType,
  collectionOf,
  isCollection,
  isPrimitive,
  type ObjectType,
  objectOf,
  sameType,
  type Type,
  tupleOf,
  withoutOptional,
} from './type';
import { typeOf } from './type-of';

/** Why a conversion is impossible: the end of a message. */
export type Failure = { readonly failed: string };

export function isFailure(result: Value | Failure): result is Failure {
  return 'failed' in result;
}

/** Without defaults, as arguments of functions and operators are converted. */
export function convertTo(value: Value, type: Type): Value | Failure {
  if (type.kind === 'any' || value.kind === type.kind) {
    const isDone = type.kind === 'any' || type.kind === 'string' || type.kind === 'number' || type.kind === 'bool';
    if (isDone) return value;
  }
  const own = typeOf(value);
  if (sameType(own, withoutOptional(type))) return value;
  spend(shallowWeightOf(value));
  if (!converts(own, type)) return { failed: mismatch(own, type) };
  return apply(value, type);
}

function apply(value: Value, type: Type): Value | Failure {
  switch (value.kind) {
    case 'unknown':
      return convertUnknown(value, withoutOptional(type));
    case 'null':
      return { ...value, type: completeType(value.type ?? ANY, withoutOptional(type)) };
    case 'string':
      return fromString(value, type);
    case 'number':
      return withMarkOf(value, stringValue(numberText(value.value), value.origin));
    case 'bool':
      return withMarkOf(value, stringValue(String(value.value), value.origin));
    case 'map':
    case 'object':
      return fromMapping(value, type);
    default:
      return fromSequence(value, type);
  }
}

/** An attribute that stands for itself still does when it becomes a string; as a number it is another value. */
function convertUnknown(value: UnknownValue, type: Type): Value {
  const keepsSymbol = type.kind !== 'number' && type.kind !== 'bool';
  return {
    ...value,
    type: completeType(value.type ?? ANY, type),
    symbol: keepsSymbol ? value.symbol : undefined,
    members: value.members && 'element' in type ? convertMembers(value.members, type) : value.members,
  };
}

function convertMembers({ items, ...members }: Members, { kind, element }: CollectionType): Members | undefined {
  const converted = items.map(({ key, value }) => {
    const result = convertTo(value, element);
    return { key, value: isFailure(result) ? value : result };
  });
  return kind === 'set' ? withoutRepeats({ ...members, items: converted }) : { ...members, items: converted };
}

/** The wanted type, with what it leaves open filled in from the given one. */
function completeType(own: Type, wanted: Type): Type {
  spend(1);
  if (own.kind === 'any' || isPrimitive(wanted)) return wanted;
  if (wanted.kind === 'any') return own;
  if (wanted.kind === 'tuple') {
    return own.kind === 'tuple'
      ? tupleOf(wanted.items.map((it, at) => completeType(own.items[at] ?? ANY, it)))
      : wanted;
  }
  if (wanted.kind === 'object') return completeObjectType(own, wanted);
  return isCollection(wanted) ? completeCollectionType(own, wanted) : wanted;
}

function completeObjectType(own: Type, wanted: ObjectType): Type {
  const types = new Map<string, Type>();
  for (const [name, { type }] of wanted.attributes) {
    const given = own.kind === 'object' ? own.attributes.get(name)?.type : own.kind === 'map' ? own.element : undefined;
    types.set(name, completeType(given ?? ANY, type));
  }
  return objectOf(types);
}

function completeCollectionType(own: Type, wanted: CollectionType): Type {
  if ('element' in own) return collectionOf(wanted.kind, completeType(own.element, wanted.element));
  const items = own.kind === 'tuple' ? own.items : own.kind === 'object' ? attributeTypes(own) : [];
  return collectionOf(wanted.kind, completeType((items.length > 0 && unify(items)) || ANY, wanted.element));
}

const BOOLS: Readonly<Record<string, boolean>> = { true: true, '1': true, false: false, '0': false };

function fromString(value: StringValue, type: Type): Value | Failure {
  if (type.kind === 'number') {
    const number = readNumber(value.value, value.origin);
    return number ? withMarkOf(value, number) : { failed: 'a number is required' };
  }
  const bool = Object.hasOwn(BOOLS, value.value) ? BOOLS[value.value] : undefined;
  if (bool !== undefined) return withMarkOf(value, boolValue(bool, value.origin));
  const lower = value.value.toLowerCase();
  if (lower !== 'true' && lower !== 'false') return { failed: 'a bool is required' };
  return { failed: `a bool is required; to convert from string, use lowercase "${lower}"` };
}

function fromSequence(value: SequenceValue, type: Type): Value | Failure {
  if (type.kind === 'tuple') {
    const items = convertEach(value.items, (index) => type.items[index] ?? ANY);
    return 'failed' in items ? items : withMarkOf(value, tupleValue(items, value.origin));
  }
  if (type.kind !== 'list' && type.kind !== 'set') return { failed: mismatch(typeOf(value), type) };
  const element = elementType(value, type.element);
  const converted = convertEach(value.items, () => element);
  if ('failed' in converted) return converted;
  const items = value.kind === 'tuple' && type.kind === 'list' ? unifyEach(converted, element) : converted;
  if ('failed' in items) return items;
  const completed = elementOf(items, withoutOptional(element));
  if (completed === undefined) return { failed: `element types must all match for conversion to ${type.kind}` };
  const typed = items.map((item) => typedAs(item, completed));
  return withMarkOf(value, sequence(type.kind, typed, completed, value.origin));
}

function sequence(kind: 'list' | 'set', items: readonly Value[], element: Type, origin: Origin): SequenceValue {
  return kind === 'set' ? setValue(items, element, origin) : listValue(items, element, origin);
}

/** Where the constraint leaves the element type open, the elements decide. */
function elementType(value: SequenceValue, wanted: Type): Type {
  if (wanted.kind !== 'any') return wanted;
  if (value.kind !== 'tuple') return value.element ?? ANY;
  return unify(value.items.map(typeOf)) ?? ANY;
}

/** The one type that all items have by now, or none. A bare null takes the type of the others. */
function elementOf(items: readonly Value[], wanted: Type): Type | undefined {
  if (items.length === 0 || isPrimitive(wanted)) return wanted;
  const [only = ANY, ...others] = distinctTypes(items.map(typeOf)).filter((type) => type.kind !== 'any');
  return others.length === 0 ? only : undefined;
}

function typedAs(item: Value, type: Type): Value {
  return item.kind === 'null' && (item.type ?? ANY).kind === 'any' ? { ...item, type } : item;
}

/** `any` deep inside a constraint may have let items of several types through: then they are brought together once more. */
function unifyEach(items: readonly Value[], wanted: Type): readonly Value[] | Failure {
  const types = isPrimitive(wanted) ? [] : distinctTypes(items.map(typeOf));
  if (types.length < 2) return items;
  const common = unify(types);
  return common ? convertEach(items, () => common) : { failed: 'cannot find a common base type for all elements' };
}

function convertEach(items: readonly Value[], typeAt: (index: number) => Type): readonly Value[] | Failure {
  const converted: Value[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (!item) continue;
    const result = convertTo(item, typeAt(index));
    if (isFailure(result)) return result;
    converted.push(result);
  }
  return converted;
}

function fromMapping(value: MappingValue, type: Type): Value | Failure {
  if (type.kind === 'object') return toObject(value, type);
  if (type.kind !== 'map') return { failed: mismatch(typeOf(value), type) };
  const element = entryType(value, type.element);
  const entries = convertEntries(value.entries, element);
  if ('failed' in entries) return entries;
  const unified = isCollection(element) || element.kind === 'object' ? unifyEntries(entries, element) : entries;
  if ('failed' in unified) return unified;
  const completed = elementOf([...unified.values()], withoutOptional(element));
  if (completed === undefined) return { failed: 'element types must all match for conversion to map' };
  const typed = mapEntries(unified, (item) => typedAs(item, completed));
  const map = mapValue(typed, completed, value.origin, value.keyOrigins);
  return withMarkOf(value, value.replaced ? { ...map, replaced: convertReplaced(value.replaced, completed) } : map);
}

function convertReplaced(replaced: readonly Entry[], element: Type): readonly Entry[] {
  return replaced.flatMap(({ key, value }) => {
    const result = convertTo(value, element);
    return isFailure(result) ? [] : [{ key, value: result }];
  });
}

function entryType(value: MappingValue, wanted: Type): Type {
  if (wanted.kind !== 'any') return wanted;
  if (value.kind === 'map') return value.element ?? ANY;
  return value.entries.size === 0 ? ANY : (unify([...value.entries.values()].map(typeOf)) ?? ANY);
}

function unifyEntries(entries: ReadonlyMap<string, Value>, wanted: Type): ReadonlyMap<string, Value> | Failure {
  const items = unifyEach([...entries.values()], wanted);
  if ('failed' in items) return items;
  return new Map([...entries.keys()].flatMap((key, at) => (items[at] ? [[key, items[at]]] : [])));
}

function convertEntries(entries: ReadonlyMap<string, Value>, type: Type): ReadonlyMap<string, Value> | Failure {
  const converted = new Map<string, Value>();
  for (const [key, item] of entries) {
    const result = convertTo(item, type);
    if (isFailure(result)) return result;
    converted.set(key, result);
  }
  return converted;
}

/** Attributes that the type does not name are dropped; optional ones that are missing become null. */
function toObject(value: MappingValue, type: ObjectType): Value | Failure {
  const entries = new Map<string, Value>();
  for (const [name, wanted] of type.attributes) {
    const own = value.entries.get(name);
    if (!own && !wanted.optional)
      return { failed: `map has no element for required attribute ${JSON.stringify(name)}` };
    const result = own ? convertTo(own, wanted.type) : nullValue(value.origin, withoutOptional(wanted.type));
    if (isFailure(result)) return result;
    entries.set(name, result);
  }
  return withMarkOf(value, objectValue(sortEntries(entries), value.origin, value.keyOrigins));
}

function withMarkOf<V extends Value>(from: Value, to: V): V {
  return from.sensitive ? { ...to, sensitive: true } : to;
}
