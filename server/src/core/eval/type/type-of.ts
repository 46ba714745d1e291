/** The type of a value, and values brought to a type that is known to be theirs. */
import { unknownFrom } from '../value/construct';
import type { MappingValue, SequenceValue, UnknownValue, Value } from '../value/value';
import { ANY, BOOL, collectionOf, NUMBER, objectOf, STRING, type Type, tupleOf } from './type';

const cache = new WeakMap<Value, Type>();

export function typeOf(value: Value): Type {
  switch (value.kind) {
    case 'string':
      return STRING;
    case 'number':
      return NUMBER;
    case 'bool':
      return BOOL;
    case 'null':
    case 'unknown':
      return value.type ?? ANY;
    case 'list':
    case 'set':
    case 'map':
      return collectionOf(value.kind, value.element ?? ANY);
    case 'object':
      // A resource has more attributes than we know of.
      return value.rest ? ANY : structuralType(value);
    default:
      return structuralType(value);
  }
}

/** The error, with what came out even so: Terraform checks types behind an error, too. */
export function failedAs(error: UnknownValue, result: Value): UnknownValue {
  const failed = unknownFrom(error, typeOf(result));
  return result.kind === 'unknown' ? failed : { ...failed, partialResult: result };
}

function structuralType(value: SequenceValue | MappingValue): Type {
  let type = cache.get(value);
  if (!type) {
    type = 'items' in value ? tupleOf(value.items.map(typeOf)) : objectOf(typesOf(value.entries));
    cache.set(value, type);
  }
  return type;
}

function typesOf(entries: ReadonlyMap<string, Value>): ReadonlyMap<string, Type> {
  const types = new Map<string, Type>();
  for (const [name, value] of entries) types.set(name, typeOf(value));
  return types;
}
