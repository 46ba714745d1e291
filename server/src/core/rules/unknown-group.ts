import { isKnown, type Known, nearest } from '../base';
import * as model from '../model';
import { defineRule, didYouMean, type Note, replaceValue } from './support/rule';

/** Display names are compared exactly; whether the identity store minds letter case is nowhere documented. */
export const unknownGroup = defineRule({
  name: 'unknown-group',
  summary: 'An assignment names a group that nothing declares.',
  severity: 'error',
  reads: ['declared'],
  fixable: true,

  check({ declared, snapshot }, report) {
    const { groups, assignments } = declared;
    const isLive = (name: string) => snapshot?.access.groups.byName.has(name) ?? false;
    for (const { principalType, principal, missing } of assignments.all) {
      if (!isKnown(principalType) || principalType.value !== 'GROUP') continue;
      if (missing?.principal) report(missing.principal.key, noteOn(missing.principal.key, missing.principal.keys));
      if (!model.lacks(groups, principal)) continue;
      if (model.controlTowerGroups.has(principal.value) || isLive(principal.value)) continue;
      report(principal, noteOn(principal, [...groups.byName.keys()]));
    }
  },
});

function noteOn({ value }: Known<string>, names: readonly string[]): Note {
  const sameButCase = names.find((name) => normalized(name) === normalized(value));
  const suggestions = sameButCase === undefined ? nearest(value, names) : [sameButCase];
  const hint =
    sameButCase === undefined ? didYouMean(suggestions) : `: "${sameButCase}" differs only in case or spaces`;
  return { message: `no group is named "${value}"${hint}`, fixes: () => suggestions.map((it) => replaceValue(it)) };
}

function normalized(name: string): string {
  return name.toLowerCase().replaceAll(/\s/g, '');
}
