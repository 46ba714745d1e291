/** Groups and memberships: made, changed and taken away. */
import type { Call, Operations } from '../../call';
import { notFound } from '../../wire/aws-error';
import { type Fields, optionalText } from '../../wire/fields';
import {
  changed,
  demandGroup,
  demandMembership,
  forgetMemberships,
  member,
  membershipsWhere,
  newId,
  operations,
  store,
  taken,
} from './demands';

export const groupWrites: Operations = {
  CreateGroup: createGroup,
  UpdateGroup: updateGroup,
  DeleteGroup: deleteGroup,
  CreateGroupMembership: createMembership,
  DeleteGroupMembership: (call) => {
    store(call).memberships.delete(demandMembership(call).id);
    return {};
  },
};

function createGroup(call: Call): Fields {
  const { groups, clock } = store(call);
  const name = optionalText(call.input, 'DisplayName');
  if ([...groups.values()].some((each) => each.name === name)) throw taken('GroupDisplayName');
  const id = newId(call, 'group', name ?? '');
  const description = optionalText(call.input, 'Description');
  groups.set(id, { id, name, description, external: false, createdAt: clock.now() });
  return { GroupId: id, IdentityStoreId: call.input.IdentityStoreId };
}

function updateGroup(call: Call): Fields {
  const group = demandGroup(call);
  const to = operations(call);
  const name = changed(to.get('displayname'), group.name ?? '');
  const others = [...call.world.groups.values()].filter((each) => each.id !== group.id);
  if (others.some((each) => each.name === name)) throw taken('GroupDisplayName');
  call.world.groups.set(group.id, {
    ...group,
    name,
    description: changed(to.get('description'), group.description ?? ''),
  });
  return {};
}

/** Deleting a group leaves its assignments behind, under an id that nobody has any more. */
function deleteGroup(call: Call): Fields {
  const { id } = demandGroup(call);
  call.world.groups.delete(id);
  forgetMemberships(call.world, (it) => it.group === id);
  return {};
}

function createMembership(call: Call): Fields {
  const group = demandGroup(call).id;
  const user = member(call);
  if (!call.world.users.has(user)) throw notFound('USER not found.', { ResourceType: 'USER', ResourceId: user });
  if (membershipsWhere(call, (it) => it.group === group && it.user === user).length > 0) throw taken('GroupMembership');
  const id = newId(call, 'membership', `${group} ${user}`);
  call.world.memberships.set(id, { id, group, user });
  return { MembershipId: id, IdentityStoreId: call.input.IdentityStoreId };
}
