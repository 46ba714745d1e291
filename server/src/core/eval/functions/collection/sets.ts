/** Set algebra. Arguments of different element types are brought to a common one first. */

import { reserve, spend } from '../../expression/limits';
import { unify } from '../../type/conversion';
import { convertTo, isFailure } from '../../type/convert';
import { ANY, listOf, partsOf, setOf, type Type, tupleOf } from '../../type/type';
import { typeOf } from '../../type/type-of';
import { listValue, tupleValue, unknownFrom, withSensitive } from '../../value/construct';
import { setKey, setValue } from '../../value/set-order';
import { isWhollyKnown, unknownIn } from '../../value/traits';
import type { SequenceValue, Value } from '../../value/value';
import { type BuiltIn, type CallSite, failed, failedArgument, parameter, unknownBecauseOf } from '../function';
import { isSequence } from './lists';

type Keep = (inFirst: boolean, inOthers: number, count: number) => boolean;

export const sets: Readonly<Record<string, BuiltIn>> = {
  setintersection: {
    parameters: [parameter('first_set', setOf(ANY))],
    rest: parameter('other_sets', setOf(ANY)),
    apply: (args, site) => combine(args, site, (inFirst, inOthers, count) => inFirst && inOthers === count),
  },
  setproduct: {
    parameters: [],
    rest: parameter('sets', ANY, { sensitive: true, unknown: true }),
    apply: setProduct,
  },
  setsubtract: {
    parameters: [parameter('a', setOf(ANY)), parameter('b', setOf(ANY))],
    apply: (args, site) => combine(args, site, (inFirst, inOthers) => inFirst && inOthers === 0),
  },
  setunion: {
    parameters: [parameter('first_set', setOf(ANY))],
    rest: parameter('other_sets', setOf(ANY)),
    apply: union,
  },
};

function combine(args: readonly Value[], site: CallSite, keep: Keep): Value {
  const element = commonElement(args);
  if (!element) return failed(site, 'given sets must all have compatible element types');
  const all = args.map((arg) => convertTo(arg, setOf(element)));
  const [first, ...others] = all.filter((arg): arg is SequenceValue => !isFailure(arg) && isSequence(arg));
  const unknown = args.map(unknownIn).find((it) => it !== undefined);
  if (!first || unknown) return unknownFrom(unknownBecauseOf(unknown), setOf(element));
  reserve(args.length * first.items.length + others.reduce((sum, { items }) => sum + items.length * args.length, 0));
  const keys = others.map((other) => new Set(other.items.map(setKey)));
  const own = new Set(first.items.map(setKey));
  const kept = [first, ...others].flatMap(({ items }) =>
    items.filter((item) => {
      const key = setKey(item);
      return keep(own.has(key), keys.filter((it) => it.has(key)).length, keys.length);
    }),
  );
  return setValue(kept, element, site.origin);
}

/** What is unknown now belongs to the union in any case. */
function union(args: readonly Value[], site: CallSite): Value {
  const element = commonElement(args);
  if (!element) return failed(site, 'given sets must all have compatible element types');
  const all = args.map((arg) => convertTo(arg, setOf(element))).filter((arg): arg is Value => !isFailure(arg));
  const items = all.filter(isSequence).flatMap((set) => set.items);
  return setValue(items, element, site.origin);
}

/**
 * Empty sets of no particular type fit any other. Where nulls of no type meet anything but primitives there is a common
 * type, and yet no common set: Terraform 1.11.4 breaks off there.
 */
function commonElement(args: readonly Value[]): Type | undefined {
  const sets = args.filter(isSequence).filter((set) => set.items.length > 0 || set.element?.kind !== 'any');
  if (sets.length === 0) return ANY;
  const elements = sets.map((set) => set.element ?? ANY);
  const common = unify(elements);
  return common && elements.some((it) => leavesOpen(common, it)) ? undefined : common;
}

/** Whether a type says more than the common one does. */
function leavesOpen(common: Type, own: Type): boolean {
  if (common.kind === 'any') return own.kind !== 'any';
  spend(1);
  if ('element' in common) return partsOf(own).some((it) => leavesOpen(common.element, it));
  if (common.kind === 'tuple' && own.kind === 'tuple') {
    return common.items.some((it, index) => leavesOpen(it, own.items[index] ?? ANY));
  }
  if (common.kind !== 'object' || own.kind !== 'object') return false;
  return [...common.attributes].some(([name, { type }]) => leavesOpen(type, own.attributes.get(name)?.type ?? ANY));
}

function setProduct(args: readonly Value[], site: CallSite): Value {
  if (args.length < 2) return failed(site, 'at least two arguments are required');
  const sensitive = args.some((arg) => arg.sensitive === true);
  const wrong = args.find((arg) => arg.kind !== 'unknown' && !isSequence(arg));
  if (wrong) return failedArgument(site, 'sets', 'a set or a list is required');
  const open = args.find(
    (arg) => arg.kind === 'unknown' || (arg.kind === 'set' && arg.items.length > 1 && !isWhollyKnown(arg)),
  );
  if (open) return withSensitive(unknownFrom(unknownBecauseOf(unknownIn(open))), sensitive);
  return withSensitive(product(args.filter(isSequence), site), sensitive);
}

function product(args: readonly SequenceValue[], site: CallSite): Value {
  const elements: Type[] = [];
  for (const arg of args) {
    const element = arg.kind === 'tuple' ? (arg.items.length === 0 ? ANY : unify(arg.items.map(typeOf))) : arg.element;
    if (arg.kind === 'tuple' && !element) return failedArgument(site, 'sets', 'all elements must be of the same type');
    elements.push(element ?? ANY);
  }
  const total = args.reduce((count, arg) => count * arg.items.length, 1);
  reserve(stepsOfRows(args));
  const lists = args.map((arg, index) => converted(arg, elements[index] ?? ANY));
  const rows = lists.reduce<Value[][]>((all, items) => all.flatMap((row) => items.map((item) => [...row, item])), [[]]);
  const tuples = total === 0 ? [] : rows.map((row) => tupleValue(row, site.origin));
  const element = tupleOf(elements);
  const isList = args.every((arg) => arg.kind !== 'set');
  return isList ? listValue(tuples, element, site.origin) : setValue(tuples, element, site.origin);
}

/** A row costs its items and itself, and so does each row that it is made from. */
function stepsOfRows(args: readonly SequenceValue[]): number {
  let rows = 1;
  let steps = 0;
  for (const [index, { items }] of args.entries()) {
    rows *= items.length;
    steps += rows * (index + 2);
  }
  return steps;
}

function converted(arg: SequenceValue, element: Type): readonly Value[] {
  const list = convertTo(arg, arg.kind === 'set' ? setOf(element) : listOf(element));
  return !isFailure(list) && isSequence(list) ? list.items : arg.items;
}
