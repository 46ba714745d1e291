import { isKnown } from '../base';
import { atEachPlace } from './places';
import { defineRule } from './rule';

/** Members come from the identity provider; a group that nobody was put into gives nobody access. */
export const emptyGroup = defineRule({
  name: 'empty-group',
  summary: 'A group that is assigned has no members.',
  severity: 'info',
  reads: ['declared', 'live'],

  check({ declared, live }, report) {
    const empty = new Set(
      (live.memberships ?? []).filter((it) => it.complete && it.members.length === 0).map((it) => it.group),
    );
    const principals = declared.assignments.all.flatMap(({ principalType, principal }) => {
      const isGroup = isKnown(principalType) && principalType.value === 'GROUP';
      return isGroup && isKnown(principal) && empty.has(principal.value) ? [principal] : [];
    });
    for (const { at, items } of atEachPlace(principals, (it) => it)) {
      report(at, { message: `the group "${items[0]?.value}" has no members: nobody gets this access` });
    }
  },
});
