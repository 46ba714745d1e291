/** Listing and describing. */
import type { Call, Operations } from '../../call';
import { page } from '../../pages';
import type { Group, Membership, User } from '../../state';
import { invalid } from '../../wire/aws-error';
import { type Fields, isFields, list, optionalText, seconds, texts } from '../../wire/fields';
import { demandGroup, demandMembership, demandUser, member, membershipsWhere, store } from './demands';

export const reads: Operations = {
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
  IsMemberInGroups: isMember,
};

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

export const externalId = ({ id }: Group) => ({
  Issuer: 'https://login.acme.example/scim',
  Id: `idp-${id.slice(-12)}`,
});

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
