/**
 * How much work a value is: about one step for each value in it and for each sixteen code units of text. Kept as long as the
 * collection, whatever copies of the value there are, and counted without end for what shares its parts: a chain of doublings
 * weighs more than anything, though it takes no room.
 */
import { textSteps } from '../expression/limits';
import { numberWeight } from '../number/number';
import type { Member, Value } from './value';

/** Beyond this the exact weight no longer matters. */
const MAX_WEIGHT = 2 ** 48;

const deep = new WeakMap<object, number>();
const shallow = new WeakMap<object, number>();

/** Of all that is inside: what a walk through all of it costs. */
export function weightOf(value: Value): number {
  switch (value.kind) {
    case 'string':
      return 1 + textSteps(value.value.length);
    case 'number':
      return 1 + numberWeight(value.value);
    case 'unknown':
      return 1 + textSteps(value.shape?.length ?? 0) + (value.members ? remembered(value.members.items, ofMembers) : 0);
    case 'list':
    case 'set':
    case 'tuple':
      return remembered(value.items, ofItems);
    case 'map':
    case 'object':
      return remembered(value.entries, ofEntries);
    default:
      return 1;
  }
}

/** Of its own items or entries, whatever they are. */
export function shallowWeightOf(value: Value): number {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return 1 + value.items.length;
    case 'map':
    case 'object':
      return keysOf(value.entries);
    case 'unknown':
      return 1 + textSteps(value.shape?.length ?? 0) + (value.members?.items.length ?? 0);
    default:
      return weightOf(value);
  }
}

function keysOf(entries: ReadonlyMap<string, Value>): number {
  let weight = shallow.get(entries);
  if (weight === undefined) {
    weight = 1;
    for (const key of entries.keys()) weight += 1 + textSteps(key.length);
    shallow.set(entries, weight);
  }
  return weight;
}

function remembered<T extends object>(parts: T, compute: (parts: T) => number): number {
  let weight = deep.get(parts);
  if (weight === undefined) {
    weight = Math.min(MAX_WEIGHT, compute(parts));
    deep.set(parts, weight);
  }
  return weight;
}

function ofItems(items: readonly Value[]): number {
  let weight = 1;
  for (const item of items) weight += weightOf(item);
  return weight;
}

function ofEntries(entries: ReadonlyMap<string, Value>): number {
  let weight = keysOf(entries);
  for (const value of entries.values()) weight += weightOf(value);
  return weight;
}

function ofMembers(members: readonly Member[]): number {
  let weight = 0;
  for (const { key, value } of members) weight += (key ? weightOf(key) : 0) + weightOf(value);
  return weight;
}
