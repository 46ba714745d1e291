import { isKnown } from '../base';
import type * as model from '../model';
import { defineRule } from './rule';

/** A delegated administrator can change nothing about a set that is provisioned in the management account. */
export const managementAccountAssignment = defineRule({
  name: 'management-account-assignment',
  summary: 'A permission set is assigned in the management account as well as in member accounts.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared, project }, report) {
    const { managementAccount } = project;
    if (managementAccount === undefined || project.delegatedAdmin === undefined) return;
    const inMembers = setsInMembers(declared, managementAccount);
    for (const { account, permissionSet } of declared.assignments.all) {
      if (!isKnown(account) || account.value !== managementAccount || !isKnown(permissionSet)) continue;
      if (!inMembers.has(permissionSet.value)) continue;
      report(permissionSet, {
        message: `"${permissionSet.value}" is assigned in the management account too: the delegated administrator cannot manage it anywhere`,
      });
    }
  },
});

function setsInMembers({ assignments }: model.Access, managementAccount: string): ReadonlySet<string> {
  return new Set(
    assignments.all.flatMap(({ account, permissionSet }) =>
      isKnown(account) && account.value !== managementAccount && isKnown(permissionSet) ? [permissionSet.value] : [],
    ),
  );
}
