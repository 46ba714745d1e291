import { isKnown } from '../base';
import type * as model from '../model';
import { deploymentScope, isSamePlace } from './support/places';
import { defineRule } from './support/rule';

/**
 * CreatePermissionSet answers with a ConflictException, which the provider takes for a delay and retries for up to an hour.
 */
export const duplicatePermissionSetName = defineRule({
  name: 'duplicate-permission-set-name',
  summary: 'Two permission sets have one name.',
  severity: 'error',
  reads: ['declared'],

  check({ declared }, report) {
    const first = new Map<string, model.PermissionSet>();
    for (const set of declared.permissionSets.all) {
      if (set.presence !== 'declared' || !isKnown(set.name)) continue;
      const key = JSON.stringify([deploymentScope(set, [set.name]), set.name.value]);
      const before = first.get(key);
      if (!before) first.set(key, set);
      else if (!isSameText(before, set)) {
        report(isSamePlace(before.name, set.name) ? set : set.name, {
          message: `${before.address} in ${before.origin.at.path} already has the name "${set.name.value}"`,
          related: [{ at: before.name, message: `the other "${set.name.value}"` }],
        });
      }
    }
  },
});

/** Roots that share a module say the same text twice, for two instances of Identity Center. */
function isSameText(a: model.PermissionSet, b: model.PermissionSet): boolean {
  return a.address === b.address && isSamePlace(a, b) && isSamePlace(a.name, b.name);
}
