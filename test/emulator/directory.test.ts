import {
  CreateGroupCommand,
  CreateGroupMembershipCommand,
  CreateUserCommand,
  DeleteGroupCommand,
  DescribeGroupCommand,
  DescribeUserCommand,
  GetGroupIdCommand,
  GetUserIdCommand,
  IsMemberInGroupsCommand,
  ListGroupMembershipsCommand,
  ListGroupMembershipsForMemberCommand,
  ListUsersCommand,
  UpdateGroupCommand,
} from '@aws-sdk/client-identitystore';
import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListDelegatedAdministratorsCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
} from '@aws-sdk/client-organizations';
import { ListAccountAssignmentsCommand, ListAccountAssignmentsForPrincipalCommand } from '@aws-sdk/client-sso-admin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../support/identity-center';
import { accounts, arnOf, clients, groupId, storeId as IdentityStoreId, instanceArn as InstanceArn } from './support';

let emulator: Emulator;
let sdk: ReturnType<typeof clients>;

beforeAll(async () => {
  emulator = await createEmulator('acme', { rate: 'off' });
  sdk = clients(emulator);
});
afterAll(() => emulator.close());

const byAttribute = (AttributePath: string, AttributeValue: string) => ({
  IdentityStoreId,
  AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } },
});

describe('the identity store', () => {
  it('finds a group by display name and a user by name or address', async () => {
    const group = await sdk.store.send(new GetGroupIdCommand(byAttribute('DisplayName', 'finance')));
    expect(group.GroupId).toBe(groupId(emulator, 'finance'));
    const byName = await sdk.store.send(new GetUserIdCommand(byAttribute('userName', 'anna.berg')));
    const byMail = await sdk.store.send(new GetUserIdCommand(byAttribute('emails.value', 'anna.berg@acme.example')));
    expect(byName.UserId).toBe(byMail.UserId);
  });

  it('does not find what is not there, and says what kind of thing it looked for', async () => {
    await expect(sdk.store.send(new GetGroupIdCommand(byAttribute('DisplayName', 'Finance')))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      ResourceType: 'GROUP',
    });
    const UserId = '9067a1b2c3-00000000-0000-0000-0000-000000000000';
    await expect(sdk.store.send(new DescribeUserCommand({ IdentityStoreId, UserId }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      ResourceType: 'USER',
    });
  });

  it('tells members by group and groups by member', async () => {
    const GroupId = groupId(emulator, 'on-call');
    const members = await sdk.store.send(new ListGroupMembershipsCommand({ IdentityStoreId, GroupId }));
    expect(members.GroupMemberships).toHaveLength(5);
    const MemberId = members.GroupMemberships?.[0]?.MemberId;
    const groups = await sdk.store.send(new ListGroupMembershipsForMemberCommand({ IdentityStoreId, MemberId }));
    expect(groups.GroupMemberships?.map((each) => each.GroupId)).toContain(GroupId);
    const GroupIds = [GroupId, groupId(emulator, 'finance')];
    const asked = await sdk.store.send(new IsMemberInGroupsCommand({ IdentityStoreId, MemberId, GroupIds }));
    expect(asked.Results?.map((each) => each.MembershipExists)).toEqual([true, false]);
  });

  it('has one disabled user, and marks what came from the identity provider', async () => {
    const { Users } = await sdk.store.send(new ListUsersCommand({ IdentityStoreId }));
    expect(Users).toHaveLength(40);
    expect(Users?.filter((user) => user.UserStatus === 'DISABLED')).toHaveLength(1);
    const describeGroup = async (name: string) =>
      sdk.store.send(new DescribeGroupCommand({ IdentityStoreId, GroupId: groupId(emulator, name) }));
    expect((await describeGroup('finance')).ExternalIds).toHaveLength(1);
    expect((await describeGroup('on-call')).ExternalIds).toBeUndefined();
  });

  it('takes new users, groups and members, each name once', async () => {
    const { GroupId } = await sdk.store.send(new CreateGroupCommand({ IdentityStoreId, DisplayName: 'new-team' }));
    await expect(
      sdk.store.send(new CreateGroupCommand({ IdentityStoreId, DisplayName: 'new-team' })),
    ).rejects.toMatchObject({ name: 'ConflictException', Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' });
    const user = { UserName: 'new.user', DisplayName: 'New User', Name: { GivenName: 'New', FamilyName: 'User' } };
    const { UserId = '' } = await sdk.store.send(new CreateUserCommand({ IdentityStoreId, ...user }));
    await sdk.store.send(new CreateGroupMembershipCommand({ IdentityStoreId, GroupId, MemberId: { UserId } }));
    const described = await sdk.store.send(new DescribeUserCommand({ IdentityStoreId, UserId }));
    expect(described).toMatchObject(user);
    const Operations = [{ AttributePath: 'displayName', AttributeValue: 'renamed-team' }];
    await sdk.store.send(new UpdateGroupCommand({ IdentityStoreId, GroupId, Operations }));
    expect(groupId(emulator, 'renamed-team')).toBe(GroupId);
  });

  it('leaves the assignments of a deleted group behind, and gives the group made anew another id', async () => {
    const GroupId = groupId(emulator, 'contractors');
    await sdk.store.send(new DeleteGroupCommand({ IdentityStoreId, GroupId }));
    const made = await sdk.store.send(new CreateGroupCommand({ IdentityStoreId, DisplayName: 'contractors' }));
    expect(made.GroupId).not.toBe(GroupId);
    const PermissionSetArn = arnOf(emulator, 'ReadOnly');
    const query = { InstanceArn, AccountId: accounts.sandbox, PermissionSetArn };
    const { AccountAssignments } = await sdk.admin.send(new ListAccountAssignmentsCommand(query));
    expect(AccountAssignments?.map((each) => each.PrincipalId)).toContain(GroupId);
  });
});

describe('the assignments of a user', () => {
  it('include those of the groups, each under its group', async () => {
    const { UserId = '' } = await sdk.store.send(new GetUserIdCommand(byAttribute('userName', 'farid.aziz')));
    const query = { InstanceArn, PrincipalId: UserId, PrincipalType: 'USER' } as const;
    const { AccountAssignments = [] } = await sdk.admin.send(new ListAccountAssignmentsForPrincipalCommand(query));
    expect(AccountAssignments.filter((each) => each.PrincipalType === 'USER')).toHaveLength(1);
    expect(new Set(AccountAssignments.map((each) => each.PrincipalId))).toEqual(
      new Set([UserId, groupId(emulator, 'platform-engineers')]),
    );
  });
});

describe('the organisation', () => {
  it('has twelve accounts, one of them suspended, each with its path', async () => {
    const { Accounts = [] } = await sdk.organizations.send(new ListAccountsCommand({}));
    expect(Accounts).toHaveLength(12);
    expect(Accounts.filter((account) => account.State === 'SUSPENDED').map((account) => account.Name)).toEqual([
      'old-shop',
    ]);
    expect(Accounts.find((account) => account.Name === 'prod-data')?.Paths).toEqual([
      'o-acme4example/r-acme/ou-acme-workload0/ou-acme-prod00000/111122223333/',
    ]);
  });

  it('is a tree of units', async () => {
    const { Roots = [] } = await sdk.organizations.send(new ListRootsCommand({}));
    const ParentId = Roots[0]?.Id;
    const below = await sdk.organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId }));
    expect(below.OrganizationalUnits?.map((unit) => unit.Name)).toEqual([
      'Security',
      'Infrastructure',
      'Workloads',
      'Suspended',
    ]);
    const direct = await sdk.organizations.send(new ListAccountsForParentCommand({ ParentId }));
    expect(direct.Accounts?.map((account) => account.Name)).toEqual(['acme-management']);
    const parents = await sdk.organizations.send(new ListParentsCommand({ ChildId: accounts.prodData }));
    expect(parents.Parents).toEqual([{ Id: 'ou-acme-prod00000', Type: 'ORGANIZATIONAL_UNIT' }]);
  });

  it('names its management account and its delegated administrator', async () => {
    const { Organization } = await sdk.organizations.send(new DescribeOrganizationCommand({}));
    expect(Organization?.MasterAccountId).toBe(accounts.management);
    const query = { ServicePrincipal: 'sso.amazonaws.com' };
    const { DelegatedAdministrators } = await sdk.organizations.send(new ListDelegatedAdministratorsCommand(query));
    expect(DelegatedAdministrators?.map((each) => each.Id)).toEqual([accounts.delegated]);
  });
});
