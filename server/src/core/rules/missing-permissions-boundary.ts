import { isKnown } from '../base';
import type * as model from '../model';
import { withLookUps } from './support/policies/attached-policies';
import { defineRule } from './support/rule';

/** A customer managed policy can be changed in each account by whoever may change policies there. */
export const missingPermissionsBoundary = defineRule({
  name: 'missing-permissions-boundary',
  summary: 'A permission set has customer managed policies and no permissions boundary.',
  severity: 'hint',
  reads: ['declared'],

  check({ declared }, report) {
    if (mayBindAny(declared)) return;
    for (const set of declared.permissionSets.all) {
      const [first] = set.customerManagedPolicies;
      if (set.presence !== 'declared' || !isKnown(set.name) || !first) continue;
      if (!set.policiesComplete || withLookUps(set, declared).some((it) => it.permissionsBoundary)) continue;
      const message = `"${set.name.value}" has customer managed policies and no permissions boundary to limit them`;
      report(set.name, { message });
    }
  },
});

/** A boundary for a set that can't be told may be for any, in whichever root. */
function mayBindAny({ permissionSets, unresolvedPolicies }: model.Access): boolean {
  const isOpen = ({ name, permissionsBoundary }: model.PermissionSet) => !isKnown(name) && permissionsBoundary;
  return unresolvedPolicies?.haveBoundary === true || permissionSets.all.some(isOpen);
}
