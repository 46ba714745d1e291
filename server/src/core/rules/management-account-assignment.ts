import { isKnown, type Known, type Maybe } from '../base';
import * as model from '../model';
import { defineRule, type Note } from './rule';

/** A delegated administrator can change nothing about a set that is provisioned in the management account. */
export const managementAccountAssignment = defineRule({
  name: 'management-account-assignment',
  summary: 'A permission set is assigned in the management account as well as in member accounts.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared, project }, report) {
    const { managementAccount, delegatedAdmin } = project;
    if (managementAccount !== undefined && delegatedAdmin !== undefined) {
      const found = inManagementToo(declared.assignments.all, managementAccount);
      for (const { set } of found) report(set, noteOn(set));
    }
    for (const { organization, managementAccount: management, origin } of declared.delegations ?? []) {
      const own = declared.assignments.all.filter((it) => it.organization === organization);
      const related = [{ at: { origin }, message: 'the delegated administrator' }];
      for (const { set, account } of inManagementToo(own, management)) report(account, { ...noteOn(set), related });
    }
  },
});

type Found = { readonly set: Known<string>; readonly account: Maybe<string> };

function inManagementToo(assignments: readonly model.Assignment[], management: string): readonly Found[] {
  const inMembers = new Set<string>();
  const found: Found[] = [];
  for (const assignment of assignments) {
    const { account, permissionSet: set } = assignment;
    const key = model.accountKey(assignment);
    if (key === undefined || !isKnown(set)) continue;
    if (key === management) found.push({ set, account });
    else inMembers.add(set.value);
  }
  return found.filter(({ set }) => inMembers.has(set.value));
}

function noteOn(set: Known<string>): Note {
  return {
    message: `"${set.value}" is assigned in the management account too: the delegated administrator cannot manage it anywhere`,
  };
}
