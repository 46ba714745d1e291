import { isKnown, type Known } from '../base';
import * as model from '../model';
import { grantedAt } from './support/comparison';
import { defineRule, type Note } from './support/rule';

/** A delegated administrator can change nothing about a set that is provisioned in the management account. */
export const managementAccountAssignment = defineRule({
  name: 'management-account-assignment',
  summary: 'A permission set is assigned in the management account as well as in member accounts.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared, project }, report) {
    const { managementAccount, delegatedAdmin } = project;
    if (managementAccount !== undefined && delegatedAdmin !== undefined) {
      const own = declared.assignments.all.filter((it) => it.organization === undefined || isKnown(it.account));
      const found = inManagementToo(own, managementAccount);
      for (const { set, assignment } of found) report(grantedAt(assignment), noteOn(set));
    }
    for (const { organization, managementAccount: management, origin } of declared.delegations ?? []) {
      const own = declared.assignments.all.filter((it) => it.organization === organization);
      const related = [{ at: { origin }, message: 'the delegated administrator' }];
      for (const { set, assignment } of inManagementToo(own, management)) {
        report(assignment.account, { ...noteOn(set), related });
      }
    }
  },
});

type Found = { readonly set: Known<string>; readonly assignment: model.Assignment };

function inManagementToo(assignments: readonly model.Assignment[], management: string): readonly Found[] {
  const inMembers = new Set<string>();
  const found: Found[] = [];
  for (const assignment of assignments) {
    const { permissionSet: set } = assignment;
    if (!isKnown(set)) continue;
    if (model.accountKey(assignment) === management) found.push({ set, assignment });
    else if (isMember(assignment)) inMembers.add(set.value);
  }
  return found.filter(({ set }) => inMembers.has(set.value));
}

/** The account that somebody works in, or that is picked from a listing, may well be the management account. */
function isMember({ account, accountRef, organization }: model.Assignment): boolean {
  return isKnown(account) || organization !== undefined || /(^|\.)aws_organizations_account\./.test(accountRef ?? '');
}

function noteOn(set: Known<string>): Note {
  return {
    message: `"${set.value}" is assigned in the management account too: the delegated administrator cannot manage it anywhere`,
  };
}
