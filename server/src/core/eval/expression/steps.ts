/** One step into a value: `.name` and `[key]`. */
import { type Origin, withChoice } from '../../base';
import { isNegative, isWhole, toSafeInteger } from '../number/number';
import { convertTo, isFailure } from '../type/convert';
import { ANY, isPrimitive, NUMBER, STRING, type Type, typeName } from '../type/type';
import { typeOf } from '../type/type-of';
import { errorValue, unknownFrom, withSensitive } from '../value/construct';
import type { MappingValue, MissingKey, SequenceValue, StringValue, UnknownValue, Value } from '../value/value';

export function attributeOf(value: Value, name: string, origin: Origin): Value {
  switch (value.kind) {
    case 'object':
    case 'map':
      return attributeOfMapping(value, name, origin);
    case 'unknown':
      return attributeOfUnknown(value, name, origin);
    case 'null':
      return errorValue('This value is null, so it does not have any attributes', origin);
    default:
      return errorValue(noAttributes(typeOf(value), name), origin);
  }
}

function attributeOfMapping(value: MappingValue, name: string, origin: Origin): Value {
  const found = entryOf(value, name);
  if (found) return withSensitive(found, value.sensitive === true);
  const quoted = JSON.stringify(name);
  if (value.kind === 'map') return errorValue(`This map does not have an element with the key ${quoted}`, origin);
  return errorValue(`This object does not have an attribute named ${quoted}`, origin);
}

function entryOf(value: MappingValue, name: string): Value | undefined {
  const entry = value.entries.get(name);
  if (!entry) return value.rest && attributeOfSymbol(value.rest, name, undefined);
  // Who picked the instance picked what it says of itself.
  const by = value.rest?.origin.chosenBy;
  return by ? { ...entry, origin: withChoice(entry.origin, by) } : entry;
}

function attributeOfUnknown(value: UnknownValue, name: string, origin: Origin): Value {
  const { type = ANY } = value;
  if (type.kind === 'object') {
    const attribute = type.attributes.get(name);
    if (attribute) return attributeOfSymbol(value, name, attribute.type);
    return errorValue(`This object does not have an attribute named ${JSON.stringify(name)}`, origin);
  }
  if (type.kind === 'map') return attributeOfSymbol(value, name, type.element);
  return type.kind === 'any' ? attributeOfSymbol(value, name, undefined) : errorValue(noAttributes(type, name), origin);
}

function noAttributes(type: Type, name: string): string {
  if (type.kind === 'list' && type.element.kind === 'object') {
    if (!type.element.attributes.has(name)) {
      return "Can't access attributes on a list of objects. Did you mean to access an attribute for a specific element of the list, or across all elements of the list?";
    }
    return `Can't access attributes on a list of objects. Did you mean to access attribute ${JSON.stringify(name)} for a specific element of the list, or across all elements of the list?`;
  }
  if (type.kind === 'set' && type.element.kind === 'object') {
    return "Can't access attributes on a set of objects. Did you mean to access an attribute across all elements of the set?";
  }
  if (isPrimitive(type)) return `Can't access attributes on a primitive-typed value (${typeName(type)})`;
  return 'This value does not have any attributes';
}

/** One step further into something unknown: what it stands for is then one step more precise. */
export function attributeOfSymbol(value: UnknownValue, step: string | number, type: Type | undefined): UnknownValue {
  const { symbol } = value;
  const known = type?.kind === 'any' ? undefined : type;
  const derived = unknownFrom(value, known);
  return symbol
    ? {
        ...derived,
        symbol: { instance: symbol.instance, attribute: [...symbol.attribute, step] },
        attributeDependencies: undefined,
      }
    : derived;
}

const NO_SUCH_ELEMENT = 'The given key does not identify an element in this collection value';

export function indexOf(value: Value, key: Value, origin: Origin): Value {
  if (value.kind === 'null') return errorValue('This value is null, so it does not have any indices', origin);
  if (key.kind === 'null') return errorValue("Can't use a null value as an indexing key", origin);
  const found = indexOfKnown(value, key, origin);
  return withSensitive(found, value.sensitive === true || key.sensitive === true);
}

const SET_WITHOUT_INDEX =
  "Elements of a set are identified only by their value and don't have any separate index or key to select with, so it's only possible to perform operations across all elements of the set";

function indexOfKnown(value: Value, key: Value, origin: Origin): Value {
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return indexOfSequence(value, key, origin);
    case 'map':
    case 'object':
      return indexOfMapping(value, key, origin);
    case 'unknown':
      return indexOfUnknown(value, key, origin);
    case 'set':
      return errorValue(SET_WITHOUT_INDEX, origin);
    default:
      return errorValue('This value does not have any indices', origin);
  }
}

function indexOfSequence(value: SequenceValue, key: Value, origin: Origin): Value {
  const number = convertTo(key, NUMBER);
  if (isFailure(number)) return errorValue(`${NO_SUCH_ELEMENT}: ${number.failed}`, origin);
  if (number.kind === 'unknown') return unknownFrom(number, value.kind === 'list' ? value.element : undefined);
  if (number.kind !== 'number') return errorValue(NO_SUCH_ELEMENT, origin);
  const index = toSafeInteger(number.value);
  const found = index === undefined || index < 0 ? undefined : value.items[index];
  if (found) return found;
  if (!isWhole(number.value)) {
    return errorValue(
      `${NO_SUCH_ELEMENT}: indexing a sequence requires a whole number, but the given index has a fractional part`,
      origin,
    );
  }
  return errorValue(`${NO_SUCH_ELEMENT}${outside(value, isNegative(number.value), index)}`, origin);
}

function outside(value: SequenceValue, negative: boolean, index: number | undefined): string {
  if (negative) return ': a negative number is not a valid index for a sequence';
  if (value.items.length === 0 && index === 0) return ': the collection has no elements';
  if (index !== undefined && index <= value.items.length) {
    return ': the given index is greater than or equal to the length of the collection';
  }
  return '';
}

function indexOfMapping(value: MappingValue, key: Value, origin: Origin): Value {
  const text = convertTo(key, STRING);
  if (isFailure(text)) return errorValue(`${NO_SUCH_ELEMENT}: ${text.failed}`, origin);
  if (text.kind === 'unknown') return unknownFrom(text, value.kind === 'map' ? value.element : undefined);
  const found = text.kind === 'string' ? entryOf(value, text.value) : undefined;
  if (found) return found;
  const wrongKind = value.kind === 'object' && key.kind === 'number';
  const hint = '. An object only supports looking up attributes by name, not by numeric index';
  const failed = errorValue(NO_SUCH_ELEMENT + (wrongKind ? hint : ''), origin);
  return text.kind === 'string' ? { ...failed, missing: missingKey(value, text) } : failed;
}

function missingKey(value: MappingValue, key: StringValue): MissingKey {
  const [first] = value.entries.values();
  const existingInstance =
    first?.kind === 'unknown' ? first.symbol : first?.kind === 'object' ? first.rest?.symbol : undefined;
  return { key, keys: [...value.entries.keys()], existingInstance };
}

function indexOfUnknown(value: UnknownValue, key: Value, origin: Origin): Value {
  const { type = ANY } = value;
  if (isPrimitive(type)) return errorValue('This value does not have any indices', origin);
  if (type.kind === 'set') return errorValue(SET_WITHOUT_INDEX, origin);
  const step = key.kind === 'number' ? toSafeInteger(key.value) : key.kind === 'string' ? key.value : undefined;
  const element = elementType(type, step);
  return step === undefined ? unknownFrom(value, element) : attributeOfSymbol(value, step, element);
}

function elementType(type: Type, step: string | number | undefined): Type | undefined {
  if ('element' in type) return type.element.kind === 'any' ? undefined : type.element;
  if (type.kind === 'tuple' && typeof step === 'number') return type.items[step];
  return type.kind === 'object' ? type.attributes.get(String(step))?.type : undefined;
}
