import { StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CreateAccountAssignmentCommand } from '@aws-sdk/client-sso-admin';
import { afterEach, describe, expect, it } from 'vitest';
import { policyQuestions } from '../../server/src/core/live';
import { failureText } from '../../server/src/core/wording';
import { createClients, createTrailClient } from '../../server/src/host/aws/api/clients';
import { readingOperations, signInOperations } from '../../server/src/host/aws/api/operations';
import { allow, patience, someone } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';

let emulator: Emulator;

const inquiry = {
  since: '2020-01-01T00:00:00.000Z',
  here: ['GetRoleCredentials', 'CreateAccountAssignment'],
  there: { account: '111122223333', names: ['AssumeRoleWithSAML'] },
};

afterEach(() => emulator?.close());

describe('Towards AWS', () => {
  it('the list of operations holds reading ones, and signing in and out', () => {
    const names = readingOperations.map((operation) => operation.split('/')[1]);
    expect(names.filter((name) => !/^(Get|List|Describe)|^LookupEvents$/.test(name ?? ''))).toEqual([]);
    expect(signInOperations.toSorted()).toEqual([
      'sso-oidc/CreateToken',
      'sso-oidc/RegisterClient',
      'sso-oidc/StartDeviceAuthorization',
      'sso/GetRoleCredentials',
      'sso/Logout',
      'sts/AssumeRole',
      'sts/AssumeRoleWithWebIdentity',
    ]);
  });

  it('nothing else is ever sent, from signing in to signing out', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    const { aws } = someone(emulator);
    await aws.signIn('acme', (prompt) => void allow(prompt), patience());
    const pulled = await aws.pull('acme', () => {}, patience());
    if (!pulled.ok) throw new Error(failureText(pulled.failure).message);
    const { access } = pulled.value;
    await aws.checkProvisioning('acme', pulled.value, () => {}, patience());
    await aws.checkProvisioning('acme', undefined, () => {}, patience());
    await aws.pull('acme', () => {}, patience(), { since: pulled.value });
    await aws.readUser('acme', pulled.value, 'anna.berg', () => {}, patience());
    await aws.lookUpEvents('acme', inquiry, () => {}, patience());
    await aws.checkPolicies('acme', policyQuestions(access), () => {}, patience());
    await aws.signOut('acme');
    const sent = Object.keys(emulator.journal.counts()).map((name) => name.split(':')[1] ?? '');
    const signingIn = ['CreateToken', 'RegisterClient', 'StartDeviceAuthorization', 'GetRoleCredentials', 'Logout'];
    expect(sent).toEqual(expect.arrayContaining(signingIn));
    const reading = new Set(readingOperations.map((operation) => operation.split('/')[1]));
    expect(sent.filter((name) => !signingIn.includes(name) && !reading.has(name))).toEqual([]);
    expect(sent).toEqual(expect.arrayContaining(['LookupEvents', 'ListDelegatedAdministrators']));
  });

  it('a writing command does not leave the machine, even if someone wrote one', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    const credentials = async () => emulator.credentials();
    const network = { endpointOf: () => emulator.url, agents: () => ({}) };
    const { ssoAdmin } = createClients('eu-west-1', credentials, network);
    const writing = ssoAdmin.send(
      new CreateAccountAssignmentCommand({
        InstanceArn: 'arn:aws:sso:::instance/ssoins-7223acme01234567',
        TargetId: '111122223333',
        TargetType: 'AWS_ACCOUNT',
        PermissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-7223acme01234567/ps-0000000000000000',
        PrincipalType: 'GROUP',
        PrincipalId: '11111111-2222-3333-4444-555555555555',
      }),
    );
    await expect(writing).rejects.toThrow('this program does not send sso-admin/CreateAccountAssignment');
    const trail = createTrailClient('eu-west-1', credentials, network);
    const stopping = trail.send(new StopLoggingCommand({ Name: 'organization-trail' }));
    await expect(stopping).rejects.toThrow('this program does not send cloudtrail/StopLogging');
    expect(emulator.journal.all()).toEqual([]);
  });
});
