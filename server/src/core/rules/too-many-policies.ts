import { isKnown } from '../base';
import type * as model from '../model';
import { withLookUps } from './support/policies/attached-policies';
import { defineRule } from './support/rule';

/** Identity Center's own quota, and IAM's for roles, which each account can raise. */
export const tooManyPolicies = defineRule({
  name: 'too-many-policies',
  summary: 'A permission set has more policies than Identity Center, or a role by default, can have.',
  severity: 'error',
  reads: ['declared'],

  check({ declared, project }, report) {
    const { policiesPerPermissionSet: quota, policiesPerRole } = project.quotas;
    for (const set of declared.permissionSets.all) {
      if (isCountedElsewhere(set, declared)) continue;
      const count = countPolicies(withLookUps(set, declared));
      const name = isKnown(set.name) ? set.name.value : set.address;
      const at = isKnown(set.name) ? set.name : set;
      if (count > quota) {
        report(at, { message: `"${name}" has ${count} policies, and a permission set can have ${quota}` });
      } else if (count > policiesPerRole) {
        const message = `"${name}" has ${count} policies, and a role can have ${policiesPerRole} until the account's quota is raised`;
        report(at, { message, severity: 'info' });
      }
    }
  },
});

/** What is looked up counts with the set itself, where some code makes it. */
function isCountedElsewhere({ name, presence }: model.PermissionSet, { permissionSets }: model.Access): boolean {
  return presence === 'looked-up' && isKnown(name) && permissionSets.byName.get(name.value)?.presence === 'declared';
}

/** What is unknown may be the same policy twice, and is not counted. */
function countPolicies(sets: readonly model.PermissionSet[]): number {
  const names = sets.flatMap((it) => [...it.managedPolicies, ...it.customerManagedPolicies.map(({ name }) => name)]);
  return new Set(names.flatMap((name) => (isKnown(name) ? [name.value] : []))).size;
}
