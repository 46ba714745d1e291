/**
 * Sets: each value once, in the order Terraform iterates them. Strings, numbers and bools in their natural order;
 * anything else by the bytes that Terraform's own hash is made of, so that a set of objects comes out as in a plan.
 */

import type { Origin } from '../../base';
import { reserve } from '../expression/limits';
import { compareNumbers, numberText } from '../number/number';
import { generalNotation } from '../number/number-format';
import type { Type } from '../type/type';
import { quoteGo } from './quote';
import { compareUtf8 } from './text-order';
import { containsSensitive, isWhollyKnown, unmarkDeep } from './traits';
import type { NumberValue, SequenceValue, Value } from './value';
import { weightOf } from './weight';

/**
 * The items are already of the element type. The first of equal items keeps its origin. A secret among them makes the
 * whole set one, since even its length tells.
 */
export function setValue(items: readonly Value[], element: Type, origin: Origin): SequenceValue {
  const sensitive = items.some(containsSensitive) ? true : undefined;
  const plain = sensitive ? items.map(unmarkDeep) : items;
  return { kind: 'set', origin, sensitive, items: ordered(unique(plain)), element };
}

/** An item that is not wholly known is equal to no other yet. */
export function unique(items: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    if (!isWhollyKnown(item)) return true;
    const key = setKey(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Equal for values of one type that are equal, and only for those. */
export function setKey(value: Value): string {
  reserve(weightOf(value));
  if (value.kind === 'string') return JSON.stringify(value.value);
  return hashText(value, numberTextOf);
}

/** What it costs to look at each item once, and to compare them. */
export function sortingSteps(items: readonly Value[]): number {
  let weight = 0;
  for (const item of items) weight += weightOf(item);
  return weight + Math.floor((weight * Math.log2(items.length + 1)) / 8);
}

function ordered(items: readonly Value[]): readonly Value[] {
  reserve(sortingSteps(items));
  const kinds = new Set(items.map((item) => item.kind));
  if (kinds.size === 1 && kinds.has('string')) return sortStrings(items);
  return [...items].sort(compareInSet);
}

function sortStrings(items: readonly Value[]): readonly Value[] {
  return [...items].sort((a, b) => compareUtf8(a.kind === 'string' ? a.value : '', b.kind === 'string' ? b.value : ''));
}

/** Nulls come last, unknowns after all that is known. */
function compareInSet(a: Value, b: Value): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0 || a.kind === 'null' || a.kind === 'unknown') return rank;
  if (a.kind === 'string' && b.kind === 'string') return compareUtf8(a.value, b.value);
  if (a.kind === 'number' && b.kind === 'number')
    return compareNumbers(a.value, b.value) || zeroOrder(b) - zeroOrder(a);
  if (a.kind === 'bool' && b.kind === 'bool') return Number(a.value) - Number(b.value);
  return compareUtf8(hashOf(a), hashOf(b));
}

function zeroOrder(value: NumberValue): number {
  return value.value.negativeZero ? 1 : 0;
}

function rankOf(value: Value): number {
  if (value.kind === 'null') return 2;
  return value.kind === 'unknown' ? 1 : 0;
}

const hashes = new WeakMap<Value, string>();

function hashOf(value: Value): string {
  let hash = hashes.get(value);
  if (hash === undefined) {
    hash = hashText(value, significantOf);
    hashes.set(value, hash);
  }
  return hash;
}

type NumberText = (value: Extract<Value, { readonly kind: 'number' }>) => string;

/** A set tells a zero below zero from zero, though they are equal. */
const numberTextOf: NumberText = (it) => numberText(it.value);
const significantOf: NumberText = (it) => generalNotation(it.value, 10);

function hashText(value: Value, number: NumberText): string {
  switch (value.kind) {
    case 'unknown':
      return '?';
    case 'null':
      return '~';
    case 'number':
      return number(value);
    case 'bool':
      return value.value ? 'T' : 'F';
    case 'string':
      return quoteGo(value.value);
    case 'map':
      return `{${[...value.entries].map(([key, it]) => `${quoteGo(key)}:${hashText(it, number)};`).join('')}}`;
    case 'object':
      return `<${[...value.entries.values()].map((it) => `${hashText(it, number)};`).join('')}>`;
    case 'tuple':
      return `<${value.items.map((it) => `${hashText(it, number)};`).join('')}>`;
    default:
      return `[${value.items.map((it) => `${hashText(it, number)};`).join('')}]`;
  }
}
