/** Making values, each kind always with the same fields in the same order: the engine then treats them as one shape. */
import type { Origin } from '../../base';
import type { UnknownReason } from '../../reasons';
import type { Type } from '../type/type';
import { compareUtf8 } from './text-order';
import type {
  BoolValue,
  Decimal,
  MappingValue,
  NullValue,
  NumberValue,
  SequenceValue,
  StringValue,
  UnknownValue,
  Value,
} from './value';

export function nullValue(origin: Origin, type?: Type | undefined): NullValue {
  return { kind: 'null', origin, type };
}

/** Strings are in normal form C, as in Terraform: `é` is equal to `e` with an accent. */
export function stringValue(value: string, origin: Origin): StringValue {
  return { kind: 'string', origin, value: value.normalize('NFC') };
}

export function numberValue(value: Decimal, origin: Origin): NumberValue {
  return { kind: 'number', origin, value };
}

export function boolValue(value: boolean, origin: Origin): BoolValue {
  return { kind: 'bool', origin, value };
}

export function tupleValue(items: readonly Value[], origin: Origin): SequenceValue {
  return { kind: 'tuple', origin, items, element: undefined };
}

/** The items are already of the element type. */
export function listValue(items: readonly Value[], element: Type, origin: Origin): SequenceValue {
  return { kind: 'list', origin, items, element };
}

/** The entries are already in order. */
export function objectValue(
  entries: ReadonlyMap<string, Value>,
  origin: Origin,
  keyOrigins?: ReadonlyMap<string, Origin> | undefined,
): MappingValue {
  return { kind: 'object', origin, entries, keyOrigins, element: undefined };
}

/** The entries are already in order, and of the element type. */
export function mapValue(
  entries: ReadonlyMap<string, Value>,
  element: Type,
  origin: Origin,
  keyOrigins?: ReadonlyMap<string, Origin> | undefined,
): MappingValue {
  return { kind: 'map', origin, entries, keyOrigins, element };
}

export function unknownValue(because: UnknownReason, origin: Origin, type?: Type | undefined): UnknownValue {
  return { kind: 'unknown', origin, because, isError: undefined, type, symbol: undefined };
}

/** Terraform would stop here, for this reason. */
export function stopValue(because: UnknownReason, origin: Origin): UnknownValue {
  return { kind: 'unknown', origin, because, isError: true, type: undefined, symbol: undefined };
}

/** Terraform would stop here, with this message of its own. */
export function errorValue(message: string, origin: Origin): UnknownValue {
  return stopValue({ kind: 'terraform-error', message }, origin);
}

/** What became of an unknown: same reason, but no longer the very attribute that its symbol named. */
export function unknownFrom(cause: UnknownValue, type?: Type | undefined): UnknownValue {
  const { symbol, shape, members, notNull, partialResult } = cause;
  const isBare = [symbol, shape, members, notNull, partialResult].every((it) => it === undefined);
  if (isBare && cause.type === type) return cause;
  const plain = {
    symbol: undefined,
    shape: undefined,
    members: undefined,
    notNull: undefined,
    partialResult: undefined,
  };
  return { ...cause, ...plain, type, attributeDependencies: symbol ? [symbol] : cause.attributeDependencies };
}

/** As `unknownFrom`, of something that is never null. */
export function unknownNotNull(cause: UnknownValue, type: Type): UnknownValue {
  return { ...unknownFrom(cause, type), notNull: true };
}

export function withSensitive<V extends Value>(value: V, sensitive: boolean): V {
  return sensitive && !value.sensitive ? { ...value, sensitive: true } : value;
}

export function withoutSensitive<V extends Value>(value: V): V {
  return value.sensitive ? { ...value, sensitive: undefined } : value;
}

/** Entries in Terraform's order. */
export function sortEntries(entries: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  let previous: string | undefined;
  for (const key of entries.keys()) {
    if (previous !== undefined && compareUtf8(previous, key) > 0) return sorted(entries);
    previous = key;
  }
  return entries;
}

function sorted(entries: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  return new Map([...entries].sort((a, b) => compareUtf8(a[0], b[0])));
}
