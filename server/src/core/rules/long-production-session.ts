import { isKnown } from '../base';
import * as model from '../model';
import { defineRule } from './support/rule';
import { hoursOf } from './support/session-duration';
import { targetKeysBySet } from './support/targets';

/** Whoever leaves a laptop open leaves the session open; half a working day is what most guidelines settle on. */
export const longProductionSession = defineRule({
  name: 'long-production-session',
  summary:
    'Sessions of a permission set that is assigned in a production account last longer than 4 hours, or what `.idc.yaml` says.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared, project }, report) {
    const reached = productionAccounts(declared, project);
    const maxHours = hoursOf(project.longestProductionSession) ?? 12;
    for (const { name, sessionDuration } of declared.permissionSets.all) {
      if (!isKnown(name) || !sessionDuration || !isKnown(sessionDuration)) continue;
      const hours = hoursOf(sessionDuration.value);
      if (hours === undefined || hours <= maxHours || hours > 12) continue;
      const account = reached.get(name.value);
      if (account === undefined) continue;
      report(sessionDuration, {
        message: `sessions of "${name.value}" last ${hours} hours in the production account ${account}`,
      });
    }
  },
});

/** By the set's name a production account it is assigned in: one example is enough for the message. */
function productionAccounts(declared: model.Access, project: model.ProjectFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [set, accounts] of targetKeysBySet(declared)) {
    const account = [...accounts].find((key) => model.isProduction(project, declared.accounts, key));
    if (account !== undefined) found.set(set, model.accountLabel(project, declared.accounts, account));
  }
  return found;
}
