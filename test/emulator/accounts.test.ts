import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPoliciesCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { ListGroupsCommand } from '@aws-sdk/client-identitystore';
import { DescribeOrganizationCommand, ListAccountsCommand } from '@aws-sdk/client-organizations';
import {
  CreateAccountAssignmentCommand,
  DescribeInstanceCommand,
  ListAccountAssignmentsForPrincipalCommand,
  ListInstancesCommand,
  ListPermissionSetsCommand,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../support/identity-center';
import { accounts, arnOf, clients, groupId, instanceArn as InstanceArn, storeId } from './support';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator('acme', { rate: 'off', provisioningDelay: 0 });
});
afterAll(() => emulator.close());

const statement = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }] };
const document = JSON.stringify(statement);

describe('IAM of an account', () => {
  it('is that of the credentials: a policy in one account is not there in another', async () => {
    const there = await clients(emulator, accounts.prodWeb).iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
    expect(there.Policies?.map((policy) => policy.PolicyName)).toEqual(['deploy-pipeline-policy', 'workload-boundary']);
    const PolicyArn = `arn:aws:iam::${accounts.stagingData}:policy/my-redshift-analyst-policy`;
    await expect(
      clients(emulator, accounts.stagingData).iam.send(new GetPolicyCommand({ PolicyArn })),
    ).rejects.toMatchObject({ name: 'NoSuchEntityException', $metadata: { httpStatusCode: 404 } });
  });

  it('lists policies below a path', async () => {
    const { iam } = clients(emulator, accounts.prodData);
    const { Policies } = await iam.send(new ListPoliciesCommand({ Scope: 'Local', PathPrefix: '/data/' }));
    expect(Policies).toMatchObject([{ PolicyName: 'data-engineer-policy', Path: '/data/', AttachmentCount: 1 }]);
  });

  it('has a role for each provisioned permission set, with its policies and boundary', async () => {
    const { iam } = clients(emulator, accounts.prodData);
    const { Roles = [] } = await iam.send(new ListRolesCommand({ PathPrefix: '/aws-reserved/sso.amazonaws.com/' }));
    const RoleName = Roles.map((role) => role.RoleName ?? '').find((name) => name.includes('_DataEngineer_'));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(Role?.Arn).toBe(`arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/${RoleName}`);
    expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(
      'arn:aws:iam::111122223333:policy/workload-boundary',
    );
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(AttachedPolicies?.map((policy) => policy.PolicyName)).toEqual([
      'AmazonS3ReadOnlyAccess',
      'data-engineer-policy',
    ]);
    const onCall = Roles.map((role) => role.RoleName ?? '').find((name) => name.includes('_OnCall_'));
    const inline = await iam.send(new GetRolePolicyCommand({ RoleName: onCall, PolicyName: 'AwsSSOInlinePolicy' }));
    expect(JSON.parse(decodeURIComponent(inline.PolicyDocument ?? ''))).toMatchObject({ Version: '2012-10-17' });
  });

  it('makes, versions and deletes policies, and tells names apart without regard to case', async () => {
    const { iam } = clients(emulator, accounts.sandbox);
    const made = await iam.send(
      new CreatePolicyCommand({ PolicyName: 'mine', Path: '/team/', PolicyDocument: document }),
    );
    const PolicyArn = made.Policy?.Arn;
    expect(PolicyArn).toBe('arn:aws:iam::555566667777:policy/team/mine');
    await expect(
      iam.send(new CreatePolicyCommand({ PolicyName: 'Mine', PolicyDocument: document })),
    ).rejects.toMatchObject({ name: 'EntityAlreadyExistsException' });
    await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: document, SetAsDefault: true }));
    const version = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
    expect(JSON.parse(decodeURIComponent(version.PolicyVersion?.Document ?? ''))).toEqual(statement);
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
    await iam.send(new DeletePolicyCommand({ PolicyArn }));
    await expect(iam.send(new GetPolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
  });

  it('keeps a policy that a provisioned role holds on to', async () => {
    const PolicyArn = `arn:aws:iam::${accounts.prodData}:policy/my-redshift-analyst-policy`;
    await expect(
      clients(emulator, accounts.prodData).iam.send(new DeletePolicyCommand({ PolicyArn })),
    ).rejects.toMatchObject({ name: 'DeleteConflictException' });
  });

  it('refuses a document that is none, and an operation that does not exist', async () => {
    const { iam } = clients(emulator, accounts.sandbox);
    await expect(
      iam.send(new CreatePolicyCommand({ PolicyName: 'broken', PolicyDocument: '{' })),
    ).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
    const response = await fetch(emulator.url, { method: 'POST', body: 'Action=DanceAround&Version=2010-05-08' });
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('<Code>InvalidAction</Code>'),
    ]);
  });
});

describe('credentials', () => {
  it('tell the account', async () => {
    const { sts } = clients(emulator, accounts.prodData);
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: accounts.prodData,
      Arn: 'arn:aws:iam::111122223333:user/automation',
    });
  });

  it('must be known, and must be there', async () => {
    const stranger = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' };
    const admin = new SSOAdminClient({ endpoint: emulator.url, region: 'eu-west-1', credentials: stranger });
    await expect(admin.send(new ListInstancesCommand({}))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
    const headers = { 'x-amz-target': 'SWBExternalService.ListInstances' };
    const response = await fetch(emulator.url, { method: 'POST', headers, body: '{}' });
    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining({ __type: expect.stringContaining('MissingAuthenticationTokenException') }),
    ]);
  });

  it('lead from the management account into a member account, and from nowhere else', async () => {
    const command = new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accounts.prodData}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'test',
    });
    const { Credentials } = await clients(emulator).sts.send(command);
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const iam = new IAMClient({ endpoint: emulator.url, region: 'eu-west-1', credentials });
    expect((await iam.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies).toHaveLength(3);
    await expect(clients(emulator, accounts.sandbox).sts.send(command)).rejects.toMatchObject({
      message: expect.stringContaining('is not authorized to perform: sts:AssumeRole'),
    });
    emulator.expireCredentials();
    await expect(iam.send(new ListPoliciesCommand({ Scope: 'Local' }))).rejects.toMatchObject({ name: 'ExpiredToken' });
  });
});

describe('who may see Identity Center', () => {
  it('a member account sees no instance, and may ask for nothing but the organisation', async () => {
    const { admin, store, organizations } = clients(emulator, accounts.sandbox);
    expect((await admin.send(new ListInstancesCommand({}))).Instances).toEqual([]);
    await expect(admin.send(new ListPermissionSetsCommand({ InstanceArn }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    await expect(store.send(new ListGroupsCommand({ IdentityStoreId: storeId }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    await expect(organizations.send(new ListAccountsCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    expect((await organizations.send(new DescribeOrganizationCommand({}))).Organization?.Id).toBe('o-acme4example');
  });

  it('a delegated administrator sees it, but has no say where the management account is concerned', async () => {
    const { admin } = clients(emulator, accounts.delegated);
    expect((await admin.send(new ListInstancesCommand({}))).Instances).toHaveLength(1);
    const assign = (set: string, TargetId: string) =>
      admin.send(
        new CreateAccountAssignmentCommand({
          InstanceArn,
          TargetId,
          TargetType: 'AWS_ACCOUNT',
          PermissionSetArn: arnOf(emulator, set),
          PrincipalType: 'GROUP',
          PrincipalId: groupId(emulator, 'finance'),
        }),
      );
    await assign('NetworkAdmin', accounts.sandbox);
    await expect(assign('NetworkAdmin', accounts.management)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    // Billing is in use in the management account, so it is out of reach for member accounts as well.
    await expect(assign('Billing', accounts.sandbox)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const query = { InstanceArn, PrincipalType: 'GROUP', PrincipalId: groupId(emulator, 'finance') } as const;
    await expect(admin.send(new ListAccountAssignmentsForPrincipalCommand(query))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('nobody sees it from another Region', async () => {
    const settings = { endpoint: emulator.url, region: 'us-east-1', credentials: emulator.credentials() };
    const admin = new SSOAdminClient(settings);
    expect((await admin.send(new ListInstancesCommand({}))).Instances).toEqual([]);
    await expect(admin.send(new ListPermissionSetsCommand({ InstanceArn }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });
});

describe('other organisations', () => {
  it('may have no instance at all', async () => {
    const other = await createEmulator('no-instance');
    expect((await clients(other).admin.send(new ListInstancesCommand({}))).Instances).toEqual([]);
    await other.close();
  });

  it('may have an account instance beside their own, where permission sets are off', async () => {
    const other = await createEmulator('account-instance');
    const { admin } = clients(other);
    const { Instances = [] } = await admin.send(new ListInstancesCommand({}));
    const enabled = await Promise.all(
      Instances.map((each) => admin.send(new DescribeInstanceCommand({ InstanceArn: each.InstanceArn }))),
    );
    expect(enabled.map((each) => each.PermissionSetsEnabled)).toEqual([false, true]);
    await expect(
      admin.send(new ListPermissionSetsCommand({ InstanceArn: Instances[0]?.InstanceArn })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await other.close();
  });

  it('may give few rights', async () => {
    const other = await createEmulator('denied');
    const { organizations, admin } = clients(other);
    await expect(organizations.send(new ListAccountsCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    expect((await admin.send(new ListPermissionSetsCommand({ InstanceArn }))).PermissionSets).toHaveLength(14);
    await other.close();
  });
});

describe('the trail', () => {
  it('keeps who changed what, with the request that came of it', async () => {
    const { trail } = clients(emulator, accounts.delegated);
    const LookupAttributes = [{ AttributeKey: 'EventName', AttributeValue: 'CreateAccountAssignment' }] as const;
    const { Events = [] } = await trail.send(new LookupEventsCommand({ LookupAttributes: [...LookupAttributes] }));
    const record: unknown = JSON.parse(Events[0]?.CloudTrailEvent ?? '{}');
    expect(record).toMatchObject({
      eventSource: 'sso.amazonaws.com',
      requestParameters: { targetId: accounts.sandbox, instanceArn: InstanceArn },
      responseElements: { accountAssignmentCreationStatus: { requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) } },
    });
  });
});

describe('an operation', () => {
  const call = async (target: string, body = '{}') => {
    const { accessKeyId } = emulator.credentials();
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/eu-west-1/sso/aws4_request, Signature=0`;
    const response = await fetch(emulator.url, {
      method: 'POST',
      headers: { 'x-amz-target': target, authorization },
      body,
    });
    return { status: response.status, body: await response.json() };
  };

  it('that AWS does not have is unknown, one that is only missing here says so', async () => {
    expect(await call('SWBExternalService.DanceAround')).toMatchObject({
      status: 400,
      body: { __type: expect.stringContaining('UnknownOperationException') },
    });
    expect(await call('NoSuchService.ListInstances')).toMatchObject({ body: { __type: 'UnknownOperationException' } });
    expect(await call('SWBExternalService.CreateTrustedTokenIssuer')).toMatchObject({ status: 501 });
  });

  it('checks everything in the request and says all that is wrong', async () => {
    const { body } = await call(
      'SWBExternalService.ListAccountAssignments',
      '{"AccountId": "12345", "PermissionSetArn": 7}',
    );
    expect(body).toMatchObject({
      __type: expect.stringContaining('ValidationException'),
      Message: expect.stringMatching(
        /^4 validation errors detected: Value '12345' at 'accountId'.*Value null at 'instanceArn'.*at 'permissionSetArn'/,
      ),
    });
    expect(await call('SWBExternalService.ListInstances', 'not json')).toMatchObject({
      body: { __type: expect.stringContaining('SerializationException') },
    });
  });
});
