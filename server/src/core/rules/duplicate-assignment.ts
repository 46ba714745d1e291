import { hops, isKnown, type Known } from '../base';
import * as model from '../model';
import { deploymentScope, isSamePlace } from './support/places';
import { defineRule, type Located } from './support/rule';

/**
 * The provider refuses an assignment that exists; made by two states, each believes it its own, and the first to be
 * destroyed takes the access away. An account is in one organization only, so this holds across roots too.
 */
export const duplicateAssignment = defineRule({
  name: 'duplicate-assignment',
  summary: 'The same principal gets the same permission set in the same account twice.',
  severity: 'error',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    const first = new Map<string, model.Assignment>();
    for (const assignment of declared.assignments.all) {
      const grant = grantOf(assignment);
      if (!grant) continue;
      const key = JSON.stringify([deploymentScope(assignment, parts(assignment)), ...grant.key]);
      const before = first.get(key);
      if (!before) first.set(key, assignment);
      else if (!isSameText(before, assignment)) {
        const place = differingPlace(assignment, before);
        const other = differingPlace(before, assignment);
        report(place, {
          message: `${grant.text} is already assigned by ${before.address} in ${other.origin.at.path}`,
          related: [{ at: other, message: 'the same assignment' }],
          fixes: () => [{ title: 'Remove this one', safe: true, change: { kind: 'remove-repetition', of: other } }],
        });
      }
    }
  },
});

type GrantKey = { readonly key: readonly string[]; readonly text: string };

function grantOf(it: model.Assignment): GrantKey | undefined {
  const grant = model.statedGrant(it);
  if (!grant) return undefined;
  const { principalType, principal, account, permissionSet } = grant;
  // Two roots may use one address for different accounts.
  const root = isKnown(it.account) ? '' : (it.resource?.root ?? '');
  const text = `"${permissionSet}" for "${principal}" in ${account}`;
  return { key: [principalType, principal, root, account, permissionSet], text };
}

/** Roots that share a module say the same text twice, for two instances of Identity Center. */
function isSameText(a: model.Assignment, b: model.Assignment): boolean {
  return (
    a.address === b.address && isSamePlace(a, b) && parts(a).every((it, index) => isSamePlace(it, parts(b)[index]))
  );
}

/** What the author of this one wrote and the author of the other did not: there the fix belongs. */
function differingPlace(own: model.Assignment, other: model.Assignment): Located {
  const others = parts(other);
  const part = parts(own).find((it, index) => !isSamePlace(it, others[index]));
  const hop = isSamePlace(own, other) ? differingHop(own, other) : undefined;
  return part ?? hop ?? { origin: model.writtenAt(own) };
}

/** Where all parts are written once and used by two entries: the entry's key. */
function differingHop(own: model.Assignment, other: model.Assignment): Located | undefined {
  const taken = hops(other.origin).map(({ at }) => ({ origin: { at } }));
  return hops(own.origin)
    .map(({ at }) => ({ origin: { at } }))
    .find((hop) => !taken.some((it) => isSamePlace(it, hop)));
}

function parts({ account, permissionSet, principal }: model.Assignment): readonly Located[] {
  return [account, permissionSet, principal].filter((it): it is Known<string> => isKnown(it));
}
