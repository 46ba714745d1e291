import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureText } from '../../server/src/core/wording';
import { createAws } from '../../server/src/host/aws';
import { endpointsOf } from '../../server/src/host/aws/api/endpoints';
import { readAwsConfig } from '../../server/src/host/aws/auth/config-file';
import { nodeClock } from '../../server/src/host/clock';
import { worded } from '../live/facts';
import { configFor, homeWith, patience, someone } from '../live/someone';
import { createEmulator } from '../support/identity-center';

const silent = { info: () => {}, warn: () => {}, error: () => {} };

function awsOf(config: string | undefined, env: Readonly<Record<string, string>> = {}) {
  const home = homeWith(config);
  return { home, aws: createAws({ env: { HOME: home, ...env }, clock: nodeClock, log: silent }) };
}

async function profilesOf(config: string) {
  const result = await awsOf(config).aws.profiles();
  if (!result.ok) throw new Error(failureText(result.failure).message);
  return result.value;
}

describe('The AWS config file', () => {
  it('that is not there: what to do next is said', async () => {
    const { aws, home } = awsOf(undefined);
    expect(worded(await aws.profiles())).toMatchObject({
      ok: false,
      failure: {
        kind: 'no-config',
        message: `There is no AWS config file: ${join(home, '.aws', 'config')}`,
        nextStep: expect.stringContaining('aws configure sso'),
      },
    });
  });

  it('without a profile of Identity Center: that is said', async () => {
    const { aws } = awsOf('[profile robot]\nregion = eu-west-1\n');
    expect(await aws.profiles()).toMatchObject({ ok: false, failure: { kind: 'no-profile' } });
  });

  it('with credentials of other kinds only: they are offered', async () => {
    const profiles = await profilesOf(
      '[profile vault]\ncredential_process = vault\n[profile robot]\nregion = eu-west-1\n',
    );
    expect(profiles.map(({ name, kind }) => [name, kind])).toEqual([
      ['robot', 'other'],
      ['vault', 'other'],
    ]);
  });

  it('may be elsewhere, in AWS_CONFIG_FILE', async () => {
    const other = homeWith('[profile b]\nsso_start_url = https://b.awsapps.com/start\nsso_region = eu-west-1\n');
    const { aws } = awsOf(undefined, { AWS_CONFIG_FILE: join(other, '.aws', 'config') });
    expect(await aws.profiles()).toMatchObject({ ok: true, value: [{ name: 'b', kind: 'legacy-sso' }] });
  });

  it('gives sessions and legacy profiles alike, default first', async () => {
    const profiles = await profilesOf(`
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-central-1

[profile prod]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = ReadOnly

[profile old]
sso_start_url = https://old.awsapps.com/start
sso_region = us-east-1

[default]
region = eu-west-1
`);
    expect(
      profiles.map(({ name, kind, region, startUrl, signedIn }) => [name, kind, region, startUrl, signedIn]),
    ).toEqual([
      ['default', 'other', 'eu-west-1', undefined, 'no'],
      ['old', 'legacy-sso', 'us-east-1', 'https://old.awsapps.com/start', 'no'],
      ['prod', 'sso-session', 'eu-central-1', 'https://corp.awsapps.com/start', 'no'],
    ]);
  });

  it('with mistakes says at the profile what is missing', async () => {
    const profiles = await profilesOf(`
[sso-session half]
sso_start_url = https://half.awsapps.com/start

[profile a]
sso_session = nowhere

[profile b]
sso_session = half

[profile c]
sso_start_url = https://c.awsapps.com/start

this line means nothing
[profile d
[profile e]
sso_session =
`);
    expect(profiles.map(({ name, problem }) => [name, problem])).toEqual([
      ['a', { kind: 'no-session', session: 'nowhere' }],
      ['b', { kind: 'missing-setting', setting: 'sso_region', session: 'half' }],
      ['c', { kind: 'missing-setting', setting: 'sso_region' }],
    ]);
  });

  it('with a mistake in the chosen profile fails with that mistake, before any call', async () => {
    const { aws } = awsOf('[profile a]\nsso_session = nowhere\n');
    expect(worded(await aws.pull('a', () => {}, patience()))).toMatchObject({
      ok: false,
      failure: { kind: 'no-profile', message: expect.stringContaining('[sso-session nowhere]') },
    });
    expect(worded(await aws.signIn('missing', () => {}, patience()))).toMatchObject({
      ok: false,
      failure: { kind: 'no-profile', message: expect.stringContaining('missing') },
    });
  });
});

describe('The region', () => {
  it('is that of the SSO session, whatever region the profile works in', async () => {
    const emulator = await createEmulator('acme', { rate: 'off' });
    const config = configFor(emulator).replace(/^region = .*$/gm, 'region = us-east-1');
    const anna = someone(emulator, { config });
    await anna.signIn();
    const result = await anna.aws.pull('acme', () => {}, patience());
    expect(result.ok && result.value.instance.region).toBe('eu-west-1');
    expect(result.ok && result.value.gaps).toEqual([]);
    await emulator.close();
  });
});

describe('Endpoints', () => {
  const corp = (endpoint: string) => `
[sso-session acme]
sso_start_url = http://unused/start
sso_region = eu-west-1

[profile acme]
sso_session = acme
sso_account_id = 999900001111
sso_role_name = AdministratorAccess
${endpoint}
`;

  it('of the chosen profile count, though AWS_PROFILE names another', async () => {
    const emulator = await createEmulator('acme', { rate: 'off' });
    const services = `services = local\n[services local]\nsso =\n  endpoint_url = ${emulator.url}\n`;
    const rest = ['sso_admin', 'identitystore', 'organizations'].map(
      (it) => `${it} =\n  endpoint_url = ${emulator.url}\n`,
    );
    const anna = someone(emulator, { config: corp(services + rest.join('')), env: { AWS_PROFILE: 'other' } });
    await anna.signIn();
    expect(await anna.aws.pull('acme', () => {}, patience())).toMatchObject({ ok: true });
    await emulator.close();
  });

  it('are left aside where the user says so', async () => {
    const places = {
      env: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
      homeFolder: homeWith(corp('endpoint_url = http://127.0.0.1:1')),
    };
    const config = await readAwsConfig(places);
    const settings = config.profiles.get('acme')?.settings ?? {};
    expect(endpointsOf(places.env, settings, config)('sso-admin')).toBeUndefined();
    expect(endpointsOf({}, settings, config)('sso-admin')).toBe('http://127.0.0.1:1');
    expect(endpointsOf({ AWS_ENDPOINT_URL_SSO_ADMIN: 'http://x' }, settings, config)('sso-admin')).toBe('http://x');
  });

  it('of the environment win over those of the profile', async () => {
    const emulator = await createEmulator('acme', { rate: 'off' });
    const anna = someone(emulator, {
      config: corp('endpoint_url = http://127.0.0.1:1'),
      env: { AWS_ENDPOINT_URL: emulator.url },
    });
    await anna.signIn();
    expect(await anna.aws.pull('acme', () => {}, patience())).toMatchObject({ ok: true });
    await emulator.close();
  });
});
