import { ListPoliciesCommand, paginateListPolicies } from '@aws-sdk/client-iam';
import { ListUsersCommand, paginateListUsers } from '@aws-sdk/client-identitystore';
import { paginateListAccounts } from '@aws-sdk/client-organizations';
import {
  ListPermissionSetsCommand,
  paginateListAccountAssignmentsForPrincipal,
  paginateListPermissionSets,
} from '@aws-sdk/client-sso-admin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, generateScenario, type Scenario } from '../support/identity-center';
import { clients, collect } from './support';

const generated = generateScenario({ accounts: 45, groups: 3, users: 230, sets: 205, assignments: 450 });
const policies = Array.from({ length: 130 }, (_, index) => ({
  name: `policy-${index}`,
  path: '/',
  accounts: ['management'],
  document: '{"Version":"2012-10-17","Statement":[]}',
}));
const scenario: Scenario = { ...generated, policies: [...generated.policies, ...policies] };
const InstanceArn = 'arn:aws:sso:::instance/ssoins-generated0000000';
const IdentityStoreId = 'd-9067000000';

describe('a listing that is longer than a page', () => {
  let emulator: Emulator;
  let sdk: ReturnType<typeof clients>;

  beforeAll(async () => {
    emulator = await createEmulator(scenario, { rate: 'off', emptyPages: true });
    sdk = clients(emulator, scenario.organization.managementAccount);
  });
  afterAll(() => emulator.close());

  it('comes in pages of 100 permission sets, each set once', async () => {
    const pages = await collect(paginateListPermissionSets({ client: sdk.admin }, { InstanceArn }));
    expect(pages.map((page) => page.PermissionSets?.length)).toEqual([100, 100, 5]);
    expect(new Set(pages.flatMap((page) => page.PermissionSets ?? [])).size).toBe(205);
  });

  it('comes in smaller pages when asked, and never in larger ones', async () => {
    const pages = await collect(paginateListUsers({ client: sdk.store, pageSize: 90 }, { IdentityStoreId }));
    expect(pages.map((page) => page.Users?.length)).toEqual([90, 90, 50]);
    await expect(sdk.store.send(new ListUsersCommand({ IdentityStoreId, MaxResults: 101 }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('starts with an empty page in Organizations, which has pages of 20', async () => {
    const pages = await collect(paginateListAccounts({ client: sdk.organizations }, {}));
    expect(pages.map((page) => page.Accounts?.length)).toEqual([0, 20, 20, 5]);
  });

  it('comes in pages of 100 policies in IAM, with a Marker, or of 1000', async () => {
    const pages = await collect(paginateListPolicies({ client: sdk.iam }, { Scope: 'Local' }));
    expect(pages.map((page) => [page.Policies?.length, page.IsTruncated])).toEqual([
      [100, true],
      [31, false],
    ]);
    const all = await sdk.iam.send(new ListPoliciesCommand({ Scope: 'Local', MaxItems: 1000 }));
    expect(all.Policies).toHaveLength(131);
  });

  it('pages through the assignments of one group', async () => {
    const [group] = [...emulator.state().groups.values()];
    const expected = scenario.assignments.filter(
      (each) => 'group' in each.principal && each.principal.group === group?.name,
    );
    const query = { InstanceArn, PrincipalType: 'GROUP', PrincipalId: group?.id } as const;
    const pages = await collect(paginateListAccountAssignmentsForPrincipal({ client: sdk.admin }, query));
    expect(pages.flatMap((page) => page.AccountAssignments ?? [])).toHaveLength(expected.length);
    expect(pages.length).toBe(Math.ceil(expected.length / 100));
  });

  it('refuses a NextToken that was altered, or that belongs to another listing', async () => {
    const first = await sdk.admin.send(new ListPermissionSetsCommand({ InstanceArn }));
    const token = first.NextToken ?? '';
    const altered = `${token.slice(0, -2)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const NextToken of [altered, 'AAMA-nonsense'])
      await expect(sdk.admin.send(new ListPermissionSetsCommand({ InstanceArn, NextToken }))).rejects.toMatchObject({
        name: 'ValidationException',
      });
    await expect(sdk.store.send(new ListUsersCommand({ IdentityStoreId, NextToken: token }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('a generated organisation', () => {
  it('has the sizes that were asked for, and is the same every time', () => {
    const sizes = { accounts: 500, groups: 200, sets: 120, assignments: 15_000 };
    const large = generateScenario(sizes);
    expect([large.accounts.length, large.groups.length, large.permissionSets.length, large.assignments.length]).toEqual(
      [500, 200, 120, 15_000],
    );
    expect(generateScenario(sizes)).toEqual(large);
  });

  it('is served page by page as a small one', async () => {
    const emulator = await createEmulator(
      generateScenario({ accounts: 500, groups: 200, sets: 120, assignments: 15_000 }),
      {
        rate: 'off',
      },
    );
    const [group] = [...emulator.state().groups.values()];
    const query = { InstanceArn, PrincipalType: 'GROUP', PrincipalId: group?.id } as const;
    const { admin } = clients(emulator, '100000000000');
    const pages = await collect(paginateListAccountAssignmentsForPrincipal({ client: admin }, query));
    await emulator.close();
    expect(pages.length).toBeGreaterThan(0);
    expect(emulator.journal.all()).toHaveLength(pages.length);
  });
});
