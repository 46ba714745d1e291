import { isKnown } from '../base';
import type * as model from '../model';
import { defineRule } from './rule';

/** A boundary limits what policies grant, and grants nothing itself. */
export const emptyPermissionSet = defineRule({
  name: 'empty-permission-set',
  summary: 'A permission set has no policy: no AWS managed, no customer managed and no inline one.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared }, report) {
    const { permissionSets } = declared;
    const isElsewhereToo = namesLookedUp(permissionSets);
    for (const set of permissionSets.all) {
      if (set.presence !== 'declared' || !set.policiesComplete || hasPolicies(set)) continue;
      if (!isKnown(set.name) || !permissionSets.complete || isElsewhereToo.has(set.name.value)) continue;
      report(set.name, { message: `"${set.name.value}" has no policy, so it grants nothing` });
    }
  },
});

function hasPolicies(set: model.PermissionSet): boolean {
  return set.managedPolicies.length + set.customerManagedPolicies.length > 0 || set.inlinePolicy !== undefined;
}

/** Another root that looks the set up may attach policies there. */
function namesLookedUp({ all }: model.Listing<model.PermissionSet>): ReadonlySet<string> {
  return new Set(all.flatMap(({ name, presence }) => (presence === 'looked-up' && isKnown(name) ? [name.value] : [])));
}
