import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInAt } from './home';
import { isPresent, notRun, type Outcome, run, startProgram } from './programs';
import { accounts, instanceArn } from './support';

let child: ChildProcess;
let greeting: string;
let url: string;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  ({ child, greeting } = await startProgram(['--scenario', 'acme', '--empty-pages', '--rate', 'off']));
  url = /^listening on (\S+)/.exec(greeting)?.[1] ?? '';
  environment = Object.fromEntries(
    [...greeting.matchAll(/export (\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
  );
});
afterAll(() => {
  child.kill();
});

const ask = async (method: string, command: string, body?: unknown) => {
  const response = await fetch(`${url}/_emulator/${command}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: Readonly<Record<string, unknown>> = JSON.parse(await response.text());
  return { status: response.status, body: answer };
};

const now = async () => Date.parse(String((await ask('GET', 'state')).body.now));

describe('the emulator as a program', () => {
  it('says where it listens, and what a client needs to know', () => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(environment).toMatchObject({ AWS_ENDPOINT_URL: url, AWS_REGION: 'eu-west-1' });
    expect(greeting).toContain(`sso_start_url = ${url}/start`);
  });

  it('tells its state with names, and counts calls', async () => {
    const { body } = await ask('GET', 'state');
    expect(body).toMatchObject({ signedIn: 0, calls: {} });
    expect(body.assignments).toContainEqual({
      account: accounts.prodData,
      permissionSet: 'RedshiftAnalyst',
      principalType: 'GROUP',
      principal: 'data-analysts',
    });
  });

  it('takes faults, signs people in, lets things expire and time pass', async () => {
    expect(await ask('POST', 'faults', { kind: 'throttle', operations: ['portal:*'], times: 2 })).toMatchObject({
      status: 200,
    });
    expect((await ask('GET', 'faults')).body).toMatchObject([{ kind: 'throttle', times: 2 }]);
    await ask('DELETE', 'faults');
    expect((await ask('GET', 'faults')).body).toEqual([]);
    const { accessToken } = (await ask('POST', 'sign-in', { user: 'anna.berg' })).body;
    const headers = { 'x-amz-sso_bearer_token': String(accessToken) };
    const listed = () => fetch(`${url}/assignment/accounts`, { headers });
    expect((await listed()).status).toBe(200);
    await ask('POST', 'expire', { what: 'tokens' });
    expect((await listed()).status).toBe(401);
    const before = await now();
    await ask('POST', 'clock', { seconds: 3600 });
    expect((await now()) - before).toBeGreaterThanOrEqual(3_600_000);
  });

  it('refuses what it does not understand', async () => {
    expect((await ask('POST', 'dance')).status).toBe(404);
    expect((await ask('POST', 'faults', { kind: 'earthquake' })).status).toBe(400);
    expect((await ask('POST', 'device', {})).body).toMatchObject({
      error: expect.stringContaining('no device is waiting'),
    });
  });
});

if (isPresent('aws', ['--version'])) {
  describe('the AWS CLI', { timeout: 120_000 }, () => {
    /** Older ones know the flag only, newer ones would find the address in the environment as well. */
    const aws = (args: readonly string[], account = accounts.management): Promise<Outcome> =>
      run('aws', ['--endpoint-url', url, '--output', 'json', ...args], {
        env: {
          ...environment,
          AWS_ACCESS_KEY_ID: `AKIA${account}TEST`,
          AWS_CONFIG_FILE: '/dev/null',
          AWS_PROFILE: undefined,
        },
      });

    it('pages through what it lists, past empty pages too', async () => {
      const sets = await aws(['sso-admin', 'list-permission-sets', '--instance-arn', instanceArn, '--page-size', '5']);
      expect(JSON.parse(sets.stdout).PermissionSets).toHaveLength(14);
      const listed = await aws(['organizations', 'list-accounts', '--query', 'Accounts[].Name']);
      expect(JSON.parse(listed.stdout)).toHaveLength(12);
      const policies = await aws(['iam', 'list-policies', '--scope', 'Local', '--page-size', '1'], accounts.prodData);
      expect(JSON.parse(policies.stdout).Policies).toHaveLength(3);
    });

    it('reads why a request failed', async () => {
      const failed = ['--instance-arn', instanceArn, '--filter', 'Status=FAILED'];
      const listed = await aws(['sso-admin', 'list-account-assignment-creation-status', ...failed]);
      const [row] = JSON.parse(listed.stdout).AccountAssignmentsCreationStatus;
      const described = await aws([
        'sso-admin',
        'describe-account-assignment-creation-status',
        '--instance-arn',
        instanceArn,
        '--account-assignment-creation-request-id',
        row.RequestId,
      ]);
      expect(JSON.parse(described.stdout).AccountAssignmentCreationStatus.FailureReason).toContain('404 status error');
    });

    it('shows errors as AWS words them', async () => {
      const denied = await aws(['organizations', 'list-accounts'], accounts.sandbox);
      expect(denied.code).not.toBe(0);
      expect(denied.stderr).toContain(
        'An error occurred (AccessDeniedException) when calling the ListAccounts operation',
      );
      const missing = await aws(['iam', 'get-policy', '--policy-arn', 'arn:aws:iam::111122223333:policy/none']);
      expect(missing.stderr).toContain('An error occurred (NoSuchEntity) when calling the GetPolicy operation');
    });
  });
} else notRun('the AWS CLI', 'no aws on the PATH');

const walk = `
import json, sys, boto3
url, arn, store = sys.argv[1:]
def client(name): return boto3.client(name, endpoint_url=url)
def all(name, operation, key, **args):
    pages = client(name).get_paginator(operation).paginate(PaginationConfig={'PageSize': 7}, **args)
    return [item for page in pages for item in page[key]]
admin = client('sso-admin')
sets = all('sso-admin', 'list_permission_sets', 'PermissionSets', InstanceArn=arn)
rows = 0
for ps in sets:
    described = admin.describe_permission_set(InstanceArn=arn, PermissionSetArn=ps)['PermissionSet']
    assert described['CreatedDate'].year > 2000
    for account in all('sso-admin', 'list_accounts_for_provisioned_permission_set', 'AccountIds', InstanceArn=arn, PermissionSetArn=ps):
        rows += len(all('sso-admin', 'list_account_assignments', 'AccountAssignments', InstanceArn=arn, PermissionSetArn=ps, AccountId=account))
try:
    admin.create_permission_set(InstanceArn=arn, Name='RedshiftAnalyst')
    conflict = None
except admin.exceptions.ConflictException as error:
    conflict = error.response['Error']['Message']
print(json.dumps({
    'sets': len(sets), 'rows': rows, 'conflict': conflict,
    'users': len(all('identitystore', 'list_users', 'Users', IdentityStoreId=store)),
    'accounts': len(all('organizations', 'list_accounts', 'Accounts')),
    'roles': len(all('iam', 'list_roles', 'Roles')),
    'events': len(client('cloudtrail').lookup_events()['Events']),
    'account': client('sts').get_caller_identity()['Account'],
}))
`;

const whoAmI = `
import boto3
print(boto3.Session(profile_name='acme').client('sts').get_caller_identity()['Arn'])
`;

/** Older ones do not look for an address in the environment, and would ask the real portal. */
const obeysEnvironment =
  "import botocore; assert [int(each) for each in botocore.__version__.split('.')[:2]] >= [1, 31]";

if (isPresent('python3', ['-c', 'import boto3'])) {
  describe('boto3', { timeout: 120_000 }, () => {
    it('walks everything, and catches errors by name', async () => {
      const args = ['-c', walk, url, instanceArn, 'd-9067a1b2c3'];
      const { stdout, stderr } = await run('python3', args, { env: { ...environment, AWS_PROFILE: undefined } });
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual({
        sets: 14,
        rows: 119,
        conflict: 'PermissionSet with name RedshiftAnalyst already exists.',
        users: 40,
        accounts: 12,
        roles: 6,
        events: 0,
        account: accounts.management,
      });
    });

    if (isPresent('python3', ['-c', obeysEnvironment]))
      it('goes from a cached token through the portal into an account', async () => {
        const { accessToken, expiresAt } = (await ask('POST', 'sign-in', { user: 'anna.berg' })).body;
        const token = { accessToken: String(accessToken), expiresAt: new Date(Number(expiresAt)).toISOString() };
        const home = mkdtempSync(join(tmpdir(), 'emulator-home-'));
        const profile = { account: accounts.prodData, role: 'ReadOnly', url, region: 'eu-west-1' };
        signInAt(home, { ...profile, startUrl: `${url}/start`, token });
        const env = {
          HOME: home,
          AWS_ENDPOINT_URL: url,
          AWS_ACCESS_KEY_ID: undefined,
          AWS_SECRET_ACCESS_KEY: undefined,
        };
        const { stdout, stderr } = await run('python3', ['-c', whoAmI], { env });
        rmSync(home, { recursive: true });
        expect([stderr, stdout]).toEqual([
          '',
          expect.stringMatching(
            /^arn:aws:sts::111122223333:assumed-role\/AWSReservedSSO_ReadOnly_[0-9a-f]{16}\/anna.berg\n$/,
          ),
        ]);
      });
    else notRun('boto3 through the portal', 'botocore is older than 1.31');
  });
} else notRun('boto3', 'python3 has no boto3');
