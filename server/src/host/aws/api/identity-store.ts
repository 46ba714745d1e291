/** Users and groups: the Identity Store API. */
import {
  DescribeGroupCommand,
  DescribeUserCommand,
  ListGroupMembershipsCommand,
  ListGroupsCommand,
  ListUsersCommand,
} from '@aws-sdk/client-identitystore';
import type { FoundCandidate } from '../../../core/live';
import { unlessMissing } from './missing';
import { fieldsOf, optional } from './received';
import { type ListShape, listed, type SendContext, type Senders, said } from './senders';

export const identityStoreSenders = {
  groups: (_, context) =>
    listed(context, { member: 'Groups', candidate: group }, (NextToken) => {
      const { identityStore, ask, IdentityStoreId, MaxResults } = context;
      const input = { IdentityStoreId, MaxResults, NextToken };
      return ask((options) => identityStore.send(new ListGroupsCommand(input), options));
    }),

  users: (_, context) =>
    listed(context, { member: 'Users', candidate: user }, (NextToken) => {
      const { identityStore, ask, IdentityStoreId, MaxResults } = context;
      const input = { IdentityStoreId, MaxResults, NextToken };
      return ask((options) => identityStore.send(new ListUsersCommand(input), options));
    }),

  members: ({ group }, context) => {
    const shape: ListShape = {
      member: 'GroupMemberships',
      candidate: (it) => ({ kind: 'member', group, user: fieldsOf(fieldsOf(it).MemberId).UserId }),
    };
    return listed(context, shape, (NextToken) => {
      const { identityStore, ask, IdentityStoreId, MaxResults } = context;
      const input = { IdentityStoreId, GroupId: group, MaxResults, NextToken };
      return ask((options) => identityStore.send(new ListGroupMembershipsCommand(input), options));
    });
  },

  principal: ({ type, id }, context) => said(context, async () => [await describe[type](id, context)]),
} satisfies Partial<Senders>;

const describe = {
  GROUP: async (GroupId: string, { identityStore, ask, IdentityStoreId }: SendContext): Promise<FoundCandidate> => {
    const input = { IdentityStoreId, GroupId };
    const answer = await ask((options) =>
      unlessMissing(() => identityStore.send(new DescribeGroupCommand(input), options)),
    );
    return answer ? group(answer) : { kind: 'no-such-principal', type: 'GROUP', id: GroupId };
  },

  USER: async (UserId: string, { identityStore, ask, IdentityStoreId }: SendContext): Promise<FoundCandidate> => {
    const input = { IdentityStoreId, UserId };
    const answer = await ask((options) =>
      unlessMissing(() => identityStore.send(new DescribeUserCommand(input), options)),
    );
    return answer ? user(answer) : { kind: 'no-such-principal', type: 'USER', id: UserId };
  },
};

function group(item: unknown): FoundCandidate {
  const { GroupId, DisplayName } = fieldsOf(item);
  return { kind: 'group', id: GroupId, name: optional(DisplayName) };
}

/** A status that is neither of AWS's words says nothing. */
function user(item: unknown): FoundCandidate {
  const { UserId, UserName, UserStatus } = fieldsOf(item);
  const disabled = UserStatus === 'DISABLED' || UserStatus === 'ENABLED' ? UserStatus === 'DISABLED' : undefined;
  return { kind: 'user', id: UserId, name: optional(UserName), disabled };
}
