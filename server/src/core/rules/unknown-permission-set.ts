import { type Known, nearest } from '../base';
import * as model from '../model';
import { defineRule, didYouMean, type Note, replaceValue } from './support/rule';

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
    for (const { permissionSet, missing } of assignments.all) {
      if (missing?.permissionSet) report(missing.permissionSet.key, missingKey(missing.permissionSet, permissionSets));
      if (!model.lacks(permissionSets, permissionSet)) continue;
      const { value: name } = permissionSet;
      if (model.controlTowerPermissionSets.has(name) || isLive(name)) continue;
      report(permissionSet, notNamed(permissionSet, permissionSets.byName.keys()));
    }
  },
});

function notNamed({ value }: Known<string>, names: Iterable<string>): Note {
  const suggestions = nearest(value, names);
  return {
    message: `no permission set is named "${value}"${didYouMean(suggestions)}`,
    fixes: () => suggestions.map((it) => replaceValue(it)),
  };
}

/** Keys are mostly names; where they are not, the message must not call them so. */
function missingKey({ key, keys }: model.MissingKey, sets: model.Listing<unknown>): Note {
  if (keys.every((it) => sets.byName.has(it))) return notNamed(key, keys);
  const suggestions = nearest(key.value, keys);
  return {
    message: `no permission set has the key "${key.value}"${didYouMean(suggestions)}`,
    fixes: () => suggestions.map((it) => replaceValue(it)),
  };
}
