import { isKnown } from '../base';
import * as model from '../model';
import { defineRule } from './rule';
import { hoursOf } from './session-duration';

/** Whoever leaves a laptop open leaves the session open; half a working day is what most guidelines settle on. */
const longest = 4;

export const longProductionSession = defineRule({
  name: 'long-production-session',
  summary: 'Sessions of a permission set that is assigned in a production account last longer than 4 hours.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared, project }, report) {
    for (const { name, sessionDuration } of declared.permissionSets.all) {
      if (!isKnown(name) || !sessionDuration || !isKnown(sessionDuration)) continue;
      const hours = hoursOf(sessionDuration.value);
      if (hours === undefined || hours <= longest || hours > 12) continue;
      const account = productionAccount(declared, project, name.value);
      if (account === undefined) continue;
      report(sessionDuration, {
        message: `sessions of "${name.value}" last ${hours} hours in the production account ${account}`,
      });
    }
  },
});

function productionAccount(declared: model.Access, project: model.ProjectFile, set: string): string | undefined {
  for (const { account, permissionSet } of declared.assignments.all) {
    if (!isKnown(account) || !isKnown(permissionSet) || permissionSet.value !== set) continue;
    if (!model.isProduction(project, declared.accounts, account.value)) continue;
    return model.accountLabel(project, declared.accounts, account.value);
  }
  return undefined;
}
