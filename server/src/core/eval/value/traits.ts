/**
 * What lies anywhere inside a value: unknowns, errors, sensitive marks, and how much of it there is. Asked at every
 * function call, so the answer for a collection is kept as long as the collection itself.
 */
import { isInfinite } from '../number/infinity';
import type { UnknownValue, Value } from './value';

const UNKNOWN = 1;
const ERROR = 2;
const SENSITIVE = 4;
const INFINITE = 8;
/** One number holds both: the flags in its lowest four bits, the size above them. */
const ONE = 16;

/** Beyond this the exact size no longer matters, and the number would lose its lowest bits. */
const MAX_SIZE = 2 ** 48;

const cache = new WeakMap<Value, number>();

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
function traitsOfCollection(value: Value): number {
  if ('rest' in value && value.rest) return ONE | own(value) | UNKNOWN;
  let found = cache.get(value);
  if (found === undefined) {
    let flags = own(value);
    let size = 1;
    for (const item of childrenOf(value)) {
      const inner = traits(item);
      flags |= inner % ONE;
      size += Math.floor(inner / ONE);
    }
    found = Math.min(size, MAX_SIZE) * ONE + flags;
    cache.set(value, found);
  }
  return found;
}

/** How many values there are, counting shared ones each time: what a walk through all of it would meet. */
export function sizeOf(value: Value): number {
  return Math.floor(traits(value) / ONE);
}

function flagsOf(value: Value): number {
  return traits(value) % ONE;
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
  if (!containsError(value)) return undefined;
  return firstUnknown(value, (it) => it.isError === true && !it.fatal);
}

/** The first unknown inside, errors before others, since they say more. */
export function unknownIn(value: Value): UnknownValue | undefined {
  if (isWhollyKnown(value)) return undefined;
  return errorIn(value) ?? firstUnknown(value, () => true);
}

function firstUnknown(value: Value, accepts: (it: UnknownValue) => boolean): UnknownValue | undefined {
  if (value.kind === 'unknown') return accepts(value) ? value : undefined;
  if ('rest' in value && value.rest) return accepts(value.rest) ? value.rest : undefined;
  for (const item of childrenOf(value)) {
    const found = firstUnknown(item, accepts);
    if (found) return found;
  }
  return undefined;
}

/** The value with no mark left anywhere inside. */
export function unmarkDeep(value: Value): Value {
  if (!containsSensitive(value)) return value;
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
