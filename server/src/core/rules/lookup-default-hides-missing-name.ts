import type * as model from '../model';
import { defineRule, type Fix } from './support/rule';

/** A missing key is an error where it is asked for by index, and nothing at all where it is looked up. */
export const lookupDefaultHidesMissingName = defineRule({
  name: 'lookup-default-hides-missing-name',
  summary: 'A `lookup` turns a misspelt group, set or account into null or a text that stands for nothing.',
  severity: 'warning',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    for (const lookUp of declared.configuration?.lookUps ?? []) {
      if (!isDummy(lookUp)) continue;
      const otherwise = lookUp.fallback === undefined ? 'null' : `"${lookUp.fallback}"`;
      report(lookUp, {
        message: `a name that is not in the map becomes ${otherwise}: with an index Terraform would say which`,
        fixes: () => [useIndex(lookUp)],
      });
    }
  },
});

/** What may be an ARN, an account or a principal of its own is a default that somebody means. */
function isDummy({ argument, fallback }: model.LookUp): boolean {
  if (fallback === undefined) return true;
  if (argument === 'permission_set_arn') return !fallback.startsWith('arn:');
  if (argument === 'target_id') return !/^\d{12}$/.test(fallback);
  return !/^([0-9a-f]{10}-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(fallback);
}

function useIndex({ origin, map, key }: model.LookUp): Fix {
  const places = [{ at: { origin }, with: [map, '[', key, ']'] }];
  return { title: 'Use an index', safe: false, change: { kind: 'rewrite', places } };
}
