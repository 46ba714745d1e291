import { isKnown } from '../base';
import * as model from '../model';
import { hiddenIn } from './support/hidden-assignments';
import { enclosingBlock } from './support/places';
import { defineRule } from './support/rule';

/** Groups serve applications too, which no account assignment shows: this is never more than a note. */
export const unassignedGroup = defineRule({
  name: 'unassigned-group',
  summary: 'A group is declared and no assignment uses it.',
  severity: 'info',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    const { groups, assignments, groupUses = [] } = declared;
    const ofApplications = groupUses.filter(({ what }) => what === 'application');
    const hidden = hiddenIn(assignments, 'principal')?.filter((it) => !isForUsers(it));
    if (hidden === undefined) return;
    const used = new Set<string>();
    for (const it of assignments.all) if (isKnown(it.principal) && !isForUsers(it)) used.add(it.principal.value);
    for (const group of groups.all) {
      const { name, presence, isExported } = group;
      if (presence !== 'declared' || isExported || !isKnown(name) || used.has(name.value)) continue;
      if (hidden.some((it) => model.mayAffect(it, group))) continue;
      if (ofApplications.some((it) => model.mayUse(it, group))) continue;
      report(name, {
        message: `no assignment uses the group "${name.value}"`,
        related: enclosingBlock(group, name),
      });
    }
  },
});

function isForUsers({ principalType }: Pick<model.Hidden, 'principalType'>): boolean {
  return principalType !== undefined && isKnown(principalType) && principalType.value === 'USER';
}
