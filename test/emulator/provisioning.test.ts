import { CreatePolicyCommand } from '@aws-sdk/client-iam';
import {
  AttachManagedPolicyToPermissionSetCommand,
  CreateAccountAssignmentCommand,
  DeleteAccountAssignmentCommand,
  DeletePermissionSetCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  DescribePermissionSetProvisioningStatusCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentsCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ListPermissionSetProvisioningStatusCommand,
  ListPermissionSetsProvisionedToAccountCommand,
  ProvisionPermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../support/identity-center';
import { accounts, arnOf, clients, groupId, instanceArn as InstanceArn } from './support';

const NOT_PROVISIONED = 'LATEST_PERMISSION_SET_NOT_PROVISIONED';

let emulator: Emulator;
let sdk: ReturnType<typeof clients>;

beforeEach(async () => {
  emulator = await createEmulator('acme', { rate: 'off', provisioningDelay: 60_000 });
  sdk = clients(emulator);
});
afterEach(() => emulator.close());

const target = (set: string, group: string, account: string) => ({
  InstanceArn,
  TargetId: account,
  TargetType: 'AWS_ACCOUNT' as const,
  PermissionSetArn: arnOf(emulator, set),
  PrincipalType: 'GROUP' as const,
  PrincipalId: group.includes('-000000000000') ? group : groupId(emulator, group),
});

async function create(set: string, group: string, account: string) {
  const answer = await sdk.admin.send(new CreateAccountAssignmentCommand(target(set, group, account)));
  return answer.AccountAssignmentCreationStatus;
}

async function creation(id: string | undefined) {
  const command = new DescribeAccountAssignmentCreationStatusCommand({
    InstanceArn,
    AccountAssignmentCreationRequestId: id,
  });
  return (await sdk.admin.send(command)).AccountAssignmentCreationStatus;
}

async function remove(set: string, group: string, account: string) {
  const answer = await sdk.admin.send(new DeleteAccountAssignmentCommand(target(set, group, account)));
  const AccountAssignmentDeletionRequestId = answer.AccountAssignmentDeletionStatus?.RequestId;
  emulator.clock.advance(60_000);
  const command = new DescribeAccountAssignmentDeletionStatusCommand({
    InstanceArn,
    AccountAssignmentDeletionRequestId,
  });
  return (await sdk.admin.send(command)).AccountAssignmentDeletionStatus;
}

async function assignees(set: string, account: string) {
  const command = new ListAccountAssignmentsCommand({
    InstanceArn,
    AccountId: account,
    PermissionSetArn: arnOf(emulator, set),
  });
  return (await sdk.admin.send(command)).AccountAssignments ?? [];
}

async function outdatedSets(account: string) {
  const query = { InstanceArn, AccountId: account, ProvisioningStatus: NOT_PROVISIONED } as const;
  return (await sdk.admin.send(new ListPermissionSetsProvisionedToAccountCommand(query))).PermissionSets ?? [];
}

describe('an account assignment', () => {
  it('is in progress first, and succeeds later', async () => {
    const started = await create('Billing', 'finance', accounts.sandbox);
    expect(started).toMatchObject({ Status: 'IN_PROGRESS', TargetId: accounts.sandbox, PrincipalType: 'GROUP' });
    expect(await assignees('Billing', accounts.sandbox)).toEqual([]);
    emulator.clock.advance(60_000);
    expect(await creation(started?.RequestId)).toMatchObject({ Status: 'SUCCEEDED' });
    expect(await assignees('Billing', accounts.sandbox)).toHaveLength(1);
    expect(await outdatedSets(accounts.sandbox)).toEqual([]);
  });

  it('fails where a customer managed policy is missing, and leaves the set unprovisioned there', async () => {
    const started = await create('RedshiftAnalyst', 'data-analysts', accounts.sandbox);
    emulator.clock.advance(60_000);
    expect(await creation(started?.RequestId)).toMatchObject({
      Status: 'FAILED',
      FailureReason: expect.stringMatching(
        /Received a 404 status error: Not supported policy.*my-redshift-analyst-policy/,
      ),
    });
    expect(await assignees('RedshiftAnalyst', accounts.sandbox)).toEqual([]);
    expect(await outdatedSets(accounts.sandbox)).toEqual([arnOf(emulator, 'RedshiftAnalyst')]);
  });

  it('succeeds once the policy is there under exactly that name', async () => {
    const { iam } = clients(emulator, accounts.sandbox);
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    await iam.send(new CreatePolicyCommand({ PolicyName: 'My-Redshift-Analyst-Policy', PolicyDocument }));
    const first = await create('RedshiftAnalyst', 'data-analysts', accounts.sandbox);
    emulator.clock.advance(60_000);
    expect((await creation(first?.RequestId))?.Status).toBe('FAILED');
    await clients(emulator, accounts.stagingData).iam.send(
      new CreatePolicyCommand({ PolicyName: 'my-redshift-analyst-policy', PolicyDocument }),
    );
    const second = await create('RedshiftAnalyst', 'data-analysts', accounts.stagingData);
    emulator.clock.advance(60_000);
    expect((await creation(second?.RequestId))?.Status).toBe('SUCCEEDED');
  });

  it('fails for a principal that does not exist, and for a suspended account', async () => {
    const nobody = await create('Billing', '9067a1b2c3-00000000-0000-0000-0000-000000000000', accounts.sandbox);
    const closed = await create('Billing', 'finance', accounts.oldShop);
    emulator.clock.advance(60_000);
    expect(await creation(nobody?.RequestId)).toMatchObject({
      Status: 'FAILED',
      FailureReason: expect.stringMatching(
        /^Received a 404 status error: the GROUP assignee .* was not found in directory d-9067a1b2c3$/,
      ),
    });
    expect(await creation(closed?.RequestId)).toMatchObject({
      Status: 'FAILED',
      FailureReason: expect.stringContaining('takes longer than usual'),
    });
  });

  it('is refused for an account outside the organisation', async () => {
    await expect(create('Billing', 'finance', '123456789012')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('takes its role along when it is the last one to go, and the next role has another name', async () => {
    const role = () =>
      emulator.state().provisioned.get(accounts.prodData)?.get(arnOf(emulator, 'DataEngineer'))?.role?.name;
    const before = role();
    expect((await remove('DataEngineer', 'data-engineers', accounts.prodData))?.Status).toBe('SUCCEEDED');
    expect(role()).toBeUndefined();
    await create('DataEngineer', 'data-engineers', accounts.prodData);
    emulator.clock.advance(60_000);
    expect(role()).toMatch(/^AWSReservedSSO_DataEngineer_[0-9a-f]{16}$/);
    expect(role()).not.toBe(before);
  });

  it('cannot be taken away twice', async () => {
    await remove('DataEngineer', 'data-engineers', accounts.prodData);
    expect(await remove('DataEngineer', 'data-engineers', accounts.prodData)).toMatchObject({
      Status: 'FAILED',
      FailureReason: 'Received a 404 status error: Assignment not found.',
    });
  });

  it('makes the eleventh creation wait its turn', async () => {
    const groups = ['finance', 'contractors'];
    const places = [accounts.sandbox, accounts.stagingWeb, accounts.stagingData, accounts.prodWeb, accounts.prodData];
    for (const group of groups) for (const place of places) await create('NetworkAdmin', group, place);
    await expect(create('NetworkAdmin', 'on-call', accounts.sandbox)).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'There are too many requests processing. Please try again later.',
    });
  });
});

describe('a changed permission set', () => {
  const PermissionSetArn = () => arnOf(emulator, 'SecurityAudit');
  const outdatedAccounts = async () => {
    const query = { InstanceArn, PermissionSetArn: PermissionSetArn(), ProvisioningStatus: NOT_PROVISIONED } as const;
    return (await sdk.admin.send(new ListAccountsForProvisionedPermissionSetCommand(query))).AccountIds ?? [];
  };
  const provision = async (to: { TargetType: 'AWS_ACCOUNT' | 'ALL_PROVISIONED_ACCOUNTS'; TargetId?: string }) => {
    const command = new ProvisionPermissionSetCommand({ InstanceArn, PermissionSetArn: PermissionSetArn(), ...to });
    const ProvisionPermissionSetRequestId = (await sdk.admin.send(command)).PermissionSetProvisioningStatus?.RequestId;
    emulator.clock.advance(60_000);
    const describing = new DescribePermissionSetProvisioningStatusCommand({
      InstanceArn,
      ProvisionPermissionSetRequestId,
    });
    return (await sdk.admin.send(describing)).PermissionSetProvisioningStatus;
  };

  it('is outdated wherever it is provisioned, until it is provisioned again', async () => {
    expect(await outdatedAccounts()).toEqual([]);
    const ManagedPolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    await sdk.admin.send(
      new AttachManagedPolicyToPermissionSetCommand({
        InstanceArn,
        PermissionSetArn: PermissionSetArn(),
        ManagedPolicyArn,
      }),
    );
    expect(await outdatedAccounts()).toHaveLength(12);
    expect(await provision({ TargetType: 'AWS_ACCOUNT', TargetId: accounts.sandbox })).toMatchObject({
      Status: 'SUCCEEDED',
    });
    expect(await outdatedAccounts()).toHaveLength(11);
  });

  it('stays outdated in the account that refuses it, and the request says why', async () => {
    const ManagedPolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    await sdk.admin.send(
      new AttachManagedPolicyToPermissionSetCommand({
        InstanceArn,
        PermissionSetArn: PermissionSetArn(),
        ManagedPolicyArn,
      }),
    );
    expect(await provision({ TargetType: 'ALL_PROVISIONED_ACCOUNTS' })).toMatchObject({
      Status: 'FAILED',
      FailureReason: expect.stringContaining(accounts.oldShop),
    });
    expect(await outdatedAccounts()).toEqual([accounts.oldShop]);
  });

  it('cannot be deleted while it is provisioned somewhere', async () => {
    const command = new DeletePermissionSetCommand({ InstanceArn, PermissionSetArn: PermissionSetArn() });
    await expect(sdk.admin.send(command)).rejects.toMatchObject({
      name: 'ConflictException',
      message: expect.stringContaining('Could not delete because'),
    });
  });
});

describe('the lists of requests', () => {
  it('tell id, status and date, and leave the reason to Describe', async () => {
    const query = { InstanceArn, Filter: { Status: 'FAILED' } } as const;
    const creations = await sdk.admin.send(new ListAccountAssignmentCreationStatusCommand(query));
    const provisionings = await sdk.admin.send(new ListPermissionSetProvisioningStatusCommand(query));
    const rows = [
      ...(creations.AccountAssignmentsCreationStatus ?? []),
      ...(provisionings.PermissionSetsProvisioningStatus ?? []),
    ];
    expect(rows.map((row) => Object.keys(row).sort())).toEqual(rows.map(() => ['CreatedDate', 'RequestId', 'Status']));
    const reasons = await Promise.all(
      (creations.AccountAssignmentsCreationStatus ?? []).map((row) => creation(row.RequestId)),
    );
    expect(reasons.map((each) => each?.FailureReason)).toEqual([
      'Received a 404 status error: Not supported policy my-redshift-analyst-policy.',
      expect.stringContaining('takes longer than usual'),
    ]);
  });
});
