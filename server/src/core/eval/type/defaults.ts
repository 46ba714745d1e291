/** Defaults of optional attributes, filled in wherever the value has none or null, at every depth of the type. */
import { spend } from '../expression/limits';
import { errorValue, listValue, mapValue, objectValue, sortEntries, tupleValue } from '../value/construct';
import { setValue } from '../value/set-order';
import { mapEntries } from '../value/traits';
import type { MappingValue, SequenceValue, Value } from '../value/value';
import { unify } from './conversion';
import { convertTo, isFailure } from './convert';
import { ANY, type ObjectType, partsOf, type Type } from './type';
import { typeOf } from './type-of';

/** As Terraform hands a value to a variable: defaults of optional attributes first, then the conversion. */
export function convert(value: Value, type: Type): Value {
  const result = convertTo(applyDefaults(value, type), type);
  return isFailure(result) ? errorValue(result.failed, value.origin) : result;
}

function applyDefaults(value: Value, type: Type): Value {
  if (!hasDefaults(type)) return value;
  spend(1);
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return { ...applyToItems(value, type), sensitive: value.sensitive };
    case 'map':
    case 'object':
      return { ...applyToEntries(value, type), ...replacedWithDefaults(value, type), sensitive: value.sensitive };
    default:
      return value;
  }
}

const cache = new WeakMap<Type, boolean>();

function hasDefaults(type: Type): boolean {
  let answer = cache.get(type);
  if (answer === undefined) {
    answer =
      partsOf(type).some(hasDefaults) || (type.kind === 'object' && attributesOf(type).some((it) => it.defaultValue));
    cache.set(type, answer);
  }
  return answer;
}

function attributesOf(type: ObjectType) {
  return [...type.attributes.values()];
}

function applyToItems(value: SequenceValue, type: Type): Value {
  const items = value.items.map((item, index) => applyDefaults(item, itemType(type, index)));
  if (value.kind === 'tuple' || items.length === 0) return { ...value, items };
  const unified = unifyItems(items);
  if (!unified) return tupleValue(items, value.origin);
  const make = value.kind === 'set' ? setValue : listValue;
  return make(unified.items, unified.element, value.origin);
}

function itemType(type: Type, index: number): Type {
  if (type.kind === 'tuple') return type.items[index] ?? ANY;
  return 'element' in type ? type.element : ANY;
}

function applyToEntries(value: MappingValue, type: Type): Value {
  const filled = new Map(mapEntries(value.entries, (item, key) => applyDefaults(item, entryType(type, key))));
  if (type.kind === 'object') fillIn(filled, type);
  const entries = sortEntries(filled);
  if (value.kind === 'object') return objectValue(entries, value.origin, value.keyOrigins);
  if (entries.size === 0) return value;
  const unified = unifyItems([...entries.values()]);
  if (!unified) return objectValue(entries, value.origin, value.keyOrigins);
  const pairs = [...entries.keys()].map((key, index) => [key, unified.items[index]] as const);
  const cache = new Map(pairs.flatMap(([key, item]) => (item ? [[key, item] as const] : [])));
  return mapValue(cache, unified.element, value.origin, value.keyOrigins);
}

function replacedWithDefaults({ replaced }: MappingValue, type: Type): Pick<MappingValue, 'replaced'> {
  if (!replaced) return {};
  return { replaced: replaced.map(({ key, value }) => ({ key, value: applyDefaults(value, entryType(type, key)) })) };
}

function entryType(type: Type, key: string): Type {
  if (type.kind === 'object') return type.attributes.get(key)?.type ?? ANY;
  return 'element' in type ? type.element : ANY;
}

function fillIn(entries: Map<string, Value>, type: ObjectType): void {
  for (const [name, attribute] of type.attributes) {
    const own = entries.get(name);
    if (!attribute.defaultValue || (own && own.kind !== 'null')) continue;
    entries.set(name, applyDefaults(attribute.defaultValue, attribute.type));
  }
}

function unifyItems(items: readonly Value[]): { readonly items: readonly Value[]; readonly element: Type } | undefined {
  const element = unify(items.map(typeOf));
  if (!element) return undefined;
  const converted = items.map((item) => convertTo(item, element));
  const done = converted.filter((item): item is Value => !isFailure(item));
  return done.length === converted.length ? { items: done, element } : undefined;
}
