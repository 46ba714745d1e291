import type * as model from '../model';
import { groupByPlace } from './support/places';
import { defineRule, type Fix } from './support/rule';

/** Terraform knows a resource by its address, and this address is a number. */
export const assignmentByIndex = defineRule({
  name: 'assignment-by-index',
  summary:
    'Assignments, group memberships or policy attachments are told apart by their place in a list: one more re-creates the rest.',
  severity: 'warning',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    for (const { items } of groupByPlace(declared.configuration?.positions ?? [], (it) => it)) {
      const [positions] = items.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0));
      if (!positions) continue;
      report(positions, {
        message: `${countOf(positions)} told apart by their place in a list: an item more or less re-creates all behind it`,
        fixes: () => overASet(positions),
      });
    }
  },
});

function countOf({ kind, count }: model.Positions): string {
  return count === undefined || count === 1 ? kind : `${count} ${kind}`;
}

function overASet({ items, origin }: model.Positions): readonly Fix[] {
  if (!items) return [];
  const uses = items.uses.map((at) => ({ at, with: ['each.value'] }));
  const places = [{ at: { origin }, with: ['for_each = toset(', items.list, ')'] }, ...uses];
  return [{ title: 'Use for_each over the items', safe: false, change: { kind: 'rewrite', places } }];
}
