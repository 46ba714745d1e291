import { firstFew, groupBy } from '../base';
import { accountLabels, comparisonOf, declaredSetName } from './support/comparison';
import { defineRule } from './support/rule';

/**
 * What only AWS has stands on no line. It is told where the code makes the permission set that it uses, since there is
 * where one asks who has it; assignments of other sets are for the comparison to show.
 */
export const unmanagedAssignment = defineRule({
  name: 'unmanaged-assignment',
  summary: 'A permission set of this code is assigned live, and the code does not grant that.',
  severity: 'info',
  reads: ['declared', 'live'],

  check({ declared, live, project }, report) {
    const label = accountLabels(declared, live, project);
    const { onlyLive } = comparisonOf(declared, live, project);
    for (const [name, grants] of groupBy(onlyLive, (it) => it.permissionSet)) {
      const at = declaredSetName(declared, name);
      if (!at) continue;
      const texts = grants.map((it) => `${it.principal} in ${label(it.account)}`);
      report(at, { message: `live, "${name}" is also given to ${firstFew(texts)}, which no code grants` });
    }
  },
});
