import { isKnown } from '../base';
import { defineRule } from './rule';

/** Groups serve applications too, which no account assignment shows: this is never more than a note. */
export const unassignedGroup = defineRule({
  name: 'unassigned-group',
  summary: 'A group is declared and no assignment uses it.',
  severity: 'info',
  reads: ['declared'],

  check({ declared }, report) {
    const { groups, assignments } = declared;
    if (!assignments.complete) return;
    const used = new Set<string>();
    for (const { principal, principalType, missing } of assignments.all) {
      if (isKnown(principalType) && principalType.value === 'USER') continue;
      if (!isKnown(principal) || missing?.principal) return;
      used.add(principal.value);
    }
    for (const { name, presence } of groups.all) {
      if (presence !== 'declared' || !isKnown(name) || used.has(name.value)) continue;
      report(name, { message: `no assignment uses the group "${name.value}"` });
    }
  },
});
