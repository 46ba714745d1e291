import { nearest } from '../base';
import * as model from '../model';
import { defineRule, replaceValue } from './rule';

/** Names often come from YAML or variables, where no editor resolves them. */
export const unknownPermissionSet = defineRule({
  name: 'unknown-permission-set',
  summary: 'An assignment names a permission set that nothing declares.',
  severity: 'error',
  reads: ['declared'],
  fixable: true,

  check({ declared, snapshot }, report) {
    const { permissionSets, assignments } = declared;
    const isLive = (name: string) => snapshot?.access.permissionSets.byName.has(name) ?? false;
    for (const { permissionSet } of assignments.all) {
      if (!model.lacks(permissionSets, permissionSet)) continue;
      const name = permissionSet.value;
      if (model.controlTowerPermissionSets.has(name) || isLive(name)) continue;
      const [meant] = nearest(name, permissionSets.byName.keys());
      report(permissionSet, {
        message: `no permission set is named "${name}"${meant === undefined ? '' : `: did you mean "${meant}"?`}`,
        fixes: () => nearest(name, permissionSets.byName.keys()).map((it) => replaceValue(it)),
      });
    }
  },
});
