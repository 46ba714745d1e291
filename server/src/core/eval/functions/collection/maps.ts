/** Functions of maps and objects. Entries keep their own origin, and keys the place that wrote them. */
import type { Origin } from '../../../base';
import { chosenBy } from '../../expression/choice';
import { asFlattening } from '../../expression/flattening';
import { spend } from '../../expression/limits';
import { attributeOfSymbol } from '../../expression/steps';
import { wholeNumber } from '../../number/number';
import { convertTo, isFailure } from '../../type/convert';
import { ANY, listOf, mapOf, NUMBER, STRING, sameType, typeName } from '../../type/type';
import { typeOf } from '../../type/type-of';
import {
  listValue,
  mapValue,
  numberValue,
  objectValue,
  sortEntries,
  stringValue,
  tupleValue,
  unknownFrom,
  withSensitive,
} from '../../value/construct';
import { compareUtf8 } from '../../value/text-order';
import { isWhollyKnown, unknownIn } from '../../value/traits';
import type { MappingValue, Value } from '../../value/value';
import { type BuiltIn, type CallSite, failed, failedArgument, parameter, unknownBecauseOf } from '../function';
import { countCharacters } from '../text/text';
import { isSequence } from './lists';

const MARKED = { sensitive: true } as const;

export const maps: Readonly<Record<string, BuiltIn>> = {
  keys: { parameters: [parameter('inputMap', ANY, { ...MARKED, unknown: true })], apply: keys },
  length: {
    picksOne: true,
    parameters: [parameter('value', ANY, { ...MARKED, unknown: true })],
    returns: NUMBER,
    countsCharacters: true,
    apply: length,
  },
  lookup: {
    picksOne: true,
    parameters: [
      parameter('inputMap', ANY, { ...MARKED, unknown: true }),
      parameter('key', STRING, { ...MARKED, unknown: true }),
    ],
    rest: parameter('default', ANY, { ...MARKED, unknown: true, null: true }),
    apply: lookup,
  },
  merge: { parameters: [], rest: parameter('maps', ANY, { ...MARKED, null: true }), apply: merge },
  transpose: {
    parameters: [parameter('values', mapOf(listOf(STRING)))],
    returns: mapOf(listOf(STRING)),
    apply: transpose,
  },
  values: {
    parameters: [parameter('mapping', ANY, MARKED)],
    returnsFor: ([mapping]) => (mapping?.kind === 'map' ? listOf(mapping.element) : undefined),
    apply: values,
  },
  zipmap: { parameters: [parameter('keys', listOf(STRING), MARKED), parameter('values', ANY, MARKED)], apply: zipMap },
};

function isMapping(value: Value | undefined): value is MappingValue {
  return value?.kind === 'map' || value?.kind === 'object';
}

function keys([mapping]: readonly Value[], site: CallSite): Value {
  if (mapping?.kind === 'unknown') return keysOfUnknown(mapping, site);
  if (!isMapping(mapping)) return failedArgument(site, 'inputMap', 'must have map or object type');
  if (mapping.rest) return unknownFrom(mapping.rest);
  const names = [...mapping.entries.keys()].map((key) => stringValue(key, keyOrigin(mapping, key)));
  const list = mapping.kind === 'map' ? listValue(names, STRING, site.origin) : tupleValue(names, site.origin);
  return withSensitive(list, mapping.sensitive === true);
}

/** The names of an object's attributes belong to its type, so they are known when the object is not. */
function keysOfUnknown(mapping: Extract<Value, { readonly kind: 'unknown' }>, site: CallSite): Value {
  const { type } = mapping;
  if (type?.kind === 'map') return unknownFrom(mapping, listOf(STRING));
  if (type?.kind !== 'object') return unknownFrom(mapping);
  const names = [...type.attributes.keys()].sort(compareUtf8);
  return tupleValue(
    names.map((name) => stringValue(name, mapping.origin)),
    site.origin,
  );
}

function keyOrigin(mapping: MappingValue, key: string): Origin {
  return mapping.keyOrigins?.get(key) ?? mapping.entries.get(key)?.origin ?? mapping.origin;
}

function length([value]: readonly Value[], site: CallSite): Value {
  const count = value && countOf(value);
  if (count === 'open') return unknownFrom(unknownBecauseOf(value && unknownIn(value)), NUMBER);
  if (count === undefined) return failed(site, 'argument must be a string, a collection type, or a structural type');
  return withSensitive(numberValue(wholeNumber(count), site.origin), value?.sensitive === true);
}

/** A set with unknown items may shrink when they become known, unless there is only one. */
function countOf(value: Value): number | 'open' | undefined {
  switch (value.kind) {
    case 'string':
      return countCharacters(value.value);
    case 'set':
      return value.items.length < 2 || isWhollyKnown(value) ? value.items.length : 'open';
    case 'list':
    case 'tuple':
      return value.items.length;
    case 'map':
    case 'object':
      return value.rest ? 'open' : value.entries.size;
    case 'unknown':
      return countOfUnknown(value);
    default:
      return undefined;
  }
}

function countOfUnknown({ type = ANY }: Extract<Value, { readonly kind: 'unknown' }>): number | 'open' | undefined {
  if (type.kind === 'tuple') return type.items.length;
  if (type.kind === 'object') return type.attributes.size;
  return type.kind === 'number' || type.kind === 'bool' ? undefined : 'open';
}

function lookup(args: readonly Value[], site: CallSite): Value {
  const [mapping, key, fallback] = args;
  if (args.length > 3) return failed(site, `lookup() takes two or three arguments, got ${args.length}`);
  const sensitive = mapping?.sensitive === true || key?.sensitive === true;
  return withSensitive(lookUp(mapping, key, fallback, site), sensitive);
}

function lookUp(
  mapping: Value | undefined,
  key: Value | undefined,
  fallback: Value | undefined,
  site: CallSite,
): Value {
  if (mapping?.kind === 'unknown') return unknownFrom(mapping);
  if (!isMapping(mapping)) return failedArgument(site, 'inputMap', 'lookup() requires a map as the first argument');
  if (key?.kind === 'unknown') return unknownFrom(key, mapping.kind === 'map' ? mapping.element : undefined);
  if (key?.kind !== 'string') return failedArgument(site, 'key', 'string required');
  const wanted = mapping.kind === 'map' ? (mapping.element ?? ANY) : ANY;
  const converted = fallback && convertTo(fallback, wanted);
  if (converted && isFailure(converted)) {
    return failedArgument(site, 'default', 'the default value must have the same type as the map elements');
  }
  const found =
    mapping.entries.get(key.value) ?? (mapping.rest && attributeOfSymbol(mapping.rest, key.value, undefined));
  return (found && chosenBy(found, key)) ?? converted ?? notFound(mapping, key.value, site);
}

function notFound(mapping: MappingValue, key: string, site: CallSite): Value {
  const quoted = JSON.stringify(key);
  if (mapping.kind === 'object') return failedArgument(site, 'inputMap', `the given object has no attribute ${quoted}`);
  return failed(site, `lookup failed to find key ${quoted}`);
}

/** Later entries win. Maps of one type stay a map; otherwise the result is an object of all attributes. */
function merge(args: readonly Value[], site: CallSite): Value {
  const open = args.findIndex((arg) => arg.kind === 'null' && typeOf(arg).kind === 'any');
  const wrong = args.find((arg, index) => {
    if (isMapping(arg) || (arg.kind === 'null' && mayBeMapping(arg))) return false;
    // Behind a null of no type Terraform checks no types, and nothing is merged of what holds nothing.
    return open < 0 || index < open || !isSequence(arg) || arg.items.length > 0;
  });
  if (wrong?.kind === 'null')
    return failed(site, `arguments must be maps or objects, got ${JSON.stringify(typeName(typeOf(wrong)))}`);
  if (wrong) return failed(site, `arguments must be maps or objects, got ${JSON.stringify(typeName(typeOf(wrong)))}`);
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  let rest: MappingValue['rest'];
  for (const arg of args.filter(isMapping)) {
    rest ??= arg.rest;
    for (const [key, value] of arg.entries) {
      entries.set(key, value);
      keyOrigins.set(key, keyOrigin(arg, key));
    }
  }
  if (rest) return unknownFrom(rest);
  const sensitive = args.some((arg) => arg.sensitive === true);
  const result = merged(args, sortEntries(entries), keyOrigins, site);
  return withSensitive(asFlattening(result, joinedFrom(args, site)), sensitive);
}

/** Only what `...` hands over is of one kind; each argument that is written out has its own reason to come later. */
function joinedFrom(args: readonly Value[], site: CallSite): readonly MappingValue[] {
  const written = site.spread ? site.args.length - 1 : args.length;
  return args
    .map((arg, index) => (isMapping(arg) && index < written ? { ...arg, flattening: undefined } : arg))
    .filter(isMapping);
}

function mayBeMapping(value: Value): boolean {
  const type = typeOf(value);
  return type.kind === 'map' || type.kind === 'object' || type.kind === 'any';
}

function merged(
  args: readonly Value[],
  entries: ReadonlyMap<string, Value>,
  keyOrigins: ReadonlyMap<string, Origin>,
  site: CallSite,
): MappingValue {
  const [first] = args;
  const type = first ? typeOf(first) : ANY;
  const isMap = type.kind === 'map' && args.every((arg) => sameType(typeOf(arg), type));
  if (isMap && 'element' in type) return mapValue(entries, type.element, site.origin, keyOrigins);
  return objectValue(entries, site.origin, keyOrigins);
}

function transpose([mapping]: readonly Value[], site: CallSite): Value {
  const unknown = mapping && unknownIn(mapping);
  if (unknown) return unknownFrom(unknown, mapOf(listOf(STRING)));
  const turned = new Map<string, Value[]>();
  for (const [key, list] of isMapping(mapping) ? mapping.entries : []) {
    if (!isSequence(list)) return failed(site, 'input must not contain null list');
    spend(1 + 2 * list.items.length);
    for (const item of list.items) {
      if (item.kind !== 'string') return failed(site, 'input list must not contain null string');
      const keyed = turned.get(item.value) ?? [];
      turned.set(item.value, keyed);
      keyed.push(stringValue(key, isMapping(mapping) ? keyOrigin(mapping, key) : site.origin));
    }
  }
  const entries = [...turned].map(([key, items]) => [key, listValue(items, STRING, site.origin)] as const);
  return mapValue(sortEntries(new Map(entries)), listOf(STRING), site.origin);
}

function values([mapping]: readonly Value[], site: CallSite): Value {
  if (!isMapping(mapping)) return failed(site, 'values() requires a map as the first argument');
  if (mapping.rest) return unknownFrom(mapping.rest);
  const items = [...mapping.entries.values()];
  const list =
    mapping.kind === 'map' ? listValue(items, mapping.element ?? ANY, site.origin) : tupleValue(items, site.origin);
  return withSensitive(list, mapping.sensitive === true);
}

function zipMap([names, items]: readonly Value[], site: CallSite): Value {
  if (items?.kind !== 'list' && items?.kind !== 'tuple')
    return failed(site, 'values argument must be a list or tuple value');
  if (!isSequence(names)) return failed(site, 'keys must be a list');
  const unknown = unknownIn(names);
  if (unknown) return unknownFrom(unknown, items.kind === 'list' ? mapOf(items.element ?? ANY) : undefined);
  if (names.items.length !== items.items.length) {
    return failed(
      site,
      `number of keys (${names.items.length}) does not match number of values (${items.items.length})`,
    );
  }
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  for (const [position, name] of names.items.entries()) {
    const item = items.items[position];
    if (name.kind !== 'string' || !item) return failed(site, `keys list has null value at index ${position}`);
    entries.set(name.value, item);
    keyOrigins.set(name.value, name.origin);
  }
  const sensitive = [names, items, ...names.items].some((it) => it.sensitive === true);
  const sorted = sortEntries(entries);
  if (items.kind === 'tuple') return withSensitive(objectValue(sorted, site.origin, keyOrigins), sensitive);
  return withSensitive(mapValue(sorted, items.element ?? ANY, site.origin, keyOrigins), sensitive);
}
