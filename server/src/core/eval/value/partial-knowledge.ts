/**
 * What stays certain of an unknown. `"ops-${aws_organizations_account.prod.id}"` is no known key, and yet it is one key,
 * of this shape; a list with an unknown part holds its known items all the same. A `for_each` over such a thing is not
 * a mystery: who gets what can still be told.
 */

import { rowOf } from '../../base';
import { reserveText, spend } from '../expression/limits';
import { toSafeInteger } from '../number/number';
import { unknownFrom } from './construct';
import { isWhollyKnown } from './traits';
import type { Member, Members, Symbol, UnknownValue, Value } from './value';

/** The text with references in it, where all that is unknown is a reference. */
export function shapeOf(value: Value): string | undefined {
  if (value.kind === 'string') return value.value;
  if (value.kind !== 'unknown') return undefined;
  if (value.shape !== undefined) return value.shape;
  if (!value.symbol || value.symbol.attribute.length === 0) return undefined;
  const steps = value.symbol.attribute.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  return `\${${value.symbol.instance}${steps.join('')}}`;
}

/** The result of a function that is not known, with what its arguments make certain of it. */
export function withPartialKnowledge(result: UnknownValue, name: string, args: readonly Value[]): UnknownValue {
  if (result.isError) return result;
  const members = rowOf(memberFunctions, name)?.(args);
  const shape = rowOf(shapeFunctions, name)?.(args);
  const symbol = rowOf(symbolFunctions, name)?.(args);
  return members || symbol || shape !== undefined ? { ...result, members, shape, symbol } : result;
}

/** A part of one attribute is as certain as the attribute: `split("/", aws_identitystore_group.ops.id)[1]`. */
const symbolFunctions: Readonly<Record<string, (args: readonly Value[]) => Symbol | undefined>> = {
  split: ([separator, text]) =>
    separator?.kind === 'string' ? furtherIn(text, `split(${JSON.stringify(separator.value)})`) : undefined,
  element: ([list, index]) => {
    const at = index?.kind === 'number' ? toSafeInteger(index.value) : undefined;
    return at === undefined || at < 0 ? undefined : furtherIn(list, at);
  },
};

function furtherIn(value: Value | undefined, step: string | number): Symbol | undefined {
  const symbol = value?.kind === 'unknown' ? value.symbol : undefined;
  return symbol && { instance: symbol.instance, attribute: [...symbol.attribute, step] };
}

const membersOfFirst = (args: readonly Value[]) => membersOf(args[0]);

const memberFunctions: Readonly<Record<string, (args: readonly Value[]) => Members | undefined>> = {
  tolist: membersOfFirst,
  toset: (args) => withoutRepeats(membersOfFirst(args)),
  tomap: membersOfFirst,
  distinct: (args) => withoutRepeats(membersOfFirst(args)),
  values: membersOfFirst,
  nonsensitive: membersOfFirst,
  sensitive: membersOfFirst,
  flatten: ([list]) => list && flattened(list),
  concat: (args) => joined(args),
  setunion: (args) => withoutRepeats(joined(args)),
  // A map that is not known at all could replace any entry of the others.
  merge: (args) => (args.every((arg) => arg.kind === 'null' || membersOf(arg)) ? lastOfEach(joined(args)) : undefined),
};

/** What a collection holds for certain; `undefined` where nothing is. */
export function membersOf(value: Value | undefined): Members | undefined {
  switch (value?.kind) {
    case 'unknown':
      return value.members;
    case 'list':
    case 'set':
    case 'tuple':
      return { items: value.items.map(asMember), complete: true, mayRepeat: mayShrink(value) ? true : undefined };
    case 'map':
    case 'object':
      return value.rest ? undefined : { items: mappingMembers(value), complete: true };
    default:
      return undefined;
  }
}

function asMember(item: Value): Member {
  return { key: undefined, value: item };
}

/** Items of a set that are not known yet may turn out to be one. */
export function mayShrink(value: Value): boolean {
  return value.kind === 'set' && value.items.length > 1 && !isWhollyKnown(value);
}

function mappingMembers(value: Extract<Value, { readonly kind: 'map' | 'object' }>): readonly Member[] {
  return [...value.entries].map(([key, item]) => ({
    key: { kind: 'string', value: key, origin: value.keyOrigins?.get(key) ?? item.origin },
    value: item,
  }));
}

function joined(args: readonly Value[]): Members {
  const known = args.map(membersOf);
  return {
    items: known.flatMap((members) => members?.items ?? []),
    complete: known.every((members, index) => members?.complete ?? args[index]?.kind === 'null'),
    mayRepeat: known.find((members) => members?.mayRepeat)?.mayRepeat,
  };
}

/** A set, or a list without its repetitions: which items besides known texts are equal is known after the apply only. */
export function withoutRepeats(members: Members | undefined): Members | undefined {
  if (!members) return undefined;
  const seen = new Set<string>();
  const items = members.items.filter(({ value }) => {
    if (value.kind !== 'string') return true;
    const isNew = !seen.has(value.value);
    seen.add(value.value);
    return isNew;
  });
  return { ...members, items, mayRepeat: items.every(({ value }) => value.kind === 'string') ? undefined : true };
}

/** Of entries with one key the last stays; an entry whose key is not known may replace any. */
function lastOfEach(members: Members): Members {
  const last = new Map<string, Member>();
  const unkeyed: Member[] = [];
  for (const member of members.items) {
    if (member.key?.kind === 'string') last.set(member.key.value, member);
    else unkeyed.push(member);
  }
  const mayRepeat = unkeyed.length > 0 ? true : members.mayRepeat;
  return { items: [...last.values(), ...unkeyed], complete: members.complete, mayRepeat };
}

function flattened(value: Value): Members | undefined {
  if (value.kind === 'map' || value.kind === 'object') return undefined;
  const members = membersOf(value);
  if (!members) return undefined;
  const items: Member[] = [];
  let { complete, mayRepeat } = members;
  for (const member of members.items) {
    const inner: Members | undefined = isNested(member.value)
      ? flattened(member.value)
      : { items: [member], complete: true };
    spend(1);
    for (const item of inner?.items ?? []) items.push(item);
    complete &&= inner?.complete ?? false;
    mayRepeat ??= inner?.mayRepeat;
  }
  return { items, complete, mayRepeat };
}

/** Something unknown may be a list, unless its type says otherwise or it is what one argument of one resource is. */
function isNested(value: Value): boolean {
  if (value.kind === 'list' || value.kind === 'set' || value.kind === 'tuple') return true;
  if (value.kind !== 'unknown') return false;
  return value.type === undefined || ['any', 'list', 'set', 'tuple'].includes(value.type.kind);
}

const shapeFunctions: Readonly<Record<string, (args: readonly Value[]) => string | undefined>> = {
  join: ([separator, list]) => joinedShape(separator, list),
  format: ([pattern, ...values]) => formattedShape(pattern, values),
};

function joinedShape(separator: Value | undefined, list: Value | undefined): string | undefined {
  if (separator?.kind !== 'string' || !list || !('items' in list)) return undefined;
  const shapes = list.items.map(shapeOf);
  if (!shapes.every((shape) => shape !== undefined)) return undefined;
  reserveText(shapes.reduce((sum, shape) => sum + shape.length + separator.value.length, 0));
  return shapes.join(separator.value);
}

/** Only the plain verbs; padding and the like would need the text itself. */
function formattedShape(pattern: Value | undefined, values: readonly Value[]): string | undefined {
  if (pattern?.kind !== 'string') return undefined;
  const shapes = values.map(shapeOf);
  const verbs = pattern.value.match(/%./g) ?? [];
  if (verbs.length !== shapes.length || !verbs.every((verb) => verb === '%s' || verb === '%v')) return undefined;
  if (!shapes.every((shape) => shape !== undefined)) return undefined;
  reserveText(pattern.value.length + shapes.reduce((sum, shape) => sum + shape.length, 0));
  let next = 0;
  return pattern.value.replaceAll(/%[sv]/g, () => shapes[next++] ?? '');
}

/** Pairs to go through in a loop, as often as need be, also where the collection is known in part only. */
export type Source = {
  readonly pairs: Iterable<readonly [Value, Value]>;
  /** Why the collection is not known as a whole. */
  readonly unknown: UnknownValue | undefined;
  readonly complete: boolean;
  /** Whether one item may come twice; see `Members`. */
  readonly mayRepeat?: true | undefined;
};

export function partialSource(collection: UnknownValue, { items, complete, mayRepeat }: Members): Source {
  const key = unknownFrom(collection);
  return {
    pairs: items.map((member) => [member.key ?? key, member.value] as const),
    unknown: key,
    complete,
    mayRepeat,
  };
}
