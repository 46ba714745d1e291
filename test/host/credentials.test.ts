/** Whatever the SDK's credential chain resolves, as CI jobs and chained profiles have it. */
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root, run } from '../emulator/programs';
import { startUrl } from '../live/behind-proxy';
import { worded } from '../live/facts';
import { allow, homeWith, patience, type Someone, someone } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';
import { createProxy } from '../support/identity-center/proxy';

let emulator: Emulator;
const before = { ...process.env };

beforeEach(async () => {
  emulator = await createEmulator('acme', { rate: 'off' });
});

afterEach(async () => {
  process.env = { ...before };
  await emulator.close();
});

const management = '999900001111';
const auditArn = `arn:aws:iam::${management}:role/IdcAudit`;

const keys = (account = management) =>
  `aws_access_key_id = AKIA${account}TEST\naws_secret_access_key = not-checked-by-the-emulator\n`;

const profile = (name: string, ...lines: readonly string[]) =>
  `[profile ${name}]\nregion = eu-west-1\nendpoint_url = ${emulator.url}\n${lines.join('\n')}\n\n`;

const session = () =>
  `[sso-session acme]\nsso_start_url = ${emulator.startUrl}\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access\n\n`;

const enters = (account: string, role: string) =>
  `sso_session = acme\nsso_account_id = ${account}\nsso_role_name = ${role}\n`;

const pull = ({ aws }: Someone, name: string | undefined) => aws.pull(name, () => {}, patience());

const isRead = { ok: true, value: { gaps: [], instance: { region: 'eu-west-1' } } };

/** The SDK's chain looks at the process's own environment, which is the one that the programs hand on. */
function inEnvironment(env: Readonly<Record<string, string>>, config = ''): Someone {
  const home = homeWith(config);
  const own = {
    HOME: home,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: emulator.url,
    AWS_REGION: 'eu-west-1',
  };
  const clean = Object.entries(before).filter(([name]) => !name.startsWith('AWS_'));
  process.env = { ...Object.fromEntries(clean), ...own, ...env };
  const written = Object.fromEntries(Object.entries(process.env).flatMap(([name, it]) => (it ? [[name, it]] : [])));
  return someone(emulator, { config, env: written });
}

describe('A profile', () => {
  it('with keys, in a config file and a credentials file elsewhere', async () => {
    const elsewhere = homeWith(profile('robot'));
    const credentials = join(elsewhere, 'credentials');
    writeFileSync(credentials, `[robot]\n${keys()}`);
    const env = { AWS_CONFIG_FILE: join(elsewhere, '.aws', 'config'), AWS_SHARED_CREDENTIALS_FILE: credentials };
    const robot = someone(emulator, { env });
    expect(await pull(robot, 'robot')).toMatchObject(isRead);
    const byVariable = someone(emulator, { env: { ...env, AWS_PROFILE: 'robot' } });
    expect(await pull(byVariable, undefined)).toMatchObject({ ...isRead, value: { profile: 'robot' } });
  });

  it('with a credential_process', async () => {
    const said = { Version: 1, AccessKeyId: `AKIA${management}TEST`, SecretAccessKey: 'not-checked' };
    const home = homeWith(undefined);
    const script = join(home, 'credentials.sh');
    writeFileSync(script, `#!/bin/sh\necho '${JSON.stringify(said)}'\n`);
    chmodSync(script, 0o755);
    const robot = someone(emulator, { config: profile('robot', `credential_process = ${script}`) });
    expect(await pull(robot, 'robot')).toMatchObject(isRead);
  });

  it('that takes on a role from a profile with keys', async () => {
    const config =
      profile('keys', keys('111122223333')) + profile('audit', `role_arn = ${auditArn}`, 'source_profile = keys');
    expect(await pull(someone(emulator, { config }), 'audit')).toMatchObject(isRead);
    expect(emulator.journal.counts()).toMatchObject({ 'sts:AssumeRole': 1 });
  });

  it('that takes on a role with its own keys', async () => {
    const config = profile('audit', `role_arn = ${auditArn}`, 'source_profile = audit', keys('111122223333'));
    expect(await pull(someone(emulator, { config }), 'audit')).toMatchObject(isRead);
    expect(emulator.journal.counts()).toMatchObject({ 'sts:AssumeRole': 1 });
  });
});

describe('A profile that builds on one of Identity Center', () => {
  const chain = () =>
    session() +
    profile('data', enters('111122223333', 'ReadOnly')) +
    profile('audit', `role_arn = ${auditArn}`, 'source_profile = data', 'role_session_name = anna');

  it('reads with the role it takes on', async () => {
    const anna = someone(emulator, { config: chain() });
    await anna.signIn();
    expect(await pull(anna, 'audit')).toMatchObject(isRead);
    expect(emulator.journal.counts()).toMatchObject({ 'portal:GetRoleCredentials': 1, 'sts:AssumeRole': 1 });
  });

  it('may take on one role after another', async () => {
    const last = `role_arn = arn:aws:iam::100020003002:role/IdcAudit`;
    const anna = someone(emulator, { config: chain() + profile('far', last, 'source_profile = audit') });
    await anna.signIn();
    expect(await pull(anna, 'far')).toMatchObject({ ok: true, value: { instance: { region: 'eu-west-1' } } });
    expect(emulator.journal.counts()).toMatchObject({ 'sts:AssumeRole': 2 });
  });

  it('is offered with its sign-in, its account and its role', async () => {
    const anna = someone(emulator, { config: chain() });
    const entry = async () => {
      const listed = await anna.aws.profiles();
      return listed.ok && listed.value.find(({ name }) => name === 'audit');
    };
    const whole = { kind: 'sso-session', session: 'acme', account: management, role: 'IdcAudit' };
    expect(await entry()).toMatchObject({ ...whole, signedIn: 'no' });
    await anna.signIn();
    expect(await entry()).toMatchObject({ ...whole, signedIn: 'yes' });
  });

  it('signs in and out where that one does', async () => {
    const anna = someone(emulator, { config: chain() });
    expect(await pull(anna, 'audit')).toMatchObject({ ok: false, failure: { kind: 'signed-out' } });
    expect(await anna.aws.signIn('audit', (prompt) => void allow(prompt), patience())).toMatchObject({ ok: true });
    expect(await pull(anna, 'audit')).toMatchObject(isRead);
    expect(await anna.aws.signOut('audit')).toMatchObject({ ok: true });
    expect(await pull(anna, 'audit')).toMatchObject({ ok: false, failure: { kind: 'signed-out' } });
  });

  it('reaches STS through the proxy, too', async () => {
    const proxy = await createProxy(emulator);
    const config = chain()
      .replaceAll(/^endpoint_url.*\n/gm, '')
      .replace(emulator.startUrl, startUrl);
    const anna = someone({ ...emulator, startUrl }, { config, env: proxy.environment });
    await anna.signIn();
    expect(await pull(anna, 'audit')).toMatchObject(isRead);
    expect([...proxy.reached]).toContain('sts.eu-west-1.amazonaws.com');
    await proxy.close();
  });

  it.each([
    [
      'a role that trusts somebody else',
      'role_arn = arn:aws:iam::111122223333:role/OrganizationAccountAccessRole',
      'denied',
      /not let this profile take on its role: arn:aws:iam::111122223333/,
    ],
    [
      'a role that asks for an MFA code',
      `role_arn = ${auditArn}\nmfa_serial = arn:aws:iam::1:mfa/anna`,
      'no-profile',
      /asks for an MFA code.*: broken/,
    ],
    [
      'a source that is not there',
      `role_arn = ${auditArn}\nsource_profile = gone`,
      'no-profile',
      /"broken" can't be used: there is no profile "gone"/,
    ],
    ['a source that leads back', `role_arn = ${auditArn}\nsource_profile = back`, 'no-profile', /leads back to itself/],
  ])('says what is wrong: %s', async (_, lines, kind, message) => {
    const source = lines.includes('source_profile') ? '' : 'source_profile = data';
    const config =
      chain() + profile('broken', lines, source) + profile('back', `role_arn = ${auditArn}`, 'source_profile = broken');
    const anna = someone(emulator, { config });
    await anna.signIn();
    expect(worded(await pull(anna, 'broken'))).toMatchObject({
      ok: false,
      failure: { kind, message: expect.stringMatching(message) },
    });
    expect(await anna.aws.profiles()).toMatchObject({ ok: true });
  });
});

describe('The environment of a job', () => {
  it('with keys', async () => {
    const robot = inEnvironment({ AWS_ACCESS_KEY_ID: `AKIA${management}TEST`, AWS_SECRET_ACCESS_KEY: 'not-checked' });
    expect(await pull(robot, undefined)).toMatchObject({ ...isRead, value: { profile: 'environment' } });
  });

  it('with the token of a CI system, though the config file has a default profile that only names a region', async () => {
    const token = join(homeWith(undefined), 'token');
    writeFileSync(token, 'header.claims.signature');
    const web = { AWS_ROLE_ARN: auditArn, AWS_WEB_IDENTITY_TOKEN_FILE: token };
    const robot = inEnvironment(web, '[default]\nregion = eu-west-1\n');
    expect(await pull(robot, undefined)).toMatchObject(isRead);
    expect(emulator.journal.counts()).toMatchObject({ 'sts:AssumeRoleWithWebIdentity': 1 });
  });

  it('with a profile for that token', async () => {
    const token = join(homeWith(undefined), 'token');
    writeFileSync(token, 'header.claims.signature');
    const config = profile('ci', `role_arn = ${auditArn}`, `web_identity_token_file = ${token}`);
    expect(await pull(someone(emulator, { config }), 'ci')).toMatchObject(isRead);
  });

  it('with credential_source = Environment', async () => {
    const config = profile('ci', `role_arn = ${auditArn}`, 'credential_source = Environment');
    const env = { AWS_ACCESS_KEY_ID: 'AKIA111122223333TEST', AWS_SECRET_ACCESS_KEY: 'not-checked', AWS_PROFILE: 'ci' };
    expect(await pull(inEnvironment(env, config), undefined)).toMatchObject(isRead);
    expect(emulator.journal.counts()).toMatchObject({ 'sts:AssumeRole': 1 });
  });

  it('with the credentials that a container is given', async () => {
    const given = {
      AccessKeyId: `AKIA${management}TEST`,
      SecretAccessKey: 'x',
      Token: 'y',
      Expiration: '2099-01-01T00:00:00Z',
    };
    const server = createServer((_, response) => response.end(JSON.stringify(given)));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const robot = inEnvironment({ AWS_CONTAINER_CREDENTIALS_FULL_URI: address });
    expect(await pull(robot, undefined)).toMatchObject(isRead);
    server.close();
  });

  it('with nothing: says so, and how to find out', async () => {
    expect(worded(await pull(inEnvironment({}), undefined))).toMatchObject({
      ok: false,
      failure: { kind: 'signed-out', nextStep: expect.stringContaining('aws sts get-caller-identity') },
    });
  });

  it('with a token that AWS does not take: says why, and never the token', async () => {
    const token = join(homeWith(undefined), 'token');
    writeFileSync(token, 'a-token-that-is-none');
    const robot = inEnvironment({ AWS_ROLE_ARN: auditArn, AWS_WEB_IDENTITY_TOKEN_FILE: token });
    const failed = await pull(robot, undefined);
    expect(worded(failed)).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('InvalidIdentityToken') },
    });
    expect(JSON.stringify([failed, robot.log])).not.toContain('a-token-that-is-none');
  });

  it('is what the program itself reads with', { timeout: 120_000 }, async () => {
    const token = join(homeWith(undefined), 'token');
    writeFileSync(token, 'header.claims.signature');
    const web = { AWS_ROLE_ARN: auditArn, AWS_WEB_IDENTITY_TOKEN_FILE: token };
    inEnvironment(web);
    const args = [join(root, 'node_modules/tsx/dist/cli.mjs'), 'server/src/cli.ts', 'status', '--format', 'json'];
    const { code, stdout, stderr } = await run(process.execPath, args, { env: {} });
    expect([code, stderr]).toEqual([1, '']);
    expect(JSON.parse(stdout).instance.ownerAccount).toBe(management);
  });
});
