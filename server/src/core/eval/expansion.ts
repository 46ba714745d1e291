/**
 * `count` and `for_each`: how many instances, and under which keys. An unknown collection expands to one instance of
 * unknown key that stands for any number of them; so does one too large to follow.
 */
import { type Location, locationIn } from '../base';
import { numberValue, stringValue } from './construct';
import { evaluate } from './expression';
import type { Declaration, WrittenAttribute } from './folder';
import { toSafeInteger, wholeNumber } from './number';
import type { Scope } from './scope';
import type { StringValue, Value } from './value';

export type Expansion =
  | { readonly kind: 'single' }
  | { readonly kind: 'count'; readonly keys: readonly Value[]; readonly at: Location }
  | {
      readonly kind: 'each';
      readonly keys: readonly string[];
      readonly entries: ReadonlyMap<string, Entry>;
      readonly at: Location;
    }
  | { readonly kind: 'unknown'; readonly because: string; readonly at: Location };

export type Entry = { readonly key: StringValue; readonly value: Value };

/** What may still be expanded in this root. Shared, since modules multiply their resources. */
export type Budget = { left: number };

/** Terraform itself would need hours for such a plan; an editor must not. */
export const largestRoot = 100_000;

export function expand(declaration: Declaration, scopeIn: (path: string) => Scope, budget: Budget): Expansion {
  const forEach = declaration.attributes.get('for_each');
  const count = declaration.attributes.get('count');
  const expansion = forEach
    ? expandEach(forEach, scopeIn)
    : count
      ? expandCount(count, scopeIn)
      : { kind: 'single' as const };
  return within(expansion, budget);
}

function within(expansion: Expansion, budget: Budget): Expansion {
  const size = 'keys' in expansion ? expansion.keys.length : 1;
  if (size <= budget.left || !('at' in expansion)) {
    budget.left -= size;
    return expansion;
  }
  return { kind: 'unknown', because: tooLarge, at: expansion.at };
}

const tooLarge = `it makes more than ${largestRoot} instances, too many to follow`;

function expandCount({ attribute, path }: WrittenAttribute, scopeIn: (path: string) => Scope): Expansion {
  const at = locationIn(path, attribute.span);
  const value = evaluate(attribute.value, scopeIn(path));
  if (value.kind === 'unknown') return { kind: 'unknown', because: value.because, at };
  const count = countOf(value);
  if (count === undefined || count < 0)
    return { kind: 'unknown', because: 'count is not a whole number from 0 on', at };
  if (count > largestRoot) return { kind: 'unknown', because: tooLarge, at };
  return {
    kind: 'count',
    keys: Array.from({ length: count }, (_, index) => numberValue(wholeNumber(index), value.origin)),
    at,
  };
}

/** A number written as a string counts too, as Terraform converts it. */
function countOf(value: Value): number | undefined {
  if (value.kind === 'string') return /^\d{1,9}$/.test(value.value) ? Number(value.value) : undefined;
  return value.kind === 'number' ? toSafeInteger(value.value) : undefined;
}

function expandEach({ attribute, path }: WrittenAttribute, scopeIn: (path: string) => Scope): Expansion {
  const at = locationIn(path, attribute.span);
  const collection = evaluate(attribute.value, scopeIn(path));
  const entries = entriesOf(collection);
  if (typeof entries === 'string') return { kind: 'unknown', because: entries, at };
  return { kind: 'each', keys: [...entries.keys()], entries, at };
}

function entriesOf(collection: Value): ReadonlyMap<string, Entry> | string {
  switch (collection.kind) {
    case 'unknown':
      return collection.because;
    case 'map':
    case 'object':
      return mappingEntries(
        collection.entries,
        (key) => collection.keyOrigins?.get(key) ?? collection.entries.get(key)?.origin ?? collection.origin,
      );
    case 'set':
      return setEntries(collection.items);
    default:
      return `for_each takes a map or a set of strings, not a ${collection.kind}`;
  }
}

function mappingEntries(
  entries: ReadonlyMap<string, Value>,
  originOf: (key: string) => Value['origin'],
): ReadonlyMap<string, Entry> {
  const expanded = new Map<string, Entry>();
  for (const [key, value] of entries) expanded.set(key, { key: stringValue(key, originOf(key)), value });
  return expanded;
}

function setEntries(items: readonly Value[]): ReadonlyMap<string, Entry> | string {
  const expanded = new Map<string, Entry>();
  for (const item of items) {
    if (item.kind === 'unknown') return `an item of for_each is not known: ${item.because}`;
    if (item.kind !== 'string') return `for_each takes a set of strings, not of ${item.kind}s`;
    expanded.set(item.value, { key: item, value: item });
  }
  return expanded;
}

/** `["a"]`, `[0]`, or `[*]` for the one instance that stands for many. */
export function keySuffix(expansion: Expansion, index: number): string {
  switch (expansion.kind) {
    case 'single':
      return '';
    case 'unknown':
      return '[*]';
    case 'count':
      return `[${index}]`;
    case 'each':
      return `[${quoted(expansion.keys[index] ?? '')}]`;
  }
}

/** As Terraform prints keys in addresses: `${` would start an interpolation and is escaped too. */
export function quoted(key: string): string {
  return JSON.stringify(key).replaceAll(/[$%](?=\{)/g, '$&$&');
}
