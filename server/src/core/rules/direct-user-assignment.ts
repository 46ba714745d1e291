import { isKnown } from '../base';
import type * as model from '../model';
import { defineRule, type Located } from './rule';

export const directUserAssignment = defineRule({
  name: 'direct-user-assignment',
  summary: 'Access is given to a user rather than to a group.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared }, report) {
    const direct = declared.assignments.all.flatMap(({ principalType, ...rest }) =>
      isKnown(principalType) && principalType.value === 'USER' ? [{ ...rest, principalType }] : [],
    );
    const usersAt = usersByPlace(direct);
    for (const { principalType, principal, permissionSet, address } of direct) {
      const who = isKnown(principal) ? `"${principal.value}"` : 'a user';
      const what = isKnown(permissionSet) ? ` "${permissionSet.value}"` : ' access';
      const isShared = isExpandedBlock(address, principalType) || (usersAt.get(placeOf(principalType))?.size ?? 0) > 1;
      report(isShared && isKnown(principal) ? principal : principalType, {
        message: `${who} gets${what} directly: it stays when the user changes teams, and no group shows it`,
      });
    }
  },
});

/** `"USER"` stands in the block itself, and a `for_each` makes many of it. */
function isExpandedBlock(address: string, { origin }: Located): boolean {
  return address.endsWith('"]') && origin.via === undefined;
}

/** One `"USER"` may serve many entries of a map or a module: then the line that names the user is the one to change. */
function usersByPlace(
  direct: readonly Pick<model.Assignment & { principalType: Located }, 'principalType' | 'principal'>[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { principalType, principal } of direct) {
    if (!isKnown(principal)) continue;
    const place = placeOf(principalType);
    found.set(place, (found.get(place) ?? new Set<string>()).add(principal.value));
  }
  return found;
}

function placeOf({ origin: { at } }: Located): string {
  return `${at.path}:${at.start}`;
}
