import { isKnown, type Known } from '../base';
import type * as model from '../model';
import { isSamePlace } from './support/places';
import { withLookUps } from './support/policies/attached-policies';
import { defineRule, type Fix } from './support/rule';

/**
 * AWS attaches a policy once: the second attachment fails, or waits until it times out. One text can reach a set by two
 * ways, of which the code has to drop one; which, is not for this place to say.
 */
export const policyAttachedTwice = defineRule({
  name: 'policy-attached-twice',
  summary: 'A permission set has the same policy twice.',
  severity: 'warning',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    for (const set of declared.permissionSets.all) {
      const first = new Map<string, Known<string>>();
      for (const { key, name } of withLookUps(set, declared).flatMap(policiesOf)) {
        const before = first.get(key);
        if (!before) first.set(key, name);
        else if (!isSamePlace(before, name)) {
          report(name, {
            message: `"${name.value}" is already attached to ${labelOf(set)}`,
            related: [{ at: before, message: 'attached here' }],
            fixes: () => [removal(before)],
          });
        }
      }
    }
  },
});

function removal(of: Known<string>): Fix {
  return { title: 'Remove this one', safe: true, change: { kind: 'remove-repetition', of, isPart: true } };
}

type Attached = { readonly key: string; readonly name: Known<string> };

function policiesOf(set: model.PermissionSet): readonly Attached[] {
  const managed = set.managedPolicies.flatMap((arn) => (isKnown(arn) ? [{ key: arn.value, name: arn }] : []));
  const customer = set.customerManagedPolicies.flatMap(({ name, path }) =>
    isKnown(name) && isKnown(path) ? [{ key: `${path.value} ${name.value}`, name }] : [],
  );
  return [...managed, ...customer];
}

function labelOf({ name, address }: model.PermissionSet): string {
  return isKnown(name) ? `"${name.value}"` : address;
}
