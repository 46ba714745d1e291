import { firstFew, groupBy, isKnown } from '../base';
import type * as model from '../model';
import { accountLabels, comparisonOf, declaredSetName, grantedAt } from './support/comparison';
import { defineRule, type Located } from './support/rule';

/**
 * An identity provider that makes a group anew gives it another id, and the old assignment stays with nobody in it. It is
 * told where the code names the old id, else where it makes the permission set.
 */
export const orphanedAssignment = defineRule({
  name: 'orphaned-assignment',
  summary: 'A permission set is assigned live to a group or user that no longer exists.',
  severity: 'warning',
  reads: ['declared', 'live'],

  check({ declared, live, project }, report) {
    const label = accountLabels(declared, live, project);
    const { orphaned } = comparisonOf(declared, live, project);
    for (const [, grants] of groupBy(orphaned, (it) => `${it.permissionSet} ${it.principal}`)) {
      const [first] = grants;
      const at = first && placeOf(first, declared);
      if (!at) continue;
      const word = first.principalType === 'GROUP' ? 'group' : 'user';
      const accounts = firstFew(grants.map((it) => label(it.account)));
      report(at, {
        message: `live, "${first.permissionSet}" in ${accounts} is assigned to a ${word} that no longer exists (${first.principal})`,
      });
    }
  },
});

function placeOf({ principal, permissionSet }: model.Grant, declared: model.Access): Located | undefined {
  const ofPrincipal = declared.assignments.all.filter((it) => it.principalId === principal);
  const own = ofPrincipal.find((it) => isKnown(it.permissionSet) && it.permissionSet.value === permissionSet);
  const declaredGrant = own ?? ofPrincipal[0];
  return declaredGrant ? grantedAt(declaredGrant) : declaredSetName(declared, permissionSet);
}
