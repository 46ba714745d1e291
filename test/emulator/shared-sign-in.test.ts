/**
 * One sign-in for everybody: unmodified clients reach the emulator under AWS's own names, through its proxy, and share the
 * token cache in one home folder with us.
 */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromSSO } from '@aws-sdk/credential-providers';
import { HttpsProxyAgent } from 'hpagent';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { colleague } from '../live/behind-proxy';
import { patience, type Someone, tokenPath } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';
import { createProxy, type Proxy } from '../support/identity-center/proxy';
import { awsCli2, isPresent, notRun, type Outcome, root, run } from './programs';
import { instanceArn } from './support';

let emulator: Emulator;
let proxy: Proxy;
let anna: Someone;

beforeEach(async () => {
  emulator = await createEmulator('acme', { rate: 'off' });
  proxy = await createProxy(emulator);
  anna = colleague(emulator, proxy.environment);
});

afterEach(async () => {
  await proxy.close();
  await emulator.close();
});

/** Nothing of this machine's own AWS set-up; the home folder and the proxy are all that a program is told. */
const environment = () => ({ ...noAws, ...proxy.environment, HOME: anna.home, AWS_EC2_METADATA_DISABLED: 'true' });

const noAws = Object.fromEntries(
  ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_REGION', 'NO_PROXY'].map(
    (name) => [name, undefined],
  ),
);

const approve = (code: string) =>
  fetch(`${emulator.url}/device`, { method: 'POST', body: new URLSearchParams({ user_code: code, answer: 'allow' }) });

const weSignIn = () => anna.aws.signIn('acme', ({ code }) => void approve(code), patience());

const cachedToken = () => JSON.parse(readFileSync(tokenPath(anna.home, 'acme'), 'utf8'));

const whoAnnaIs = /assumed-role\/AWSReservedSSO_AdministratorAccess_[0-9a-f]{16}\/anna\.berg/;

const idc = (...args: readonly string[]): Promise<Outcome> =>
  run(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), 'server/src/cli.ts', ...args], {
    env: environment(),
  });

const cli = awsCli2();

if (cli !== undefined) {
  const aws = (...args: readonly string[]): Promise<Outcome> =>
    run(cli, [...args, '--profile', 'acme', '--output', 'json'], { env: environment() });

  /** `aws sso login`, the person's part done on the page that it names. */
  const login = (): Promise<number | null> =>
    new Promise((done, fail) => {
      const child = spawn(cli, ['sso', 'login', '--profile', 'acme', '--no-browser'], {
        env: { ...process.env, ...environment() },
      });
      let said = '';
      let approved = false;
      child.stdout.on('data', (chunk) => {
        said += String(chunk);
        const code = /\b[A-Z]{4}-[A-Z]{4}\b/.exec(said)?.[0];
        if (code === undefined || approved) return;
        approved = true;
        approve(code).catch(fail);
      });
      child.on('error', fail);
      child.on('close', done);
    });

  describe('The AWS CLI', { timeout: 120_000 }, () => {
    it('signs in, and idc reads with that sign-in, in the terminal and in the editor', async () => {
      expect(await login()).toBe(0);
      expect(cachedToken()).toMatchObject({ startUrl: 'https://acme.awsapps.com/start', region: 'eu-west-1' });
      // The scenario has failures, which the exit code tells.
      const status = await idc('status', '--profile', 'acme', '--format', 'json');
      expect([status.code, status.stderr]).toEqual([1, '']);
      expect(JSON.parse(status.stdout).instance.arn).toBe(instanceArn);
      expect(await anna.aws.profiles()).toMatchObject({ value: [{ name: 'acme', signedIn: 'yes' }] });
      expect(emulator.journal.counts()).toMatchObject({ 'oidc:StartDeviceAuthorization': 1 });
      expect([...proxy.refused]).toEqual([]);
    });

    it('works with the sign-in that we made, and asks nobody to sign in', async () => {
      expect(await weSignIn()).toMatchObject({ ok: true });
      const me = await aws('sts', 'get-caller-identity');
      expect([me.stderr, JSON.parse(me.stdout).Arn]).toEqual(['', expect.stringMatching(whoAnnaIs)]);
      const instances = await aws('sso-admin', 'list-instances', '--query', 'Instances[].InstanceArn');
      expect(JSON.parse(instances.stdout)).toEqual([instanceArn]);
      expect(emulator.journal.counts()).toMatchObject({ 'oidc:StartDeviceAuthorization': 1 });
    });

    it('renews the sign-in that we made, and we go on with what it wrote; and the other way round', async () => {
      await weSignIn();
      const first = cachedToken();
      writeExpired(first);
      expect((await aws('sts', 'get-caller-identity')).code).toBe(0);
      const second = cachedToken();
      expect(second.accessToken).not.toBe(first.accessToken);
      expect(await anna.aws.pull('acme', () => {}, patience())).toMatchObject({ ok: true });
      writeExpired(second);
      expect(await anna.aws.pull('acme', () => {}, patience())).toMatchObject({ ok: true });
      expect(cachedToken().accessToken).not.toBe(second.accessToken);
      expect((await aws('sts', 'get-caller-identity')).code).toBe(0);
      expect(emulator.journal.counts()).toMatchObject({ 'oidc:StartDeviceAuthorization': 1 });
    });

    it('knows that we signed out', async () => {
      await login();
      expect(await anna.aws.signOut('acme')).toMatchObject({ ok: true });
      const me = await aws('sts', 'get-caller-identity');
      expect(me.code).not.toBe(0);
      expect(me.stderr).toMatch(/SSO/);
    });
  });
} else notRun('one sign-in with the AWS CLI', 'no version 2 of it');

function writeExpired(token: object): void {
  const expiresAt = new Date(Date.now() - 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
  writeFileSync(tokenPath(anna.home, 'acme'), JSON.stringify({ ...token, expiresAt }));
}

describe("The SDK's own provider", () => {
  it('works with the sign-in that we made', async () => {
    await weSignIn();
    const requestHandler = {
      httpsAgent: new HttpsProxyAgent({ proxy: proxy.url, ca: proxy.certificate }),
    };
    const home = process.env.HOME;
    process.env.HOME = anna.home;
    try {
      const credentials = fromSSO({ profile: 'acme', ignoreCache: true, clientConfig: { requestHandler } });
      const sts = new STSClient({ region: 'eu-west-1', credentials, requestHandler });
      const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
      expect(Arn).toMatch(whoAnnaIs);
    } finally {
      process.env.HOME = home;
    }
  });
});

const whoAmI = `
import boto3
print(boto3.Session(profile_name='acme').client('sts').get_caller_identity()['Arn'])
`;

if (isPresent('python3', ['-c', 'import boto3'])) {
  it('boto3 works with the sign-in that we made', { timeout: 120_000 }, async () => {
    await weSignIn();
    const { stdout, stderr } = await run('python3', ['-c', whoAmI], { env: environment() });
    expect([stderr, stdout]).toEqual(['', expect.stringMatching(whoAnnaIs)]);
  });
} else notRun('one sign-in with boto3', 'python3 has no boto3');
