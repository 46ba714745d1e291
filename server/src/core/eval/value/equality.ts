/** `==` as Terraform has it: types must be equal too, two nulls always are, and what is unknown leaves it open. */
import { spend } from '../expression/limits';
import { sameNumber } from '../number/number';
import { ANY, hasAny, sameType, type Type } from '../type/type';
import { typeOf } from '../type/type-of';
import { setKey } from './set-order';
import { depthOf, isWhollyKnown } from './traits';
import type { MappingValue, SequenceValue, UnknownValue, Value } from './value';

export type Answer = boolean | 'unknown';

export function equals(a: Value, b: Value): Answer {
  if (a.kind === 'unknown' || b.kind === 'unknown') return equalsUnknown(a, b);
  if (a.kind === 'null' || b.kind === 'null') return a.kind === b.kind;
  if (a.kind !== b.kind) return false;
  if (a === b && isWhollyKnown(a)) return true;
  spend(1);
  switch (a.kind) {
    case 'string':
      return sameText(a.value, (b as typeof a).value);
    case 'bool':
      return a.value === (b as typeof a).value;
    case 'number':
      return sameNumber(a.value, (b as typeof a).value);
    default:
      return equalCollections(a, b as SequenceValue | MappingValue);
  }
}

function sameText(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  spend(a.length >> 8);
  return a === b;
}

/** Something known is unequal to an unknown only where no value of the unknown's type could be it. */
function equalsUnknown(a: Value, b: Value): Answer {
  if (a.kind === 'unknown' && b.kind === 'unknown') return 'unknown';
  const [unknown, known] = a.kind === 'unknown' ? [a, b] : [b as UnknownValue, a];
  const type = unknown.type ?? ANY;
  if (known.kind === 'null' && unknown.notNull) return false;
  if (known.kind === 'null' || hasAny(type) || hasAny(typeOf(known))) return 'unknown';
  return sameType(type, typeOf(known)) ? 'unknown' : false;
}

type Collection = SequenceValue | MappingValue;

/** Values that share parts may meet the same pair again and again: the answer is kept as long as they are. */
const answers = new WeakMap<Collection, WeakMap<Collection, Answer>>();

function equalCollections(a: Collection, b: Collection): Answer {
  const known = answers.get(a)?.get(b);
  if (known !== undefined) return known;
  const answer = compareCollections(a, b);
  if (depthOf(a) > 2) answers.set(a, (answers.get(a) ?? new WeakMap<Collection, Answer>()).set(b, answer));
  return answer;
}

function compareCollections(a: Collection, b: Collection): Answer {
  const types = sameCollectionType(a, b);
  if (types !== true) return types;
  if ('items' in a && 'items' in b) return a.kind === 'set' ? equalSets(a, b) : equalItems(a.items, b.items);
  if ('entries' in a && 'entries' in b) return equalEntries(a.entries, b.entries);
  return false;
}

/** An `any` inside a type may become any other type, so such types are not yet unequal. */
function sameCollectionType(a: Value, b: Value): Answer {
  const left = typeOf(a);
  const right = typeOf(b);
  if (isWhollyKnown(a) && isWhollyKnown(b)) return sameType(left, right);
  if (!hasAny(left) && !hasAny(right)) return sameType(left, right);
  return mayBecomeSame(left, right) ? 'unknown' : false;
}

export function mayBecomeSame(a: Type, b: Type): boolean {
  spend(1);
  if (a.kind === 'any' || b.kind === 'any') return true;
  if (a.kind === 'tuple' && b.kind === 'tuple') {
    return (
      a.items.length === b.items.length && a.items.every((item, index) => mayBecomeSame(item, b.items[index] ?? ANY))
    );
  }
  if (a.kind === 'object' && b.kind === 'object') {
    if (a.attributes.size !== b.attributes.size) return false;
    return [...a.attributes].every(([name, { type }]) => mayBecomeSame(type, b.attributes.get(name)?.type ?? type));
  }
  if ('element' in a && 'element' in b) return a.kind === b.kind && mayBecomeSame(a.element, b.element);
  return a.kind === b.kind;
}

function equalItems(a: readonly Value[], b: readonly Value[]): Answer {
  if (a.length !== b.length) return false;
  let answer: Answer = true;
  for (const [index, item] of a.entries()) {
    const other = b[index];
    if (!other) return false;
    const same = equals(item, other);
    if (same === false) return false;
    if (same === 'unknown') answer = 'unknown';
  }
  return answer;
}

function equalEntries(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): Answer {
  if (a.size !== b.size) return false;
  let answer: Answer = true;
  for (const [key, value] of a) {
    const other = b.get(key);
    if (!other) return false;
    const same = equals(value, other);
    if (same === false) return false;
    if (same === 'unknown') answer = 'unknown';
  }
  return answer;
}

function equalSets(a: SequenceValue, b: SequenceValue): Answer {
  if (!isWhollyKnown(a) || !isWhollyKnown(b)) return 'unknown';
  if (a.items.length !== b.items.length) return false;
  const keys = new Set(a.items.map(setKey));
  return b.items.every((item) => keys.has(setKey(item)));
}
