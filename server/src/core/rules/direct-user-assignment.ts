import { isKnown } from '../base';
import { defineRule } from './rule';

export const directUserAssignment = defineRule({
  name: 'direct-user-assignment',
  summary: 'Access is given to a user rather than to a group.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared }, report) {
    for (const { principalType, principal, permissionSet, origin } of declared.assignments.all) {
      if (!isKnown(principalType) || principalType.value !== 'USER') continue;
      const who = isKnown(principal) ? `"${principal.value}"` : 'a user';
      const what = isKnown(permissionSet) ? ` "${permissionSet.value}"` : ' access';
      report(isKnown(principal) ? principal : { origin }, {
        message: `${who} gets${what} directly: it stays when the user changes teams, and no group shows it`,
      });
    }
  },
});
