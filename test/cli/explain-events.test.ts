import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateGroupMembershipCommand, IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { CreateAccountAssignmentCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { afterEach, describe, expect, it } from 'vitest';
import type { ExplanationReport } from '../../server/src/protocol';
import { someone } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';
import { runIdc } from '../support/transcript';

let emulator: Emulator;
let env: Readonly<Record<string, string | undefined>>;

afterEach(() => emulator.close());

async function acme(): Promise<void> {
  emulator = await createEmulator('acme', { rate: 'off' });
  const anna = someone(emulator);
  await anna.signIn();
  env = anna.env;
}

const prodData = '111122223333';
const folder = mkdtempSync(join(tmpdir(), 'idc-events-'));

async function explained(question: string, ...more: readonly string[]) {
  const argv = ['explain', ...question.split(' '), '--profile', 'acme', ...more];
  const { out, code } = await runIdc([...argv, '--format', 'json'], folder, env);
  const report: ExplanationReport = JSON.parse(out);
  return { report, code, text: (await runIdc(argv, folder, env)).out };
}

/** As the access portal does it for somebody who clicks on a role. */
function askForRole(user: string, account: string, role: string) {
  const { accessToken } = emulator.signIn(user);
  const query = new URLSearchParams({ account_id: account, role_name: role });
  return fetch(`${emulator.url}/federation/credentials?${query}`, {
    headers: { 'x-amz-sso_bearer_token': accessToken },
  });
}

const idOf = (all: ReadonlyMap<string, { readonly id: string; readonly name: string | undefined }>, name: string) =>
  [...all.values()].find((it) => it.name === name)?.id ?? '';

/** What an administrator does in the management account. */
async function change(): Promise<void> {
  const world = emulator.state();
  const settings = { region: emulator.region, endpoint: emulator.url, credentials: emulator.credentials() };
  const [set] = [...world.permissionSets.values()].filter((it) => it.name === 'ReadOnly');
  const store = new IdentitystoreClient(settings);
  const admin = new SSOAdminClient(settings);
  const GroupId = idOf(world.groups, 'contractors');
  await store.send(
    new CreateGroupMembershipCommand({
      IdentityStoreId: world.instances[0]?.identityStore,
      GroupId,
      MemberId: { UserId: idOf(world.users, 'lena.frey') },
    }),
  );
  await admin.send(
    new CreateAccountAssignmentCommand({
      InstanceArn: world.instances[0]?.arn,
      TargetId: prodData,
      TargetType: 'AWS_ACCOUNT',
      PermissionSetArn: set?.arn,
      PrincipalType: 'GROUP',
      PrincipalId: GroupId,
    }),
  );
  emulator.clock.advance(60_000);
}

describe('Events of CloudTrail', () => {
  it('tell who was refused, and who changed an assignment or a membership', async () => {
    await acme();
    await askForRole('lena.frey', prodData, 'DataEngineer');
    await change();
    const { report, text, code } = await explained('lena.frey prod-data');
    const told = report.trail?.events.map(({ name, by, text, error }) => [name, by, text, error].join(' | '));
    expect(told).toEqual([
      'CreateAccountAssignment | automation | ReadOnly for contractors in prod-data (111122223333) | ',
      'CreateGroupMembership | automation | lena.frey and contractors | ',
      'GetRoleCredentials | lena.frey | lena.frey asked for DataEngineer in prod-data (111122223333) | ForbiddenException: No access',
    ]);
    expect(text).toContain('\nEvents of CloudTrail  3\n');
    expect(code).toBe(0);
  });

  it('of the account itself tell that a role was taken there, where a role may look', async () => {
    await acme();
    await askForRole('anna.berg', '222233334444', 'ReadOnly');
    const { report } = await explained('anna.berg prod-web ReadOnly');
    expect(report.trail?.events.map(({ name, account }) => [name, account])).toContainEqual([
      'AssumeRoleWithSAML',
      '222233334444',
    ]);
  });

  it('that may not be read are said so, with the right that is missing, and the verdict stays', async () => {
    await acme();
    emulator.faults.add({ kind: 'denied', operations: ['cloudtrail:LookupEvents'] });
    const { report, text, code } = await explained('lena.frey prod-data DataEngineer');
    expect([report.kind, code]).toEqual(['in-no-assigned-group', 16]);
    expect(report.missingAction).toBeNull();
    expect(report.trail).toMatchObject({ events: [], missingAction: 'cloudtrail:LookupEvents' });
    expect(text).toMatch(/acme-management, eu-west-1 +any +the role in use may not do/);
    expect(text).toContain('There may be more. Missing right: cloudtrail:LookupEvents.');
    // Asked once for each of two runs, each place and each role tried: a refusal holds for every name.
    expect(emulator.journal.counts()['cloudtrail:LookupEvents']).toBeLessThan(20);
  });

  it('reach back 90 days and no further, however many are asked for', async () => {
    await acme();
    await askForRole('lena.frey', prodData, 'DataEngineer');
    emulator.clock.advance(100 * 86_400_000);
    const signedInAgain = someone(emulator);
    await signedInAgain.signIn();
    env = signedInAgain.env;
    const { report, text } = await explained('lena.frey prod-data DataEngineer', '--days', '365');
    expect(report.trail?.events).toEqual([]);
    const age = Date.now() - Date.parse(report.trail?.since ?? '');
    expect(Math.round(age / 86_400_000)).toBe(90);
    expect(text).toContain('None that is about this was found.');
    expect(text).toContain('its history holds 90 days');
  });

  it('are not asked for with --days 0', async () => {
    await acme();
    const { report } = await explained('lena.frey prod-data DataEngineer', '--days', '0');
    expect(report.trail).toBeUndefined();
    expect(emulator.journal.counts()['cloudtrail:LookupEvents']).toBeUndefined();
  });
});
