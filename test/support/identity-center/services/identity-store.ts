/** The identity store: users, groups and who is a member of what. */
import type { Call, Operations } from '../call';
import { page } from '../pages';
import { principalId } from '../stable-id';
import { conflict, invalid, notFound } from '../wire/aws-error';
import { type Fields, isFields, list, optionalFields, optionalText, seconds, text, texts } from '../wire/fields';
import { type Group, type Membership, nextNumber, type User, type World } from '../world';

export const identityStore: Operations = {
  ListUsers: (call) =>
    page(call, 'Users', filtered(call, [...store(call).users.values()], 'UserName'), describeUser(call)),
  ListGroups: (call) =>
    page(call, 'Groups', filtered(call, [...store(call).groups.values()], 'DisplayName'), describeGroup(call)),
  ListGroupMemberships: (call) => {
    const { id } = demandGroup(call);
    return page(
      call,
      'GroupMemberships',
      membershipsWhere(call, (it) => it.group === id),
      describeMembership(call),
    );
  },
  ListGroupMembershipsForMember: (call) => {
    const user = member(call);
    return page(
      call,
      'GroupMemberships',
      membershipsWhere(call, (it) => it.user === user),
      describeMembership(call),
    );
  },
  DescribeUser: (call) => describeUser(call)(demandUser(call)),
  DescribeGroup: (call) => describeGroup(call)(demandGroup(call)),
  DescribeGroupMembership: (call) => describeMembership(call)(demandMembership(call)),
  GetUserId: (call) => ({ UserId: idOf(call, 'USER'), IdentityStoreId: call.input.IdentityStoreId }),
  GetGroupId: (call) => ({ GroupId: idOf(call, 'GROUP'), IdentityStoreId: call.input.IdentityStoreId }),
  GetGroupMembershipId: getMembershipId,
  IsMemberInGroups: isMember,
  CreateGroup: createGroup,
  UpdateGroup: updateGroup,
  DeleteGroup: deleteGroup,
  CreateUser: createUser,
  UpdateUser: updateUser,
  DeleteUser: deleteUser,
  CreateGroupMembership: createMembership,
  DeleteGroupMembership: (call) => {
    store(call).memberships.delete(demandMembership(call).id);
    return {};
  },
};

/** The world, once the request has named a store that is there. */
function store({ world, input }: Call): World {
  const id = text(input, 'IdentityStoreId');
  if (world.instances.some((each) => each.identityStore === id)) return world;
  throw notFound(`IdentityStore not found: ${id}`, { ResourceType: 'IDENTITY_STORE', ResourceId: id });
}

const describeUser =
  ({ input }: Call) =>
  (it: User): Fields => ({
    ...it.more,
    UserId: it.id,
    UserName: it.name,
    DisplayName: it.displayName,
    Emails: it.email === '' ? [] : [{ Value: it.email, Type: 'work', Primary: true }],
    UserStatus: it.disabled ? 'DISABLED' : 'ENABLED',
    IdentityStoreId: input.IdentityStoreId,
    CreatedAt: seconds(it.createdAt),
  });

const describeGroup =
  ({ input }: Call) =>
  (it: Group): Fields => ({
    GroupId: it.id,
    ...(it.name === undefined ? {} : { DisplayName: it.name }),
    ...(it.description === undefined ? {} : { Description: it.description }),
    ...(it.external ? { ExternalIds: [externalId(it)] } : {}),
    IdentityStoreId: input.IdentityStoreId,
    CreatedAt: seconds(it.createdAt),
  });

const externalId = ({ id }: Group) => ({ Issuer: 'https://login.acme.example/scim', Id: `idp-${id.slice(-12)}` });

const describeMembership =
  ({ input }: Call) =>
  (it: Membership): Fields => ({
    IdentityStoreId: input.IdentityStoreId,
    MembershipId: it.id,
    GroupId: it.group,
    MemberId: { UserId: it.user },
  });

function filtered<T extends { readonly name: string | undefined }>(
  call: Call,
  all: readonly T[],
  path: string,
): readonly T[] {
  const [filter] = list(call.input, 'Filters').filter(isFields);
  if (filter === undefined) return all;
  if (optionalText(filter, 'AttributePath') !== path) throw invalid(`AttributePath is not supported for filtering.`);
  return all.filter((each) => each.name === optionalText(filter, 'AttributeValue'));
}

const membershipsWhere = (call: Call, holds: (it: Membership) => boolean): readonly Membership[] =>
  [...store(call).memberships.values()].filter(holds);

const member = ({ input }: Call): string => text(optionalFields(input, 'MemberId') ?? {}, 'UserId');

function demandUser(call: Call): User {
  const id = text(call.input, 'UserId');
  const found = store(call).users.get(id);
  if (found === undefined) throw notFound('USER not found.', { ResourceType: 'USER', ResourceId: id });
  return found;
}

function demandGroup(call: Call): Group {
  const id = text(call.input, 'GroupId');
  const found = store(call).groups.get(id);
  if (found === undefined) throw notFound('GROUP not found.', { ResourceType: 'GROUP', ResourceId: id });
  return found;
}

function demandMembership(call: Call): Membership {
  const id = text(call.input, 'MembershipId');
  const found = store(call).memberships.get(id);
  if (found === undefined) throw notFound('GROUP_MEMBERSHIP not found.', { ResourceType: 'GROUP_MEMBERSHIP' });
  return found;
}

type PrincipalKind = 'USER' | 'GROUP';

/** Looks a principal up by an attribute: `userName` and `emails.value` for users, `displayName` for groups. */
function idOf(call: Call, kind: PrincipalKind): string {
  const alternate = optionalFields(call.input, 'AlternateIdentifier') ?? {};
  const unique = optionalFields(alternate, 'UniqueAttribute');
  const external = optionalFields(alternate, 'ExternalId');
  if ((unique === undefined) === (external === undefined))
    throw invalid('Exactly one of ExternalId and UniqueAttribute must be given.');
  const found = unique === undefined ? byExternalId(call, kind, external ?? {}) : byAttribute(call, kind, unique);
  if (found === undefined) throw notFound(`${kind} not found.`, { ResourceType: kind });
  return found;
}

function byAttribute(call: Call, kind: PrincipalKind, unique: Fields): string | undefined {
  const path = text(unique, 'AttributePath').toLowerCase();
  const value = unique.AttributeValue;
  const { users, groups } = store(call);
  if (kind === 'GROUP' && path === 'displayname') return [...groups.values()].find((it) => it.name === value)?.id;
  if (kind === 'USER' && path === 'username') return [...users.values()].find((it) => it.name === value)?.id;
  if (kind === 'USER' && path === 'emails.value') return [...users.values()].find((it) => it.email === value)?.id;
  throw invalid(`The attribute path is not supported: ${text(unique, 'AttributePath')}`);
}

function byExternalId(call: Call, kind: PrincipalKind, external: Fields): string | undefined {
  if (kind === 'USER') return undefined;
  const groups = [...store(call).groups.values()].filter((it) => it.external);
  return groups.find((it) => externalId(it).Id === external.Id && externalId(it).Issuer === external.Issuer)?.id;
}

function getMembershipId(call: Call): Fields {
  const { id } = demandGroup(call);
  const user = member(call);
  const [found] = membershipsWhere(call, (it) => it.group === id && it.user === user);
  if (found === undefined) throw notFound('GROUP_MEMBERSHIP not found.', { ResourceType: 'GROUP_MEMBERSHIP' });
  return { IdentityStoreId: call.input.IdentityStoreId, MembershipId: found.id };
}

function isMember(call: Call): Fields {
  const user = member(call);
  const groups = new Set(membershipsWhere(call, (it) => it.user === user).map((it) => it.group));
  return {
    Results: texts(call.input, 'GroupIds').map((GroupId) => ({
      GroupId,
      MemberId: { UserId: user },
      MembershipExists: groups.has(GroupId),
    })),
  };
}

const taken = (what: string) =>
  conflict(`Duplicate ${what}. A resource with this identifier already exists.`, {
    Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION',
  });

function createGroup(call: Call): Fields {
  const { groups, clock } = store(call);
  const name = optionalText(call.input, 'DisplayName');
  if ([...groups.values()].some((each) => each.name === name)) throw taken('GroupDisplayName');
  const id = newId(call, 'group', name ?? '');
  const description = optionalText(call.input, 'Description');
  groups.set(id, { id, name, description, external: false, createdAt: clock.now() });
  return { GroupId: id, IdentityStoreId: call.input.IdentityStoreId };
}

const newId = ({ world, input }: Call, kind: string, name: string): string =>
  principalId(text(input, 'IdentityStoreId'), kind, name, nextNumber(world));

/** `[{ AttributePath, AttributeValue }]` as a map, paths in lower case. */
const operations = ({ input }: Call): ReadonlyMap<string, unknown> =>
  new Map(
    list(input, 'Operations')
      .filter(isFields)
      .map((it) => [text(it, 'AttributePath').toLowerCase(), it.AttributeValue]),
  );

const changed = (to: unknown, from: string): string => (typeof to === 'string' ? to : from);

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

function forgetMemberships({ memberships }: World, holds: (it: Membership) => boolean): void {
  for (const it of memberships.values()) if (holds(it)) memberships.delete(it.id);
}

const ownUserFields = new Set(['IdentityStoreId', 'UserName', 'DisplayName', 'Emails']);

function createUser(call: Call): Fields {
  const { users, clock } = store(call);
  const name = text(call.input, 'UserName');
  if ([...users.values()].some((each) => each.name === name)) throw taken('UserName');
  const id = newId(call, 'user', name);
  const [email] = list(call.input, 'Emails').filter(isFields);
  users.set(id, {
    id,
    name,
    displayName: optionalText(call.input, 'DisplayName') ?? name,
    email: email === undefined ? '' : (optionalText(email, 'Value') ?? ''),
    disabled: false,
    more: Object.fromEntries(Object.entries(call.input).filter(([key]) => !ownUserFields.has(key))),
    createdAt: clock.now(),
  });
  return { UserId: id, IdentityStoreId: call.input.IdentityStoreId };
}

function updateUser(call: Call): Fields {
  const user = demandUser(call);
  const to = operations(call);
  call.world.users.set(user.id, {
    ...user,
    name: changed(to.get('username'), user.name),
    displayName: changed(to.get('displayname'), user.displayName),
    disabled: to.has('userstatus') ? to.get('userstatus') === 'DISABLED' : user.disabled,
  });
  return {};
}

function deleteUser(call: Call): Fields {
  const { id } = demandUser(call);
  call.world.users.delete(id);
  forgetMemberships(call.world, (it) => it.user === id);
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
