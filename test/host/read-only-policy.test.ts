import { afterEach, describe, expect, it } from 'vitest';
import { failureText } from '../../server/src/core/wording';
import { worded } from '../live/facts';
import { patience, type Someone, someone } from '../live/someone';
import { createEmulator, type Emulator, loadScenario } from '../support/identity-center';

let emulator: Emulator;

afterEach(() => emulator?.close());

type Policy = { readonly Statement: readonly { readonly Sid: string; readonly Action: readonly string[] }[] };

async function policyOf({ aws }: Someone): Promise<Policy> {
  return JSON.parse(await aws.readOnlyPolicy());
}

async function withRights(allow: readonly string[]): Promise<Someone> {
  const rights = ['AdministratorAccess', 'ReadOnly'].map((role) => ({ role, allow, deny: [] }));
  await emulator?.close();
  emulator = await createEmulator({ ...loadScenario('acme'), rights }, { rate: 'off' });
  const anna = someone(emulator);
  await anna.signIn();
  return anna;
}

async function everything({ aws }: Someone) {
  const pulled = await aws.pull('acme', () => {}, patience());
  const checked = await aws.checkProvisioning('acme', undefined, () => {}, patience());
  const question = { account: '111122223333', name: 'my-redshift-analyst-policy', path: '/', permissionSets: ['x'] };
  const looked = await aws.checkPolicies('acme', [question], () => {}, patience());
  const events = await aws.lookUpEvents('acme', inquiry, () => {}, patience());
  return { pulled, checked, looked, events };
}

const inquiry = {
  since: '2020-01-01T00:00:00.000Z',
  here: ['GetRoleCredentials', 'CreateAccountAssignment'],
  there: { account: '111122223333', names: ['AssumeRoleWithSAML'] },
};

/** The portal takes the user's token; IAM policies do not speak of it. */
const isSigned = (operation: string) => !operation.startsWith('portal:') && !operation.startsWith('oidc:');

const actionOf = (operation: string) => operation.replace(/^sso-admin:/, 'sso:');

describe('The read-only policy', () => {
  it('is enough for everything: nothing is denied to a role that may do this and no more', async () => {
    const { Statement } = await policyOf(await withRights([]));
    const anna = await withRights(Statement.flatMap(({ Action }) => Action));
    const { pulled, checked, looked, events } = await everything(anna);
    expect(pulled).toMatchObject({ ok: true, value: { gaps: [] } });
    expect(checked).toMatchObject({ ok: true, value: { gaps: [] } });
    expect(looked).toMatchObject({ ok: true, value: [{ verdict: 'exists' }] });
    if (!events.ok) throw new Error(failureText(events.failure).message);
    expect(new Set(events.value.map(({ gap }) => gap))).toEqual(new Set([undefined]));
  });

  it('allows every action that is ever asked for, all of them reading ones, each once', async () => {
    const anna = await withRights(['*']);
    await everything(anna);
    const asked = Object.keys(emulator.journal.counts()).filter(isSigned).map(actionOf);
    const allowed = (await policyOf(anna)).Statement.flatMap(({ Action }) => Action);
    expect(asked.filter((it) => !allowed.includes(it))).toEqual([]);
    expect(
      allowed.filter(
        (it) => !/^(sso|identitystore|organizations|cloudtrail|iam):(Get|List|Describe|Lookup)\w+$/.test(it),
      ),
    ).toEqual([]);
    expect(new Set(allowed).size).toBe(allowed.length);
  });

  it('is named by the failures of those who need it', async () => {
    const anna = await withRights([]);
    expect(worded(await anna.aws.pull('acme', () => {}, patience()))).toMatchObject({
      ok: false,
      failure: { kind: 'denied', nextStep: expect.stringContaining('idc live --policy') },
    });
    const config = `[profile acme]\nsso_start_url = ${emulator.startUrl}\nsso_region = eu-west-1\nendpoint_url = ${emulator.url}\n`;
    const bruno = someone(emulator, { config });
    expect(worded(await bruno.aws.pull('acme', () => {}, patience()))).toMatchObject({
      ok: false,
      failure: { kind: 'no-profile', nextStep: expect.stringContaining('Copy Read-Only Policy') },
    });
  });
});
