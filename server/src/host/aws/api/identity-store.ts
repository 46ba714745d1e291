/** Users and groups: the Identity Store API. */
import {
  DescribeGroupCommand,
  DescribeUserCommand,
  ListGroupMembershipsCommand,
  ListGroupsCommand,
  ListUsersCommand,
} from '@aws-sdk/client-identitystore';
import type { Found } from '../../../core/live';
import { unlessMissing } from './missing';
import { paginate } from './pages';
import type { SendContext, Senders } from './senders';

export const identityStoreSenders = {
  groups: (_, { identityStore, ask, IdentityStoreId, MaxResults }) =>
    paginate(async (NextToken) => {
      const input = { IdentityStoreId, MaxResults, NextToken };
      const answer = await ask((options) => identityStore.send(new ListGroupsCommand(input), options));
      return { items: (answer.Groups ?? []).flatMap(group), next: answer.NextToken };
    }),

  users: (_, { identityStore, ask, IdentityStoreId, MaxResults }) =>
    paginate(async (NextToken) => {
      const input = { IdentityStoreId, MaxResults, NextToken };
      const answer = await ask((options) => identityStore.send(new ListUsersCommand(input), options));
      return { items: (answer.Users ?? []).flatMap(user), next: answer.NextToken };
    }),

  members: ({ group }, { identityStore, ask, IdentityStoreId, MaxResults }) =>
    paginate(async (NextToken) => {
      const input = { IdentityStoreId, GroupId: group, MaxResults, NextToken };
      const answer = await ask((options) => identityStore.send(new ListGroupMembershipsCommand(input), options));
      const users = (answer.GroupMemberships ?? []).flatMap(({ MemberId }) => MemberId?.UserId ?? []);
      return { items: users.map((user): Found => ({ kind: 'member', group, user })), next: answer.NextToken };
    }),

  principal: ({ type, id }, context) =>
    paginate(async () => ({ items: await describe[type](id, context), next: undefined })),
} satisfies Partial<Senders>;

const describe = {
  GROUP: async (GroupId: string, { identityStore, ask, IdentityStoreId }: SendContext): Promise<readonly Found[]> => {
    const input = { IdentityStoreId, GroupId };
    const answer = await ask((options) =>
      unlessMissing(() => identityStore.send(new DescribeGroupCommand(input), options)),
    );
    return answer ? group(answer) : [{ kind: 'no-such-principal', type: 'GROUP', id: GroupId }];
  },

  USER: async (UserId: string, { identityStore, ask, IdentityStoreId }: SendContext): Promise<readonly Found[]> => {
    const input = { IdentityStoreId, UserId };
    const answer = await ask((options) =>
      unlessMissing(() => identityStore.send(new DescribeUserCommand(input), options)),
    );
    return answer ? user(answer) : [{ kind: 'no-such-principal', type: 'USER', id: UserId }];
  },
};

function group(it: { GroupId?: string | undefined; DisplayName?: string | undefined }): readonly Found[] {
  return it.GroupId ? [{ kind: 'group', id: it.GroupId, name: it.DisplayName }] : [];
}

type AnsweredUser = {
  UserId?: string | undefined;
  UserName?: string | undefined;
  UserStatus?: string | undefined;
};

function user({ UserId: id, UserName: name, UserStatus }: AnsweredUser): readonly Found[] {
  if (!id) return [];
  return [{ kind: 'user', id, name, ...(UserStatus && { disabled: UserStatus === 'DISABLED' }) }];
}
