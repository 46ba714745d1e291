import { firstFew } from '../base';
import type * as model from '../model';
import { groupByPlace, isSamePlace } from './support/places';
import { defineRule } from './support/rule';

/** Terraform refuses the whole plan for it, or `merge` takes one of the two without a word. */
export const collidingForEachKey = defineRule({
  name: 'colliding-for-each-key',
  summary: 'Two items produce one key of a `for_each` that makes access.',
  severity: 'error',
  reads: ['declared'],

  check({ declared }, report) {
    for (const { at, items } of groupByPlace(declared.configuration?.collidingKeys ?? [], (it) => it)) {
      const [colliding] = items;
      if (!colliding) continue;
      const { first, forEach } = colliding;
      const other = isSamePlace(first, colliding) ? [] : [{ at: first, message: `the first item with this key` }];
      report(at, {
        message: `${keysOf(items)} for ${colliding.block}: ${outcome(colliding)}`,
        related: [...other, { at: forEach, message: 'the keys are used here' }],
      });
    }
  },
});

/** Blocks that share a collection share its mistakes, and one place may be what leaves many keys alike. */
function keysOf(items: readonly model.CollidingKey[]): string {
  const keys = new Set(items.map(({ key }) => `"${key}"`));
  const quoted = firstFew([...keys]);
  return keys.size === 1 ? `two items produce the key ${quoted}` : `two items each produce the keys ${quoted}`;
}

function outcome({ lost }: model.CollidingKey): string {
  if (!lost) return 'the plan fails';
  const { address, difference } = lost;
  if (!difference) return `merge drops the first, and with it ${address}`;
  return `merge drops the one with ${difference.what} "${difference.lost}" and keeps that with "${difference.kept}"`;
}
