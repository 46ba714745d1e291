import { isKnown, type Known } from '../base';
import * as model from '../model';
import { groupByPlace } from './support/places';
import { defineRule } from './support/rule';

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
      if (!isGroup || !isKnown(principal) || !empty.has(principal.value)) return [];
      return mayBeFilled(principal, declared) ? [] : [principal];
    });
    for (const { at, items } of groupByPlace(principals, (it) => it)) {
      report(at, { message: `the group "${items[0]?.value}" has no members: nobody gets this access` });
    }
  },
});

/** The apply may put somebody into it: by a membership, or by a module whose code is not here. */
function mayBeFilled(name: Known<string>, { groups, groupUses = [], assignments }: model.Access): boolean {
  const group = groups.byName.get(name.value) ?? { name };
  const modules = (assignments.hidden ?? []).filter(({ resource }) => resource?.mode === 'module');
  if (modules.some((it) => model.mayAffect(it, group))) return true;
  return groupUses.some((it) => it.what === 'members' && model.mayUse(it, group));
}
