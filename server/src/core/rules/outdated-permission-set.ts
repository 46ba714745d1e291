import { firstFew, groupBy } from '../base';
import { openFailures, type Provisioned, type ProvisioningRequest } from '../live';
import { accountLabels, declaredSetName } from './support/comparison';
import { defineRule } from './support/rule';

/** Access works there, but it is not what the code says: the role keeps the policies it had. */
export const outdatedPermissionSet = defineRule({
  name: 'outdated-permission-set',
  summary: 'Accounts still hold an older version of a permission set.',
  severity: 'warning',
  reads: ['declared', 'live'],

  check({ declared, live, project }, report) {
    const label = accountLabels(declared, live, project);
    const failures = openFailures(live.requests);
    const outdated = live.provisioning.filter((it) => it.status === 'outdated' && !hasFailed(it, failures));
    for (const [name, rows] of groupBy(outdated, (it) => it.permissionSet)) {
      const at = declaredSetName(declared, name);
      if (!at) continue;
      const accounts = firstFew(rows.map((it) => label(it.account)));
      const verb = rows.length === 1 ? 'holds' : 'hold';
      report(at, { message: `${accounts} still ${verb} an older version of "${name}": provision it again` });
    }
  },
});

/** Where provisioning failed, that is what there is to say. */
function hasFailed(pair: Provisioned, failures: readonly ProvisioningRequest[]): boolean {
  return failures.some(
    ({ kind, permissionSet, account }) =>
      kind === 'provisioning' && permissionSet === pair.permissionSet && account === pair.account,
  );
}
