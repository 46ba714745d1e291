/**
 * `count` and `for_each`: how many instances, and under which keys. An unknown collection expands to one instance of
 * unknown key that stands for any number of them; so does one too large to follow. What is certain to be in a
 * collection that is not known as a whole has instances of its own.
 */
import { type Location, locationIn } from '../../base';
import type { UnknownReason } from '../../reasons';
import { authorsOf } from '../expression/duplicate-keys';
import { evaluate } from '../expression/evaluate';
import { isRootExhausted, TOO_LARGE, withOwnPart } from '../expression/limits';
import type { Scope } from '../expression/scope';
import { toSafeInteger, wholeNumber } from '../number/number';
import { dependenciesOf } from '../value/attribute-dependencies';
import { numberValue, stringValue, unknownValue } from '../value/construct';
import { membersOf, shapeOf } from '../value/partial-knowledge';
import { isWhollyKnown } from '../value/traits';
import type { Collision, Members, Symbol, Value } from '../value/value';
import type { Declaration, WrittenAttribute } from './folder';

export type Expansion = {
  /** `partial`: not all keys are known, or there may be further instances. */
  readonly kind: 'single' | 'count' | 'each' | 'partial';
  readonly copies: readonly Copy[];
  /** The `count` or `for_each`; `undefined` where there is none. */
  readonly at: Location | undefined;
  readonly by: 'count' | 'for_each';
  /** Why it is partial. */
  readonly because?: UnknownReason | undefined;
  /** Copies of unknown keys may turn out to be one; see `Members`. */
  readonly mayRepeat?: true | undefined;
  readonly collisions?: readonly Collision[] | undefined;
  /** Keys, or the whole collection, that are unknown because of attributes they depend on. */
  readonly open?: readonly OpenKey[] | undefined;
  /** Copies that there would be, had `merge` not let others of the same key replace them. */
  readonly replaced?: readonly Replaced[] | undefined;
};

/** `at`: where the key is worked out, or the whole `for_each` or `count`. */
export type OpenKey = { readonly at: Location; readonly attributeDependencies: readonly Symbol[] };

export type Replaced = Collision & { readonly copy: Copy };

/** One instance to be. */
export type Copy = {
  /** `["a"]`, `[0]`, or `[*]` for the wildcard instance that represents any number of them. */
  readonly suffix: string;
  readonly key: Value | undefined;
  /** What `each.value` is. */
  readonly value: Value | undefined;
  readonly wildcardBecause: UnknownReason | undefined;
};

/** What may still be expanded in this root. Shared, since modules multiply their resources. */
export type Budget = { left: number };

/** Terraform itself would need hours for such a plan; an editor must not. */
export const maxInstances = 50_000;

const single: Expansion = {
  kind: 'single',
  copies: [{ suffix: '', key: undefined, value: undefined, wildcardBecause: undefined }],
  at: undefined,
  by: 'count',
};

export function expand(declaration: Declaration, scopeIn: (path: string) => Scope, budget: Budget): Expansion {
  const forEach = declaration.attributes.get('for_each');
  const count = declaration.attributes.get('count');
  const written = forEach ?? count;
  if (!written) return within(single, budget);
  const by = forEach ? 'for_each' : 'count';
  const expanded = withOwnPart(
    () => (forEach ? expandEach(forEach, scopeIn, budget) : expandCount(written, scopeIn)),
    (because) => unknownExpansion(because, locationIn(written.path, written.attribute.span), by),
  );
  return within(expanded, budget);
}

/** What a root has no budget left for is not evaluated for each of many, either. */
function within(expansion: Expansion, budget: Budget): Expansion {
  const size = expansion.copies.length;
  if (size > budget.left && expansion.at) return unknownExpansion(tooLarge, expansion.at, expansion.by);
  if (size > 1 && expansion.at && isRootExhausted()) return unknownExpansion(TOO_LARGE, expansion.at, expansion.by);
  budget.left -= size;
  return expansion;
}

const tooLarge: UnknownReason = { kind: 'too-many-instances', limit: maxInstances };

export function unknownExpansion(because: UnknownReason, at: Location, by: Expansion['by']): Expansion {
  return { kind: 'partial', copies: [copyForMany(because, at)], at, by, because };
}

function copyForMany(because: UnknownReason, at: Location): Copy {
  const open = unknownValue(because, { at });
  return { suffix: '[*]', key: open, value: open, wildcardBecause: because };
}

function expandCount({ attribute, path }: WrittenAttribute, scopeIn: (path: string) => Scope): Expansion {
  const at = locationIn(path, attribute.span);
  const value = evaluate(attribute.value, scopeIn(path));
  const written = locationIn(path, attribute.value.span);
  if (value.kind === 'unknown')
    return { ...unknownExpansion(value.because, at, 'count'), open: openIn([value], written) };
  const count = countOf(value);
  if (count === undefined || count < 0) return unknownExpansion({ kind: 'invalid-count' }, at, 'count');
  if (count > maxInstances) return unknownExpansion(tooLarge, at, 'count');
  const copies = Array.from({ length: count }, (_, index) => {
    const key = numberValue(wholeNumber(index), value.origin);
    return { suffix: `[${index}]`, key, value: undefined, wildcardBecause: undefined };
  });
  return { kind: 'count', copies, at, by: 'count' };
}

/** A number written as a string counts too, as Terraform converts it. */
function countOf(value: Value): number | undefined {
  if (value.kind === 'string') return /^\d{1,9}$/.test(value.value) ? Number(value.value) : undefined;
  return value.kind === 'number' ? toSafeInteger(value.value) : undefined;
}

function expandEach(
  { attribute, path }: WrittenAttribute,
  scopeIn: (path: string) => Scope,
  budget: Budget,
): Expansion {
  const at = locationIn(path, attribute.span);
  const collection = evaluate(attribute.value, scopeIn(path));
  const wrong = invalidCollection(collection);
  if (wrong !== undefined) return unknownExpansion(wrong, at, 'for_each');
  if (shallowSizeOf(collection) > budget.left) return unknownExpansion(tooLarge, at, 'for_each');
  const members = membersOf(collection);
  const open = openIn(keysOf(collection), locationIn(path, attribute.value.span));
  const because = collection.kind === 'unknown' ? collection.because : undefined;
  if (!members) {
    const unknown = unknownExpansion(because ?? { kind: 'unknown-collection' }, at, 'for_each');
    return { ...unknown, open, collisions: collection.kind === 'unknown' ? collection.collisions : undefined };
  }
  return { ...fromMembers(members, collection.kind === 'set', because, at), open, replaced: replacedIn(collection) };
}

function shallowSizeOf(collection: Value): number {
  if ('items' in collection) return collection.items.length;
  if ('entries' in collection) return collection.entries.size;
  return collection.kind === 'unknown' ? (collection.members?.items.length ?? 0) : 0;
}

/** Those that may not be known, and the whole, which may not be. */
function keysOf(collection: Value): readonly Value[] {
  if ('entries' in collection || isWhollyKnown(collection)) return [];
  const { items = [] } = membersOf(collection) ?? {};
  return [...items.map(({ key, value }) => key ?? value), collection];
}

function openIn(values: readonly Value[], at: Location): readonly OpenKey[] {
  return values.flatMap((value) => {
    const own = dependenciesOf(value);
    return own.length > 0 && value.kind === 'unknown' ? [{ at: value.keyAt ?? at, attributeDependencies: own }] : [];
  });
}

function replacedIn(collection: Value): readonly Replaced[] | undefined {
  if (!('entries' in collection)) return undefined;
  return collection.replaced?.flatMap(({ key, value }) => {
    const kept = collection.entries.get(key);
    if (!kept) return [];
    const [first, second] = authorsOf(value, kept);
    const copy = { suffix: `[${quoted(key)}]`, key: stringValue(key, first), value, wildcardBecause: undefined };
    return [{ key, first, second, copy }];
  });
}

function invalidCollection(collection: Value): UnknownReason | undefined {
  switch (collection.kind) {
    case 'unknown':
    case 'map':
    case 'object':
      return undefined;
    case 'set': {
      const wrong = collection.items.find((item) => item.kind !== 'string' && item.kind !== 'unknown');
      return wrong && { kind: 'invalid-for-each-set', of: wrong.kind };
    }
    default:
      return { kind: 'invalid-for-each', given: collection.kind };
  }
}

/** An item of a set is its own key. */
function fromMembers(members: Members, isSet: boolean, because: UnknownReason | undefined, at: Location): Expansion {
  const taken = new Map<string, number>();
  const copies: Copy[] = [];
  let open = because;
  for (const { key: own, value } of members.items) {
    const key =
      own ?? (isSet || isText(value) ? value : unknownValue(because ?? { kind: 'unknown-key' }, value.origin));
    if (key.kind === 'unknown') open ??= { kind: 'unknown-for-each-key', because: key.because };
    copies.push({ suffix: suffixOf(key, taken), key, value, wildcardBecause: undefined });
  }
  if (open === undefined) return { kind: 'each', copies, at, by: 'for_each' };
  const all = members.complete ? copies : [...copies, copyForMany(open, at)];
  return { kind: 'partial', copies: all, at, by: 'for_each', because: open, mayRepeat: members.mayRepeat };
}

/** A collection that is not known as a whole and holds strings can only be a set where `for_each` takes it. */
function isText(value: Value): boolean {
  return value.kind === 'string' || (value.kind === 'unknown' && shapeOf(value) !== undefined);
}

/** A key that is not known shows its shape, or else its number among the instances. */
function suffixOf(key: Value, taken: Map<string, number>): string {
  const shape = key.kind === 'string' ? undefined : shapeOf(key);
  const wanted = key.kind === 'string' ? quoted(key.value) : shape === undefined ? '?' : `"${shape}"`;
  let label = wanted;
  let number = taken.get(wanted) ?? 1;
  for (; taken.has(label) || label === '?'; number++) label = `${wanted}${number}`;
  taken.set(wanted, number);
  taken.set(label, taken.get(label) ?? 1);
  return `[${label}]`;
}

const isPlain = /^[\w .@/+:=,-]*$/;

/** As Terraform prints keys in addresses: `${` would start an interpolation and is escaped too. */
function quoted(key: string): string {
  return isPlain.test(key) ? `"${key}"` : JSON.stringify(key).replaceAll(/[$%](?=\{)/g, '$&$&');
}
