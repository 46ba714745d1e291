/**
 * Which types convert to which, and the one type that several have in common. Types only: whether a given string
 * really is a number turns out when its value is converted.
 */
import { reserve, spend } from '../expression/limits';
import {
  ANY,
  collectionOf,
  isCollection,
  isPrimitive,
  listOf,
  mapOf,
  type ObjectType,
  objectOf,
  sameType,
  type TupleType,
  type Type,
  tupleOf,
  typeKey,
} from './type';

/** Whether values of a type can be converted at all, at least some of them. */
export function converts(from: Type, to: Type): boolean {
  if (to.kind === 'any' || from.kind === 'any' || sameType(from, to)) return true;
  if (isPrimitive(from) && isPrimitive(to)) return from.kind === 'string' || to.kind === 'string';
  spend(1);
  if (from.kind === 'object') return objectConverts(from, to);
  if (from.kind === 'tuple') return tupleConverts(from, to);
  if (!isCollection(from)) return false;
  if (to.kind === 'object') return from.kind === 'map' && mapConvertsToObject(from.element, to);
  if (!isCollection(to)) return false;
  return (from.kind === 'map') === (to.kind === 'map') && converts(from.element, to.element);
}

function objectConverts(from: ObjectType, to: Type): boolean {
  if (to.kind === 'object') {
    return every(to.attributes, (name, wanted) => {
      const own = from.attributes.get(name);
      return own ? converts(own.type, wanted.type) : wanted.optional;
    });
  }
  return (
    to.kind === 'map' &&
    allConvert(
      [...from.attributes.values()].map((it) => it.type),
      to.element,
    )
  );
}

function tupleConverts(from: TupleType, to: Type): boolean {
  if (to.kind === 'tuple') {
    return (
      from.items.length === to.items.length && from.items.every((it, index) => converts(it, to.items[index] ?? ANY))
    );
  }
  return (to.kind === 'list' || to.kind === 'set') && allConvertToItems(from.items, to.element);
}

/** Elements of an unnamed type must have one in common. */
function allConvert(items: readonly Type[], element: Type): boolean {
  const kinds = distinctTypes(items);
  if (element.kind !== 'any') return kinds.every((it) => converts(it, element));
  return kinds.length === 0 || unify(kinds) !== undefined;
}

/** Where the common type is still open, a list takes only what is all open itself; a map is not so strict. */
function allConvertToItems(items: readonly Type[], element: Type): boolean {
  if (!allConvert(items, element)) return false;
  const kinds = element.kind === 'any' ? distinctTypes(items) : [];
  return kinds.length === 0 || unify(kinds)?.kind !== 'any' || kinds.every((it) => it.kind === 'any');
}

function mapConvertsToObject(element: Type, to: ObjectType): boolean {
  return every(to.attributes, (_, wanted) => wanted.optional || converts(element, wanted.type));
}

function every<T>(map: ReadonlyMap<string, T>, holds: (name: string, value: T) => boolean): boolean {
  for (const [name, value] of map) if (!holds(name, value)) return false;
  return true;
}

export function distinctTypes(types: readonly Type[]): readonly Type[] {
  if (types.length < 2) return types;
  const found = new Map<string, Type>();
  let previous: Type | undefined;
  for (const type of types) {
    if (type === previous) continue;
    previous = type;
    const key = typeKey(type);
    if (!found.has(key)) found.set(key, type);
  }
  return [...found.values()];
}

/**
 * The type that all of them can be converted to, preferring one of their own; `undefined` where there is none.
 * Objects with the same attributes stay objects, others become a map; tuples of one length stay tuples, others a list.
 */
export function unify(given: readonly Type[]): Type | undefined {
  const types = distinctTypes(given);
  const [only] = types;
  if (types.length === 1 && only) return only;
  spend(types.length);
  const structural = unifyStructural(types);
  return structural ? structural.type : unifyByPreference(types);
}

/** `undefined`: the kinds are mixed, and the general rule applies. */
function unifyStructural(types: readonly Type[]): { readonly type: Type | undefined } | undefined {
  const count = { map: 0, list: 0, set: 0, object: 0, tuple: 0, any: 0, string: 0, number: 0, bool: 0 };
  for (const type of types) count[type.kind]++;
  const rest = types.length - count.any;
  for (const kind of ['map', 'list', 'set', 'object', 'tuple'] as const) {
    if (count[kind] > 0 && count[kind] === rest) return { type: count.any > 0 ? ANY : unifyKind(kind, types) };
  }
  const asCollection = unifyWithCollections(types, count, rest);
  if (asCollection) return { type: asCollection };
  return count.object > 0 && count.tuple > 0 ? { type: undefined } : undefined;
}

/** Objects beside maps are read as maps first, tuples beside lists as lists. */
function unifyWithCollections(
  types: readonly Type[],
  count: Readonly<Record<Type['kind'], number>>,
  rest: number,
): Type | undefined {
  if (count.map > 0 && count.map + count.object === rest) return unifyAs('object', 'map', types);
  if (count.list > 0 && count.list + count.tuple === rest) return unifyAs('tuple', 'list', types);
  return undefined;
}

function unifyAs(structural: 'object' | 'tuple', wanted: 'map' | 'list', types: readonly Type[]): Type | undefined {
  const own = types.filter((it) => it.kind === structural);
  const common = structural === 'object' ? unifyToMap(own) : unifyToList(own);
  if (!common) return undefined;
  const unified = unify(types.map((it) => (it.kind === structural ? common : it)));
  return unified?.kind === wanted ? unified : undefined;
}

function unifyKind(kind: 'map' | 'list' | 'set' | 'object' | 'tuple', types: readonly Type[]): Type | undefined {
  if (kind === 'object') return unifyObjects(types.filter((it) => it.kind === 'object'));
  if (kind === 'tuple') return unifyTuples(types.filter((it) => it.kind === 'tuple'));
  const element = unify(types.filter(isCollection).map((it) => it.element));
  return element && collectionOf(kind, element);
}

function unifyObjects(types: readonly ObjectType[]): Type | undefined {
  const [first] = types;
  if (!first || !types.every((it) => sameNames(it, first))) return unifyToMap(types);
  const unified = new Map<string, Type>();
  for (const name of first.attributes.keys()) {
    const type = unify(types.map((it) => it.attributes.get(name)?.type ?? ANY));
    if (!type) return undefined;
    unified.set(name, type);
  }
  const result = objectOf(unified);
  return types.every((it) => converts(it, result)) ? result : unifyToMap(types);
}

function sameNames(a: ObjectType, b: ObjectType): boolean {
  spend(a.attributes.size);
  return a.attributes.size === b.attributes.size && every(a.attributes, (name) => b.attributes.has(name));
}

function unifyToMap(types: readonly Type[]): Type | undefined {
  const attributes = types.flatMap((it) => (it.kind === 'object' ? [...it.attributes.values()] : []));
  return unifyElements(
    types,
    attributes.map((it) => it.type),
    mapOf,
  );
}

function unifyTuples(types: readonly TupleType[]): Type | undefined {
  const [first] = types;
  if (!first || !types.every((it) => it.items.length === first.items.length)) return unifyToList(types);
  const unified: Type[] = [];
  for (const index of first.items.keys()) {
    const type = unify(types.map((it) => it.items[index] ?? ANY));
    if (!type) return undefined;
    unified.push(type);
  }
  const result = tupleOf(unified);
  return types.every((it) => converts(it, result)) ? result : unifyToList(types);
}

function unifyToList(types: readonly Type[]): Type | undefined {
  return unifyElements(
    types,
    types.flatMap((it) => (it.kind === 'tuple' ? it.items : [])),
    listOf,
  );
}

function unifyElements(types: readonly Type[], elements: readonly Type[], wrap: (it: Type) => Type): Type | undefined {
  const element = elements.length === 0 ? undefined : unify(elements);
  if (!element) return undefined;
  const result = wrap(element);
  return types.every((it) => converts(it, result)) ? result : undefined;
}

function unifyByPreference(types: readonly Type[]): Type | undefined {
  return inPreferredOrder(types).find((wanted) => types.every((it) => converts(it, wanted)));
}

/** Broader types first, otherwise in the order given: a topological sort, as Terraform has it. */
function inPreferredOrder(types: readonly Type[]): readonly Type[] {
  reserve(types.length * types.length);
  const after = types.map((): number[] => []);
  const waiting = types.map(() => 0);
  for (const [i, a] of types.entries()) {
    for (let j = i + 1; j < types.length; j++) {
      const preference = compareTypes(a, types[j] ?? ANY);
      const [first, second] = preference < 0 ? [i, j] : [j, i];
      if (preference === 0) continue;
      after[first]?.push(second);
      waiting[second] = (waiting[second] ?? 0) + 1;
    }
  }
  const queue = [...types.keys()].filter((index) => waiting[index] === 0);
  for (const index of queue) {
    for (const next of after[index] ?? []) {
      waiting[next] = (waiting[next] ?? 0) - 1;
      if (waiting[next] === 0) queue.push(next);
    }
  }
  return queue.flatMap((index) => types[index] ?? []);
}

/** Negative: `a` is the broader of the two, to which `b` may be converted without loss; 0: no preference. */
function compareTypes(a: Type, b: Type): number {
  spend(1);
  if (a.kind === 'any' || b.kind === 'any') return Number(a.kind === 'any') - Number(b.kind === 'any');
  if (isPrimitive(a) && isPrimitive(b)) return Number(b.kind === 'string') - Number(a.kind === 'string');
  if (isCollection(a) && a.kind === b.kind && isCollection(b)) return compareTypes(a.element, b.element);
  if (a.kind === 'object' && b.kind === 'object') return sameNames(a, b) ? compareAll(attributePairs(a, b)) : 0;
  if (a.kind === 'tuple' && b.kind === 'tuple') {
    return a.items.length === b.items.length ? compareAll(a.items.map((it, index) => [it, b.items[index] ?? ANY])) : 0;
  }
  const isComparable = isSequenceType(a) === isSequenceType(b) && !isPrimitive(a) && !isPrimitive(b);
  return isComparable ? preferenceOf(b) - preferenceOf(a) : 0;
}

/** A list is preferred to a tuple, a tuple to a set; a map to an object. */
function preferenceOf(type: Type): number {
  if (type.kind === 'list' || type.kind === 'map') return 3;
  if (type.kind === 'tuple' || type.kind === 'object') return 2;
  return type.kind === 'set' ? 1 : 0;
}

function isSequenceType(type: Type): boolean {
  return type.kind === 'list' || type.kind === 'set' || type.kind === 'tuple';
}

function attributePairs(a: ObjectType, b: ObjectType): readonly (readonly [Type, Type])[] {
  return [...a.attributes].map(([name, it]) => [it.type, b.attributes.get(name)?.type ?? ANY]);
}

function compareAll(pairs: readonly (readonly [Type, Type])[]): number {
  const signs = new Set(pairs.map(([a, b]) => Math.sign(compareTypes(a, b))));
  if (signs.has(-1) === signs.has(1)) return 0;
  return signs.has(-1) ? -1 : 1;
}
