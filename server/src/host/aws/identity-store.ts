/** Users and groups: the Identity Store API. */
import {
  DescribeGroupCommand,
  DescribeUserCommand,
  type IdentitystoreClient,
  ListGroupMembershipsCommand,
  ListGroupsCommand,
  ListUsersCommand,
} from '@aws-sdk/client-identitystore';
import type { Found } from '../../core/live';
import type { PrincipalType } from '../../core/model';
import type { Calls } from './calls';
import { unlessMissing } from './missing';
import { type Pages, paginate } from './pages';

/** AWS's largest page; the default is not documented. */
const MaxResults = 100;

export type IdentityStore = {
  readonly groups: () => Promise<Pages<Found>>;
  readonly users: () => Promise<Pages<Found>>;
  readonly members: (group: string) => Promise<Pages<Found>>;
  readonly principal: (type: PrincipalType, id: string) => Promise<readonly Found[]>;
};

export function identityStore(client: IdentitystoreClient, { ask }: Calls, IdentityStoreId: string): IdentityStore {
  return {
    groups: () =>
      paginate(async (NextToken) => {
        const input = { IdentityStoreId, MaxResults, NextToken };
        const answer = await ask('identitystore/ListGroups', (options) =>
          client.send(new ListGroupsCommand(input), options),
        );
        return { items: (answer.Groups ?? []).flatMap(group), next: answer.NextToken };
      }),
    users: () =>
      paginate(async (NextToken) => {
        const input = { IdentityStoreId, MaxResults, NextToken };
        const answer = await ask('identitystore/ListUsers', (options) =>
          client.send(new ListUsersCommand(input), options),
        );
        return { items: (answer.Users ?? []).flatMap(user), next: answer.NextToken };
      }),
    members: (group) =>
      paginate(async (NextToken) => {
        const input = { IdentityStoreId, GroupId: group, MaxResults, NextToken };
        const answer = await ask('identitystore/ListGroupMemberships', (options) =>
          client.send(new ListGroupMembershipsCommand(input), options),
        );
        const users = (answer.GroupMemberships ?? []).flatMap(({ MemberId }) => MemberId?.UserId ?? []);
        return { items: users.map((user): Found => ({ kind: 'member', group, user })), next: answer.NextToken };
      }),
    principal: (type, id) => (type === 'GROUP' ? describeGroup(id) : describeUser(id)),
  };

  async function describeGroup(GroupId: string): Promise<readonly Found[]> {
    const input = { IdentityStoreId, GroupId };
    const answer = await ask('identitystore/DescribeGroup', (options) =>
      unlessMissing(() => client.send(new DescribeGroupCommand(input), options)),
    );
    return answer ? group(answer) : [{ kind: 'no-such-principal', type: 'GROUP', id: GroupId }];
  }

  async function describeUser(UserId: string): Promise<readonly Found[]> {
    const input = { IdentityStoreId, UserId };
    const answer = await ask('identitystore/DescribeUser', (options) =>
      unlessMissing(() => client.send(new DescribeUserCommand(input), options)),
    );
    return answer ? user(answer) : [{ kind: 'no-such-principal', type: 'USER', id: UserId }];
  }
}

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
