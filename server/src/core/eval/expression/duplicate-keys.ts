/** Who wrote two items that have one key: what stands in the key, or the items themselves, where it is not one text. */
import type { Origin } from '../../base';
import * as hcl from '../../syntax/hcl';
import { equals } from '../value/equality';
import type { Value } from '../value/value';
import { evaluate } from './evaluate';
import { spend } from './limits';
import { LoopScope } from './loop';
import { originOfNode } from './origin-of-node';
import type { Scope } from './scope';

/** The values of a loop's two variables in one iteration. */
export type Pair = readonly [key: Value | undefined, item: Value | undefined];

/** Where each of two items with one key was written; both at the key expression where their texts don't differ. */
export function duplicateOrigins(
  { keyResult, key, item }: hcl.ForObject,
  scope: Scope,
  [first, second]: readonly [Pair, Pair],
): readonly [first: Origin, second: Origin] {
  const inner = new LoopScope(scope, key?.text, item.text);
  inner.set(...first);
  const before = originsOf(keyResult, inner);
  inner.set(...second);
  const after = originsOf(keyResult, inner);
  const own = originOfNode(keyResult, scope);
  const items = [first[1]?.origin ?? own, second[1]?.origin ?? own] as const;
  const pairs = [...before.map((origin, index) => [origin, after[index] ?? origin] as const), items];
  return pairs.find(([a, b]) => !isSame(a, b)) ?? [own, own];
}

/** Of the references in the key, as they stand. */
function originsOf(key: hcl.Expression, scope: Scope): readonly Origin[] {
  const references: hcl.Expression[] = [];
  hcl.walkExpression(key, (it) => {
    if (it.kind === 'attribute' || it.kind === 'index') references.push(it);
  });
  return [key, ...references].map((it) => evaluate(it, scope).origin);
}

/** Where two values of one key were written: what they differ in, or else they themselves. */
export function authorsOf(a: Value, b: Value): readonly [first: Origin, second: Origin] {
  const pairs = [...leavesOf(a, b)];
  const [first, second] = pairs.find(([x, y]) => equals(x, y) === false) ?? pairs[0] ?? [a, b];
  return [first.origin, second.origin];
}

/** What stands in the same place of both, and was not written in one place. */
function* leavesOf(a: Value, b: Value): Generator<readonly [Value, Value]> {
  spend(1);
  if ('entries' in a && 'entries' in b && !a.rest && !b.rest) {
    for (const [key, value] of a.entries) {
      const other = b.entries.get(key);
      if (other) yield* leavesOf(value, other);
    }
  } else if ('items' in a && 'items' in b) {
    for (const [index, item] of a.items.entries()) {
      const other = b.items[index];
      if (other) yield* leavesOf(item, other);
    }
  } else if (!isSame(a.origin, b.origin)) yield [a, b];
}

function isSame({ at: a }: Origin, { at: b }: Origin): boolean {
  return a.path === b.path && a.start === b.start && a.end === b.end;
}
