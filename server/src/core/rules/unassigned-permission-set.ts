import { isKnown, nearest } from '../base';
import * as model from '../model';
import { hiddenIn } from './support/hidden-assignments';
import { enclosingBlock } from './support/places';
import { defineRule } from './support/rule';

/** Only sound when no unknown assignment can reach the set. */
export const unassignedPermissionSet = defineRule({
  name: 'unassigned-permission-set',
  summary: 'A permission set is declared and no assignment uses it.',
  severity: 'warning',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    const { permissionSets, assignments } = declared;
    const hidden = hiddenIn(assignments, 'permissionSet');
    if (hidden === undefined) return;
    const used = new Set<string>();
    for (const { permissionSet } of assignments.all) {
      if (!isKnown(permissionSet)) continue;
      used.add(permissionSet.value);
      // A misspelt name is reported where it stands; the set that it means is not forgotten.
      if (!permissionSets.byName.has(permissionSet.value)) {
        for (const wantedSet of nearest(permissionSet.value, permissionSets.byName.keys())) used.add(wantedSet);
      }
    }
    for (const set of permissionSets.all) {
      const { name, presence } = set;
      if (presence !== 'declared' || !isKnown(name) || used.has(name.value)) continue;
      if (hidden.some((it) => model.mayAffect(it, set))) continue;
      report(name, {
        message: `no assignment uses the permission set "${name.value}"`,
        severity: isAssignedByHand(set, assignments) ? 'info' : undefined,
        related: enclosingBlock(set, name),
      });
    }
  },
});

/** An organization whose code has sets and not one assignment evidently makes these in the console. */
function isAssignedByHand({ organization }: model.PermissionSet, { all }: model.Assignments): boolean {
  return organization !== undefined && !all.some((it) => it.organization === organization);
}
