import { isKnown, nearest } from '../base';
import { defineRule } from './rule';

/** Only sound when no unknown assignment can reach the set: one unknown name may be any name. */
export const unassignedPermissionSet = defineRule({
  name: 'unassigned-permission-set',
  summary: 'A permission set is declared and no assignment uses it.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared }, report) {
    const { permissionSets, assignments } = declared;
    if (!assignments.complete) return;
    const used = new Set<string>();
    for (const { permissionSet } of assignments.all) {
      if (!isKnown(permissionSet)) return;
      used.add(permissionSet.value);
      // A misspelt name is reported where it stands; the set that it means is not forgotten.
      if (!permissionSets.byName.has(permissionSet.value)) {
        for (const meant of nearest(permissionSet.value, permissionSets.byName.keys())) used.add(meant);
      }
    }
    for (const { name, presence } of permissionSets.all) {
      if (presence !== 'declared' || !isKnown(name) || used.has(name.value)) continue;
      report(name, { message: `no assignment uses the permission set "${name.value}"` });
    }
  },
});
