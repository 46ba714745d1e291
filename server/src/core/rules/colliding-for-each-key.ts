import type { Origin } from '../base';
import { isSamePlace } from './places';
import { defineRule } from './rule';

/** Terraform refuses the whole plan for it. Blocks that share a collection share its mistakes. */
export const collidingForEachKey = defineRule({
  name: 'colliding-for-each-key',
  summary: 'Two items produce one key of a `for_each` that makes access.',
  severity: 'error',
  reads: ['declared'],

  check({ declared }, report) {
    const seen = new Set<string>();
    for (const colliding of declared.configuration?.collidingKeys ?? []) {
      const { key, first, forEach, origin, block } = colliding;
      const id = JSON.stringify([key, placeOf(origin), placeOf(first.origin)]);
      if (seen.has(id)) continue;
      seen.add(id);
      const other = isSamePlace(first, colliding) ? [] : [{ at: first, message: `the first item with this key` }];
      report(colliding, {
        message: `two items produce the key "${key}" for ${block}: the plan fails`,
        related: [...other, { at: forEach, message: 'the keys are used here' }],
      });
    }
  },
});

function placeOf({ at: { path, start, end } }: Origin): string {
  return `${path}:${start}-${end}`;
}
