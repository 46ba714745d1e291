import { isKnown } from '../base';
import * as model from '../model';
import { defineRule } from './support/rule';

export const controlTowerPermissionSet = defineRule({
  name: 'control-tower-permission-set',
  summary: 'A permission set has the name of one that Control Tower makes.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared }, report) {
    for (const { name, presence } of declared.permissionSets.all) {
      if (presence !== 'declared' || !isKnown(name) || !model.controlTowerPermissionSets.has(name.value)) continue;
      report(name, {
        message: `"${name.value}" belongs to Control Tower: with Control Tower the name is taken, and it resets changes`,
      });
    }
  },
});
