/**
 * What lies anywhere inside a value: unknowns, errors, sensitive marks, and how deep it goes. Asked at every function
 * call, so the answer for a collection is kept as long as the collection itself.
 */
import { spend } from '../expression/limits';
import { isInfinite } from '../number/infinity';
import type { MappingValue, SequenceValue, UnknownValue, Value } from './value';

const UNKNOWN = 1;
const ERROR = 2;
const SENSITIVE = 4;
const INFINITE = 8;
/** One number holds both: the flags in its lowest four bits, the depth above them. */
const ONE = 16;
const FLAGS = ONE - 1;

/** By items or entries, which copies of a value share. */
const cache = new WeakMap<object, number>();

function traits(value: Value): number {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
    case 'map':
    case 'object':
      return traitsOfCollection(value);
    case 'number':
      return ONE | own(value) | (isInfinite(value.value) ? INFINITE : 0);
    case 'unknown':
      return ONE | own(value) | UNKNOWN | (value.isError && !value.fatal ? ERROR : 0);
    default:
      return ONE | own(value);
  }
}

function own(value: Value): number {
  return value.sensitive ? SENSITIVE : 0;
}

/** What a resource has beside its arguments is not known, and its arguments are not evaluated just to ask. */
function traitsOfCollection(value: SequenceValue | MappingValue): number {
  if ('rest' in value && value.rest) return ONE | own(value) | UNKNOWN;
  const parts = 'items' in value ? value.items : value.entries;
  let found = cache.get(parts);
  if (found === undefined) {
    let flags = 0;
    let depth = 0;
    for (const item of parts.values()) {
      const inner = traits(item);
      flags |= inner & FLAGS;
      depth = Math.max(depth, inner >> 4);
    }
    found = (depth + 1) * ONE + flags;
    cache.set(parts, found);
  }
  return found | own(value);
}

/** How many values lie within each other, at most. */
export function depthOf(value: Value): number {
  return traits(value) >> 4;
}

function flagsOf(value: Value): number {
  return traits(value) & FLAGS;
}

export function childrenOf(value: Value): Iterable<Value> {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return value.items;
    case 'map':
    case 'object':
      return value.entries.values();
    default:
      return [];
  }
}

export function isWhollyKnown(value: Value): boolean {
  return (flagsOf(value) & UNKNOWN) === 0;
}

export function containsSensitive(value: Value): boolean {
  return (flagsOf(value) & SENSITIVE) !== 0;
}

/** An infinite number, anywhere inside: what cannot be stored, or written as JSON. */
export function containsInfinity(value: Value): boolean {
  return (flagsOf(value) & INFINITE) !== 0;
}

/** An error that `try` would catch, anywhere inside. */
export function containsError(value: Value): boolean {
  return (flagsOf(value) & ERROR) !== 0;
}

/** The first error inside, where there is one. */
export function errorIn(value: Value): UnknownValue | undefined {
  return containsError(value) ? firstWith(ERROR, value) : undefined;
}

/** The first unknown inside, errors before others, since they say more. */
export function unknownIn(value: Value): UnknownValue | undefined {
  if (isWhollyKnown(value)) return undefined;
  return errorIn(value) ?? firstWith(UNKNOWN, value);
}

/** Only what holds such an unknown is gone into, so that the way there is no longer than the value is deep. */
function firstWith(flag: number, value: Value): UnknownValue | undefined {
  if (value.kind === 'unknown') return value;
  if ('rest' in value && value.rest) return value.rest;
  for (const item of childrenOf(value)) if ((flagsOf(item) & flag) !== 0) return firstWith(flag, item);
  return undefined;
}

/** The value with no mark left anywhere inside. */
export function unmarkDeep(value: Value): Value {
  if (!containsSensitive(value)) return value;
  spend(1);
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return { ...value, sensitive: undefined, items: value.items.map(unmarkDeep) };
    case 'map':
    case 'object':
      return { ...value, sensitive: undefined, entries: mapEntries(value.entries, unmarkDeep) };
    default:
      return { ...value, sensitive: undefined };
  }
}

/** The value with plain unknowns for the errors inside: what an error was found in goes on, and the error is not found again. */
export function withoutErrors(value: Value): Value {
  if (!containsError(value)) return value;
  spend(1);
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return { ...value, items: value.items.map(withoutErrors) };
    case 'map':
    case 'object':
      return { ...value, entries: mapEntries(value.entries, withoutErrors) };
    case 'unknown':
      return value.partialResult ? withoutErrors(value.partialResult) : { ...value, isError: undefined };
    default:
      return value;
  }
}

export function mapEntries(
  entries: ReadonlyMap<string, Value>,
  change: (value: Value, key: string) => Value,
): ReadonlyMap<string, Value> {
  const changed = new Map<string, Value>();
  for (const [key, value] of entries) changed.set(key, change(value, key));
  return changed;
}
