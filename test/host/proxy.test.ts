import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DevicePrompt } from '../../server/src/host/host';
import { notRun } from '../emulator/programs';
import { colleague, proxiedConfig, without } from '../live/behind-proxy';
import { worded } from '../live/facts';
import { patience, type Someone } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';
import { createProxy, type Proxy } from '../support/identity-center/proxy';

let emulator: Emulator;
let proxy: Proxy;

beforeEach(async () => {
  emulator = await createEmulator('acme', { rate: 'off' });
  proxy = await createProxy(emulator);
});

afterEach(async () => {
  await proxy.close();
  await emulator.close();
});

/** The page is at AWS's own address; the person's browser has its own way there. */
async function allowAt(emulator: Emulator, { code }: DevicePrompt): Promise<void> {
  const body = new URLSearchParams({ user_code: code, answer: 'allow' });
  await fetch(`${emulator.url}/device`, { method: 'POST', body });
}

const pull = async ({ aws, signIn }: Someone) => {
  await signIn();
  return aws.pull('acme', () => {}, patience());
};

describe('Behind a proxy that inspects TLS', () => {
  it('signing in and reading go through it to the names that AWS has', async () => {
    const anna = colleague(emulator, proxy.environment);
    const prompts: DevicePrompt[] = [];
    const allow = (prompt: DevicePrompt) => {
      prompts.push(prompt);
      void allowAt(emulator, prompt);
    };
    expect(await anna.aws.signIn('acme', allow, patience())).toEqual({ ok: true, value: undefined });
    expect(prompts[0]?.url).toBe('https://device.sso.eu-west-1.amazonaws.com/device');
    const pulled = await anna.aws.pull('acme', () => {}, patience());
    expect(pulled).toMatchObject({ ok: true, value: { gaps: [] } });
    const questions = [
      { account: '111122223333', name: 'my-redshift-analyst-policy', path: '/', permissionSets: ['RedshiftAnalyst'] },
    ];
    expect(await anna.aws.checkPolicies('acme', questions, () => {}, patience())).toMatchObject({
      ok: true,
      value: [{ verdict: 'exists' }],
    });
    expect(await anna.aws.signOut('acme')).toMatchObject({ ok: true });
    expect([...proxy.reached].toSorted()).toEqual([
      'iam.amazonaws.com',
      'identitystore.eu-west-1.amazonaws.com',
      'oidc.eu-west-1.amazonaws.com',
      'organizations.us-east-1.amazonaws.com',
      'portal.sso.eu-west-1.amazonaws.com',
      'sso.eu-west-1.amazonaws.com',
    ]);
    expect([...proxy.refused]).toEqual([]);
  });

  it('signing in through the browser shows the page that AWS has, and takes the answer', async () => {
    const anna = colleague(emulator, proxy.environment);
    let shown = '';
    const open = (url: string) => {
      const { origin, searchParams } = new URL(url);
      shown = origin;
      searchParams.set('answer', 'allow');
      void fetch(`${emulator.url}/authorize`, { method: 'POST', body: searchParams });
    };
    expect(await anna.aws.signInWithBrowser('acme', open, patience())).toMatchObject({ ok: true });
    expect(shown).toBe('https://oidc.eu-west-1.amazonaws.com');
  });

  it.each([
    ['NODE_EXTRA_CA_CERTS', (file: string) => ({ env: { NODE_EXTRA_CA_CERTS: file }, config: proxiedConfig })],
    ['ca_bundle of the profile', (file: string) => ({ env: {}, config: `${proxiedConfig}ca_bundle = ${file}\n` })],
  ])('the company’s authority may be named in %s', async (_, choose) => {
    const { env, config } = choose(proxy.certificateFile);
    const anna = colleague(emulator, { ...without('AWS_CA_BUNDLE', proxy), ...env }, config);
    expect(await pull(anna)).toMatchObject({ ok: true });
  });

  it('an authority that nobody named is not trusted: nothing is sent, and what to do is said', async () => {
    const anna = colleague(emulator, without('AWS_CA_BUNDLE', proxy));
    expect(worded(await pull(anna))).toMatchObject({
      ok: false,
      failure: {
        kind: 'offline',
        message: expect.stringMatching(/^The certificate shown in AWS's name is not trusted.*: [A-Z_]+ at sso:/),
        nextStep: expect.stringContaining('AWS_CA_BUNDLE'),
      },
    });
    expect(emulator.journal.all()).toEqual([]);
  });

  it.each([
    ['is not there', undefined, "because it can't be read"],
    ['holds no certificate', 'nothing', 'because it holds no certificate'],
  ])('a bundle that %s is said, before anything is sent', async (_, text, because) => {
    const anna = colleague(emulator, proxy.environment);
    const path = join(anna.home, 'bundle.pem');
    if (text !== undefined) writeFileSync(path, text);
    const bruno = colleague(emulator, { ...proxy.environment, AWS_CA_BUNDLE: path });
    const failed = await pull(bruno);
    expect(worded(failed)).toMatchObject({
      ok: false,
      failure: { message: expect.stringMatching(/^The certificates of AWS_CA_BUNDLE can't be used/) },
    });
    expect(worded(failed)).toMatchObject({ failure: { message: expect.stringContaining(because) } });
    expect(proxy.reached.size).toBe(0);
  });
});

/** Only newer versions of Node tell whom the operating system trusts. */
if ('getCACertificates' in tls) {
  it('An authority that the operating system trusts is trusted, where the editor asks for that', async () => {
    process.env.SSL_CERT_FILE = proxy.certificateFile;
    const anna = colleague(emulator, { ...without('AWS_CA_BUNDLE', proxy), IDC_SYSTEM_CERTIFICATES: 'true' });
    expect(await pull(anna)).toMatchObject({ ok: true });
  });
} else notRun("the operating system's authorities", 'this version of Node does not tell them');

describe('Which proxy', () => {
  it.each([
    ['https_proxy', (url: string) => ({ https_proxy: url, HTTPS_PROXY: 'http://127.0.0.1:1' })],
    ['ALL_PROXY', (url: string) => ({ HTTPS_PROXY: '', ALL_PROXY: url })],
    ['an address without http://', (url: string) => ({ HTTPS_PROXY: url.replace('http://', '') })],
  ])('may be said by %s', async (_, choose) => {
    const anna = colleague(emulator, { ...proxy.environment, ...choose(proxy.url) });
    expect(await pull(anna)).toMatchObject({ ok: true });
  });

  it('HTTP_PROXY serves custom endpoints at http addresses, and this machine is never looked for behind a proxy', async () => {
    const env = { HTTP_PROXY: proxy.url, AWS_ENDPOINT_URL: 'http://sso.eu-west-1.amazonaws.com' };
    expect(await pull(colleague(emulator, env))).toMatchObject({ ok: true });
    expect([...proxy.reached]).toEqual(['sso.eu-west-1.amazonaws.com']);
    const here = { HTTP_PROXY: 'http://127.0.0.1:1', AWS_ENDPOINT_URL: emulator.url };
    expect(await pull(colleague(emulator, here))).toMatchObject({ ok: true });
  });

  it('none, where NO_PROXY excepts the host', async () => {
    const env = {
      HTTP_PROXY: proxy.url,
      NO_PROXY: 'amazonaws.invalid',
      AWS_ENDPOINT_URL: 'http://sso.amazonaws.invalid',
    };
    expect(await pull(colleague(emulator, env))).toMatchObject({ ok: false, failure: { kind: 'offline' } });
    expect([proxy.reached.size, proxy.refused.size]).toEqual([0, 0]);
  });

  it('is told, never with its password, when the value is no address of one', async () => {
    const anna = colleague(emulator, { ...proxy.environment, HTTPS_PROXY: 'socks5://anna:hush-hush@proxy:1080' });
    const failed = await pull(anna);
    expect(worded(failed)).toMatchObject({ ok: false, failure: { message: expect.stringContaining('HTTPS_PROXY') } });
    expect(JSON.stringify(failed)).not.toContain('hush-hush');
  });
});

describe('A proxy that fails', () => {
  it('by not being there is named', async () => {
    const anna = colleague(emulator, { ...proxy.environment, HTTPS_PROXY: 'http://127.0.0.1:1' });
    expect(worded(await pull(anna))).toMatchObject({
      ok: false,
      failure: {
        kind: 'offline',
        message: 'The proxy could not be reached: 127.0.0.1:1 (ECONNREFUSED)',
        nextStep: expect.stringContaining('HTTPS_PROXY'),
      },
    });
  });

  it('by refusing the host says which host to ask for, at once', async () => {
    const anna = colleague(emulator, { ...proxy.environment, AWS_ENDPOINT_URL: 'https://vpce.example.com' });
    const address = proxy.url.replace('http://', '');
    expect(worded(await pull(anna))).toMatchObject({
      ok: false,
      failure: {
        kind: 'offline',
        message: `The proxy ${address} does not let us through to vpce.example.com: it answers 403`,
        nextStep: expect.stringContaining('*.amazonaws.com'),
      },
    });
    expect(anna.log.join()).not.toContain('trying again');
  });
});

describe('A proxy that wants a password', () => {
  const password = 'anna:secret-of-proxy';
  let strict: Proxy;

  beforeEach(async () => {
    strict = await createProxy(emulator, { password });
  });
  afterEach(() => strict.close());

  it('gets it from the address, and it is nowhere else', async () => {
    const anna = colleague(emulator, strict.environment);
    const pulled = await pull(anna);
    expect(pulled).toMatchObject({ ok: true });
    expect(JSON.stringify([anna.log, pulled])).not.toContain('secret-of-proxy');
  });

  it('gets it from the header that the editor was given', async () => {
    const bare = strict.url.replace(`${password}@`, '');
    const IDC_PROXY_AUTHORIZATION = `Basic ${Buffer.from(password).toString('base64')}`;
    const anna = colleague(emulator, { ...strict.environment, HTTPS_PROXY: bare, IDC_PROXY_AUTHORIZATION });
    expect(await pull(anna)).toMatchObject({ ok: true });
  });

  it.each([
    ['none', ''],
    ['another', 'anna:wrong-password@'],
  ])('says so where it gets %s, for https and http alike', async (_, given) => {
    const url = strict.url.replace(`${password}@`, given);
    const anna = colleague(emulator, { ...strict.environment, HTTPS_PROXY: url });
    const failed = await pull(anna);
    expect(worded(failed)).toMatchObject({
      ok: false,
      failure: { kind: 'offline', message: expect.stringMatching(/\(407\): 127\.0\.0\.1:\d+$/) },
    });
    expect(JSON.stringify([failed, anna.log])).not.toContain('wrong-password');
    const plain = { HTTP_PROXY: url, AWS_ENDPOINT_URL: 'http://sso.eu-west-1.amazonaws.com' };
    expect(worded(await pull(colleague(emulator, plain)))).toMatchObject({
      ok: false,
      failure: { kind: 'offline', message: expect.stringContaining('(407)') },
    });
  });
});

describe('A proxy at an https address', () => {
  let secure: Proxy;

  beforeEach(async () => {
    secure = await createProxy(emulator, { secure: true });
  });
  afterEach(() => secure.close());

  it('is trusted as far as its authority is', async () => {
    expect(await pull(colleague(emulator, secure.environment))).toMatchObject({ ok: true });
    expect(worded(await pull(colleague(emulator, without('AWS_CA_BUNDLE', secure))))).toMatchObject({
      ok: false,
      failure: {
        kind: 'offline',
        message: expect.stringMatching(
          /^The certificate of the proxy itself is not trusted: localhost:\d+ \([A-Z_]+\)$/,
        ),
      },
    });
  });

  it('may be left unchecked, which leaves the certificate in AWS’s name checked', async () => {
    const env = { ...without('AWS_CA_BUNDLE', secure), IDC_PROXY_STRICT_SSL: 'false' };
    expect(worded(await pull(colleague(emulator, env)))).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining("The certificate shown in AWS's name is not trusted") },
    });
    expect(emulator.journal.all()).toEqual([]);
  });
});
