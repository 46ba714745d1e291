import { isKnown } from '../base';
import type * as model from '../model';
import { enclosingBlock, groupByPlace } from './support/places';
import { defineRule, type Located } from './support/rule';

export const directUserAssignment = defineRule({
  name: 'direct-user-assignment',
  summary: 'Access is given to a user rather than to a group.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared }, report) {
    const direct = declared.assignments.all.filter(isDirect);
    for (const { items } of groupByPlace(direct, ({ principalType }) => principalType)) {
      const isShared = usersIn(items).size > 1;
      for (const assignment of items) {
        const { principal, principalType, permissionSet, address } = assignment;
        const who = isKnown(principal) ? `"${principal.value}"` : 'a user';
        const what = isKnown(permissionSet) ? ` "${permissionSet.value}"` : ' access';
        const isElsewhere = isKnown(principal) && (isShared || isExpandedBlock(address, principalType));
        const at = isElsewhere ? principal : principalType;
        report(at, {
          message: `${who} gets${what} directly: it stays when the user changes teams, and no group shows it`,
          related: enclosingBlock(assignment, at),
        });
      }
    }
  },
});

/** A module that would assign whatever it is given to whomever it is given has assigned nothing yet. */
function isDirect({ principalType, principal, permissionSet, wildcardBecause }: model.Assignment): boolean {
  const isOpen = wildcardBecause !== undefined && !isKnown(principal) && !isKnown(permissionSet);
  return isKnown(principalType) && principalType.value === 'USER' && !isOpen;
}

/** One `"USER"` may serve many entries of a map or a module: then the line that names the user is the one to change. */
function usersIn(assignments: readonly model.Assignment[]): ReadonlySet<string> {
  return new Set(assignments.flatMap(({ principal }) => (isKnown(principal) ? [principal.value] : [])));
}

/** `"USER"` stands in the block itself, and a `for_each` makes many of it. */
function isExpandedBlock(address: string, { origin }: Located): boolean {
  return address.endsWith('"]') && origin.via === undefined;
}
