import { isKnown } from '../base';
import type * as model from '../model';
import { defineRule } from './rule';

/** Identity Center's own quota, and IAM's for roles, which each account can raise. */
export const tooManyPolicies = defineRule({
  name: 'too-many-policies',
  summary: 'A permission set has more policies than Identity Center, or a role by default, can have.',
  severity: 'error',
  reads: ['declared'],

  check({ declared, project }, report) {
    const { policiesPerPermissionSet: quota, policiesPerRole } = project.quotas;
    for (const set of declared.permissionSets.all) {
      const count = countPolicies(set);
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

/** What is unknown may be the same policy twice, and is not counted. */
function countPolicies({ managedPolicies, customerManagedPolicies }: model.PermissionSet): number {
  const names = [...managedPolicies, ...customerManagedPolicies.map(({ name }) => name)];
  return new Set(names.flatMap((name) => (isKnown(name) ? [name.value] : []))).size;
}
