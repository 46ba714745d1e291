/** Access by person: what each has directly and through the groups they are in, as far as members were read. */
import type { Snapshot } from '../../live';
import type { ShownGrant } from './access-layers';
import type { PlacedGrant } from './grants';
import type { Node } from './node';
import { count } from './notes';

export function byUser(all: readonly PlacedGrant[], snapshot: Snapshot | undefined): readonly ShownGrant[] {
  const members = new Map(snapshot?.memberships?.map((it) => [it.group, it.members]));
  return all.flatMap((grant): readonly ShownGrant[] => {
    if (grant.principalType === 'USER') return [grant];
    const people = members.get(grant.principal) ?? [];
    return people.map((user) => ({ ...grant, principalType: 'USER', principal: user, through: grant.principal }));
  });
}

/** Groups that are assigned and whose members are not all known: their people are missing above. */
export function membersUnread(all: readonly PlacedGrant[], snapshot: Snapshot | undefined): readonly Node[] {
  const read = new Set(snapshot?.memberships?.filter((it) => it.complete).map((it) => it.group));
  const groups = new Set(all.flatMap((it) => (it.principalType === 'GROUP' ? [it.principal] : [])));
  const unread = [...groups].filter((it) => !read.has(it)).toSorted();
  if (unread.length === 0) return [];
  return [
    {
      id: 'members-unread',
      label: 'Members not known',
      description: count(unread.length, 'group'),
      tooltip: 'Who is in these groups was not read, or not in full: people are missing above.',
      icon: 'unknown',
      kind: 'section',
      children: unread.map((group) => ({ id: group, label: group, icon: 'group', kind: 'unknown' })),
    },
  ];
}
