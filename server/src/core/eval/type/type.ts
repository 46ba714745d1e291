/** Terraform's types, as in type constraints and in the types of values. */
import { sha256 } from '@noble/hashes/sha2.js';
import { rememberEach } from '../../base';
import { spend } from '../expression/limits';
import { hexadecimal, utf8 } from '../functions/encoding/bytes';
import { compareUtf8 } from '../value/text-order';

export type Type =
  | { readonly kind: 'any' }
  | { readonly kind: 'string' | 'number' | 'bool' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly items: readonly Type[] }
  | { readonly kind: 'object'; readonly attributes: ReadonlyMap<string, AttributeType> };

/** `defaultValue` comes from `optional(type, default)`; it is an evaluated value and is known when present. */
export type AttributeType = {
  readonly type: Type;
  readonly optional: boolean;
  readonly defaultValue?: import('../value/value').Value | undefined;
};

export type CollectionType = Extract<Type, { readonly kind: 'list' | 'set' | 'map' }>;
export type TupleType = Extract<Type, { readonly kind: 'tuple' }>;
export type ObjectType = Extract<Type, { readonly kind: 'object' }>;

export const ANY: Type = { kind: 'any' };
export const STRING: Type = { kind: 'string' };
export const NUMBER: Type = { kind: 'number' };
export const BOOL: Type = { kind: 'bool' };

const lists = new WeakMap<Type, CollectionType>();
const sets = new WeakMap<Type, CollectionType>();
const maps = new WeakMap<Type, CollectionType>();

export function listOf(element: Type): CollectionType {
  return shared(lists, 'list', element);
}

export function setOf(element: Type): CollectionType {
  return shared(sets, 'set', element);
}

export function mapOf(element: Type): CollectionType {
  return shared(maps, 'map', element);
}

export function collectionOf(kind: CollectionType['kind'], element: Type): CollectionType {
  if (kind === 'list') return listOf(element);
  return kind === 'set' ? setOf(element) : mapOf(element);
}

export function tupleOf(items: readonly Type[]): TupleType {
  return { kind: 'tuple', items };
}

/** An object type all of whose attributes are required, as values have them. */
export function objectOf(types: ReadonlyMap<string, Type>): ObjectType {
  const attributes = new Map<string, AttributeType>();
  for (const [name, type] of types) attributes.set(name, { type, optional: false });
  return { kind: 'object', attributes };
}

/** One object for each element type: types of values are asked for again and again. */
function shared(known: WeakMap<Type, CollectionType>, kind: CollectionType['kind'], element: Type): CollectionType {
  let type = known.get(element);
  if (!type) {
    type = { kind, element };
    known.set(element, type);
  }
  return type;
}

export function attributeTypes(type: ObjectType): readonly Type[] {
  return [...type.attributes.values()].map((it) => it.type);
}

export function isPrimitive(type: Type): boolean {
  return type.kind === 'string' || type.kind === 'number' || type.kind === 'bool';
}

export function isCollection(type: Type): type is CollectionType {
  return type.kind === 'list' || type.kind === 'set' || type.kind === 'map';
}

export function sameType(a: Type, b: Type): boolean {
  return a === b || (a.kind === b.kind && typeKey(a) === typeKey(b));
}

const keys = new WeakMap<Type, string>();

/** Equal for equal types, and only for those. Runs of equal tuple items are folded, so that long tuples stay short. */
export function typeKey(type: Type): string {
  if (!isComposite(type)) return type.kind;
  let key = keys.get(type);
  if (key === undefined) {
    key = shortened(composeKey(type));
    keys.set(type, key);
  }
  return key;
}

/** Longer ones are told apart by their digest: types that share parts are of any size without taking any room. */
const MAX_KEY_LENGTH = 400;

/** What is asked of keys stays in them. */
function shortened(key: string): string {
  if (key.length <= MAX_KEY_LENGTH) return key;
  const marks = [ANY.kind, OPTIONAL].filter((mark) => key.includes(mark)).join('');
  return `#${hexadecimal(sha256(utf8(key)))}${marks}`;
}

const OPTIONAL = '"?=';

type Composite = CollectionType | TupleType | ObjectType;

function isComposite(type: Type): type is Composite {
  return isCollection(type) || type.kind === 'tuple' || type.kind === 'object';
}

function composeKey(type: Composite): string {
  if (type.kind === 'tuple') return `tuple[${foldRuns(type.items.map(typeKey))}]`;
  if (type.kind !== 'object') return `${type.kind}(${typeKey(type.element)})`;
  const names = [...type.attributes.keys()].sort(compareUtf8);
  return `object{${names.map((name) => attributeKey(name, type.attributes.get(name))).join(',')}}`;
}

function attributeKey(name: string, attribute: AttributeType | undefined): string {
  if (!attribute) return '';
  return `${JSON.stringify(name)}${attribute.optional ? '?' : ''}=${typeKey(attribute.type)}`;
}

function foldRuns(items: readonly string[]): string {
  const runs: string[] = [];
  let start = 0;
  for (let index = 1; index <= items.length; index++) {
    if (items[index] === items[start]) continue;
    runs.push(`${index - start}*${items[start]}`);
    start = index;
  }
  return runs.join(',');
}

/** Whether `any` occurs in the type: such a type may still turn into various others. */
export function hasAny(type: Type): boolean {
  return typeKey(type).includes('any') && containsAny(type);
}

function containsAny(type: Type): boolean {
  return type.kind === 'any' || (isComposite(type) && hasOpenPart(type));
}

const hasOpenPart = rememberEach((type: Composite) => partsOf(type).some(containsAny));

/** The types directly inside. */
export function partsOf(type: Type): readonly Type[] {
  if (isCollection(type)) return [type.element];
  if (type.kind === 'tuple') return type.items;
  return type.kind === 'object' ? attributeTypes(type) : [];
}

/** The type of a value that satisfies this constraint: no attribute is optional in a value. */
export function withoutOptional(type: Type): Type {
  if (!typeKey(type).includes(OPTIONAL)) return type;
  spend(1);
  if (isCollection(type)) return collectionOf(type.kind, withoutOptional(type.element));
  if (type.kind === 'tuple') return tupleOf(type.items.map(withoutOptional));
  if (type.kind !== 'object') return type;
  const attributes = new Map<string, AttributeType>();
  for (const [name, it] of type.attributes) attributes.set(name, { type: withoutOptional(it.type), optional: false });
  return { kind: 'object', attributes };
}

/** How Terraform's messages name a type. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case 'any':
      return 'dynamic';
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind} of ${typeName(type.element)}`;
    default:
      return type.kind;
  }
}

/** How Terraform's messages name what is required. */
export function constraintName(type: Type): string {
  if (type.kind === 'any') return 'any type';
  if (isCollection(type)) {
    return type.element.kind === 'any'
      ? `${type.kind} of any single type`
      : `${type.kind} of ${typeName(type.element)}`;
  }
  return type.kind;
}
