import { isKnown } from '../base';
import { withLookUps } from './attached-policies';
import { defineRule } from './rule';

/** A customer managed policy can be changed in each account by whoever may change policies there. */
export const missingPermissionsBoundary = defineRule({
  name: 'missing-permissions-boundary',
  summary: 'A permission set has customer managed policies and no permissions boundary.',
  severity: 'hint',
  reads: ['declared'],

  check({ declared }, report) {
    for (const set of declared.permissionSets.all) {
      const [first] = set.customerManagedPolicies;
      if (set.presence !== 'declared' || !isKnown(set.name) || !first) continue;
      if (!set.policiesComplete || withLookUps(set, declared).some((it) => it.permissionsBoundary)) continue;
      const message = `"${set.name.value}" has customer managed policies and no permissions boundary to limit them`;
      report(set.name, { message });
    }
  },
});
