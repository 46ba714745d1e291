import { isKnown } from '../base';
import type * as model from '../model';
import { groupByPlace } from './support/places';
import { defineRule, type RelatedPlace } from './support/rule';

/** A boundary limits what policies grant, and grants nothing itself. */
export const emptyPermissionSet = defineRule({
  name: 'empty-permission-set',
  summary: 'A permission set has no policy: no AWS managed, no customer managed and no inline one.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared }, report) {
    const { permissionSets, assignments } = declared;
    const isElsewhereToo = namesLookedUp(permissionSets);
    for (const set of permissionSets.all) {
      if (set.presence !== 'declared' || !set.policiesComplete || hasPolicies(set)) continue;
      if (!isKnown(set.name) || !permissionSets.complete || isElsewhereToo.has(set.name.value)) continue;
      report(set.name, {
        message: `"${set.name.value}" has no policy, so it grants nothing`,
        related: assignmentsOf(set.name.value, assignments.all),
      });
    }
  },
});

/** The first places that assign it: they grant nothing either. */
function assignmentsOf(name: string, assignments: readonly model.Assignment[]): readonly RelatedPlace[] {
  const its = assignments.filter(({ permissionSet }) => isKnown(permissionSet) && permissionSet.value === name);
  return groupByPlace(its, (it) => it)
    .slice(0, 3)
    .flatMap(({ items: [first] }) => (first ? [{ at: first, message: `assigned by ${first.address}` }] : []));
}

function hasPolicies(set: model.PermissionSet): boolean {
  return set.managedPolicies.length + set.customerManagedPolicies.length > 0 || set.inlinePolicy !== undefined;
}

/** Another root that looks the set up may attach policies there. */
function namesLookedUp({ all }: model.Listing<model.PermissionSet>): ReadonlySet<string> {
  return new Set(all.flatMap(({ name, presence }) => (presence === 'looked-up' && isKnown(name) ? [name.value] : [])));
}
