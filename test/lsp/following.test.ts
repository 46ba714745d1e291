/** IdC: Check Provisioning Status, while AWS still works on something. */
import { CreateAccountAssignmentCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ViewId } from '../../server/src/protocol';
import { configFor, homeWith, writeCliToken } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';
import { type Conversation, converse } from './support/conversation';

describe('Requests that AWS still works on', () => {
  let aws: Emulator;
  let talk: Conversation;

  beforeAll(async () => {
    aws = await createEmulator('acme', { rate: 1000, provisioningDelay: 120_000 });
    const home = homeWith(configFor(aws));
    writeCliToken(home, 'acme', aws);
    talk = await converse({}, { env: { HOME: home }, settings: { profile: 'acme', requestsPerSecond: 20 } });
    await talk.until(() => talk.statuses.some((it) => it.signedIn === 'yes'), 'the profile');
  }, 60_000);
  afterAll(async () => {
    await talk?.end();
    await aws?.close();
  });

  const view: ViewId = 'provisioning';
  const sections = async () => (await talk.ask('idc/children', { view })).map(({ label }) => label);
  const idOf = (all: ReadonlyMap<string, { readonly id: string; readonly name: string | undefined }>, name: string) =>
    [...all.values()].find((it) => it.name === name)?.id ?? '';

  async function assign(set: string, group: string, account: string): Promise<void> {
    const world = aws.state();
    const settings = { region: aws.region, endpoint: aws.url, credentials: aws.credentials() };
    const admin = new SSOAdminClient(settings);
    const [meant] = [...world.permissionSets.values()].filter((it) => it.name === set);
    await admin.send(
      new CreateAccountAssignmentCommand({
        InstanceArn: world.instances[0]?.arn,
        TargetId: account,
        TargetType: 'AWS_ACCOUNT',
        PermissionSetArn: meant?.arn,
        PrincipalType: 'GROUP',
        PrincipalId: idOf(world.groups, group),
      }),
    );
  }

  it('are shown, and followed until they have ended, without being asked for again', async () => {
    expect(await talk.ask('idc/refresh')).toMatchObject({ ok: true });
    await assign('ReadOnly', 'data-analysts', '555566667777');
    expect(await talk.ask('idc/checkProvisioning')).toMatchObject({ ok: true, inProgress: 1 });
    expect(await sections()).toContain('In progress');
    aws.clock.advance(120_000);
    while ((await sections()).includes('In progress')) await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await sections()).not.toContain('In progress');
    expect(talk.statuses.at(-1)?.currentActivity).toEqual({ kind: 'idle' });
  }, 60_000);
});
