/** Why a type does not convert to another, in the words of Terraform's messages. */
import { converts } from './conversion';
import { type CollectionType, constraintName, isCollection, type ObjectType, sameType, type Type } from './type';

export function mismatch(got: Type, want: Type): string {
  if (got.kind === 'object' && want.kind === 'object') return objectMismatch(got, want);
  if (isOpen(got, want)) return `all ${want.kind} elements must have the same type`;
  if ((got.kind === 'tuple' || got.kind === 'object') && isCollection(want)) return structuralMismatch(got, want);
  if (isCollection(got) && isCollection(want)) return collectionMismatch(got, want);
  return `${constraintName(want)} required`;
}

function isOpen(got: Type, want: Type): boolean {
  if (!isCollection(want) || want.element.kind !== 'any') return false;
  return want.kind === 'map' ? got.kind === 'object' : got.kind === 'tuple';
}

function objectMismatch(got: ObjectType, want: ObjectType): string {
  const missing = [...want.attributes].filter(([name, it]) => !it.optional && !got.attributes.has(name));
  const names = missing.map(([name]) => JSON.stringify(name)).sort();
  if (names.length === 1) return `attribute ${names[0]} is required`;
  if (names.length === 2) return `attributes ${names[0]} and ${names[1]} are required`;
  if (names.length > 2) return `attributes ${names.slice(0, -1).join(', ')}, and ${names.at(-1)} are required`;
  for (const [name, wanted] of want.attributes) {
    const own = got.attributes.get(name);
    if (own && !converts(own.type, wanted.type))
      return `attribute ${JSON.stringify(name)}: ${mismatch(own.type, wanted.type)}`;
  }
  return 'incorrect object attributes';
}

function structuralMismatch(got: Type, want: CollectionType): string {
  if ((want.kind === 'map') !== (got.kind === 'object')) return `${constraintName(want)} required`;
  const bad = parts(got).find(([, type]) => !sameType(type, want.element) && !converts(type, want.element));
  if (!bad) return `all elements must be ${constraintName(want.element)}`;
  return `element ${bad[0]}: ${mismatch(bad[1], want.element)}`;
}

function parts(type: Type): readonly (readonly [string, Type])[] {
  if (type.kind === 'tuple') return type.items.map((it, index) => [String(index), it]);
  if (type.kind !== 'object') return [];
  return [...type.attributes].map(([name, it]) => [JSON.stringify(name), it.type]);
}

function collectionMismatch(got: CollectionType, want: CollectionType): string {
  if ((want.kind === 'map') !== (got.kind === 'map')) return `${constraintName(want)} required`;
  return `incorrect ${want.kind} element type: ${mismatch(got.element, want.element)}`;
}
