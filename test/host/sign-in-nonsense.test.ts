/** The sign-in service, or whoever answers in its name, says what it should not: nothing is opened, flooded or kept for ever. */
import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenOnLoopback } from '../../server/src/host/aws/auth/loopback';
import { signInPage } from '../../server/src/host/aws/auth/received-sign-in';
import type { DevicePrompt } from '../../server/src/host/host';
import { worded } from '../live/facts';
import { allow, patience, type Someone, someone, tokenPath } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';
import { members } from '../support/identity-center/faults';
import { type VirtualClock, virtualClock } from '../support/virtual-clock';

let emulator: Emulator;
let anna: Someone;
let clock: VirtualClock;

beforeEach(async () => {
  clock = virtualClock();
  emulator = await createEmulator('acme', { rate: 'off', clock });
  anna = someone(emulator, { clock });
});

afterEach(() => emulator.close());

function answering(operation: string, fields: object) {
  emulator.faults.add({ kind: 'nonsense', operations: [operation], nonsense: members((it) => ({ ...it, ...fields })) });
}

async function signIn(prompts: DevicePrompt[] = []) {
  return worded(
    await anna.aws.signIn(
      'acme',
      (prompt) => {
        prompts.push(prompt);
        allow(prompt).catch(() => {}); // Where the code is nonsense, too, there is no such page.
      },
      patience(),
    ),
  );
}

describe('The page to sign in at', () => {
  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'vscode://some.extension/run',
    'https://evil.example/device',
    'http://device.sso.eu-west-1.amazonaws.com/',
    'https://amazonaws.com.evil.example/',
    'https://evilamazonaws.com/',
    'https://device.sso.eu-west-1.amazonaws.com@evil.example/',
    '\\\\evil\\share',
    5,
    {},
  ])('is not opened where it is none of AWS: %j', async (page) => {
    for (const fields of [{ verificationUri: page }, { verificationUriComplete: page }]) {
      emulator.faults.clear();
      answering('oidc:StartDeviceAuthorization', fields);
      const prompts: DevicePrompt[] = [];
      const result = await signIn(prompts);
      expect(prompts).toEqual([]);
      expect(result).toMatchObject({ ok: false, failure: { reason: { kind: 'unsafe-sign-in-page' } } });
    }
  });

  it.each([
    'https://device.sso.eu-west-1.amazonaws.com/?user_code=BCDF-GHJK',
    'https://device.sso.cn-north-1.amazonaws.com.cn/',
    'https://acme.awsapps.com/start/#/device?user_code=BCDF-GHJK',
    'https://start.us-gov-home.awsapps.com/directory/acme',
    'https://ssoins-7223.eu-west-1.portal.app.aws/device',
    'https://sso.internal.example/start/device',
    'http://127.0.0.1:4566/device',
  ])('is opened where it is one of AWS, or of the host that the config names: %s', (page) => {
    expect(signInPage(page, ['https://sso.internal.example/start', 'http://127.0.0.1:4566'])).toBe(page);
  });
});

describe('Spans of time', () => {
  it.each([0, -5, 'soon', 1e308, null])('between two questions are never nothing: %j', async (interval) => {
    answering('oidc:StartDeviceAuthorization', { interval, expiresIn: 600 });
    const never = await anna.aws.signIn('acme', () => {}, patience());
    expect(never).toMatchObject({ ok: false, failure: { reason: { kind: 'sign-in-code-expired' } } });
    expect(emulator.journal.counts()['oidc:CreateToken']).toBeLessThanOrEqual(600);
  });

  it.each([-1, 'NaN', 1e300, {}])('of a code come to an end: %j', async (expiresIn) => {
    answering('oidc:StartDeviceAuthorization', { expiresIn });
    const result = await anna.aws.signIn('acme', () => {}, patience());
    expect(result).toMatchObject({ ok: false, failure: { reason: { kind: 'sign-in-code-expired' } } });
    expect(clock.passed()).toBeLessThanOrEqual(3_700_000);
  });

  it.each([-1, 'NaN', 1e300, {}])('of a token are kept as dates that can be read: %j', async (expiresIn) => {
    answering('oidc:CreateToken', { expiresIn });
    expect(await signIn()).toEqual({ ok: true, value: undefined });
    const { expiresAt } = JSON.parse(readFileSync(tokenPath(anna.home, 'acme'), 'utf8'));
    expect(Date.parse(expiresAt)).toBeLessThanOrEqual(clock.now() + 90 * 86_400_000);
  });

  it.each([-1, 'NaN', 1e300, {}])('of a registration are, too: %j', async (clientSecretExpiresAt) => {
    answering('oidc:RegisterClient', { clientSecretExpiresAt });
    expect(await signIn()).toEqual({ ok: true, value: undefined });
  });
});

describe('Secrets', () => {
  it.each([
    ['oidc:RegisterClient', { clientSecret: 5 }],
    ['oidc:RegisterClient', { clientId: 'a\r\nb' }],
    ['oidc:StartDeviceAuthorization', { deviceCode: {} }],
    ['oidc:StartDeviceAuthorization', { userCode: '<b>click</b>' }],
    ['oidc:CreateToken', { accessToken: ['x'] }],
    ['oidc:CreateToken', { accessToken: 'a\r\nx-injected: 1' }],
  ])('that are none are told: %s %j', async (operation, fields) => {
    answering(operation, fields);
    expect(await signIn()).toMatchObject({ ok: false, failure: { kind: 'unexpected' } });
  });

  it.each([{ accessKeyId: 5 }, { secretAccessKey: null }, { sessionToken: 'a\nb' }])(
    'of a role that are none are told: %j',
    async (fields) => {
      await anna.signIn();
      const change = members(({ roleCredentials }) => ({ roleCredentials: { ...Object(roleCredentials), ...fields } }));
      emulator.faults.add({ kind: 'nonsense', operations: ['portal:GetRoleCredentials'], nonsense: change });
      const result = worded(await anna.aws.pull('acme', () => {}, patience()));
      expect(result).toMatchObject({ ok: false, failure: { kind: 'signed-out' } });
    },
  );

  it('of a role may end at no time at all', async () => {
    await anna.signIn();
    const change = members(({ roleCredentials }) => ({
      roleCredentials: { ...Object(roleCredentials), expiration: 1e300 },
    }));
    emulator.faults.add({ kind: 'nonsense', operations: ['portal:GetRoleCredentials'], nonsense: change });
    expect(await anna.aws.pull('acme', () => {}, patience())).toMatchObject({ ok: true });
  });
});

describe('The way back from the browser', () => {
  const state = '0b9f4f5e-0000-4000-8000-000000000000';
  const get = async (url: string, method = 'GET') => {
    const response = await fetch(url, { method });
    return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
  };

  it('is on this machine only', async () => {
    const loopback = await listenOnLoopback(state);
    expect(new URL(loopback.redirectUri).hostname).toBe('127.0.0.1');
    // Its port is free at every other address of this machine.
    const other = createServer();
    const port = Number(new URL(loopback.redirectUri).port);
    await new Promise<void>((done) => other.listen(port, '127.0.0.2', done));
    await new Promise((done) => other.close(done));
    loopback.close();
  });

  it('is taken once, and with our state only', async () => {
    const loopback = await listenOnLoopback(state);
    const { redirectUri } = loopback;
    for (const query of ['', '?code=a', '?code=a&state=', `?code=a&state=${state}x`, `?code=a&state=${state.slice(1)}`])
      expect((await get(`${redirectUri}${query}`)).status, query).toBe(404);
    expect((await get(`${redirectUri}?code=a&state=${state}`, 'POST')).status).toBe(404);
    expect((await get(`${redirectUri}?code=first&state=${state}`)).status).toBe(200);
    expect((await get(`${redirectUri}?code=second&state=${state}`)).status).toBe(404);
    expect(await loopback.answer).toEqual({ code: 'first' });
    loopback.close();
  });

  it('shows nothing of what came in', async () => {
    const loopback = await listenOnLoopback(state);
    const script = encodeURIComponent('<script>alert(1)</script>');
    const { text, type } = await get(`${loopback.redirectUri}?error=${script}&state=${state}`);
    expect(text).not.toContain('script');
    expect(type).toBe('text/plain; charset=utf-8');
    loopback.close();
  });

  it('ends the connection where a length is no number, or a head too long', async () => {
    const loopback = await listenOnLoopback(state);
    const port = Number(new URL(loopback.redirectUri).port);
    const heads = [
      'GET /oauth/callback HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n',
      `GET /oauth/callback?${'x'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      'nonsense\r\n\r\n',
    ];
    for (const head of heads) expect(await saidAndEnded(port, head)).toMatch(/^HTTP\/1\.1 4/);
    expect((await get(`${loopback.redirectUri}?code=a&state=${state}`)).status).toBe(200);
    loopback.close();
  });

  it('is no proxy: the address of another host is refused', async () => {
    const loopback = await listenOnLoopback(state);
    const port = Number(new URL(loopback.redirectUri).port);
    const path = `http://evil.example/oauth/callback?code=a&state=${state}`;
    const status = await new Promise((done) => {
      request({ port, host: '127.0.0.1', path }, (response) => done(response.resume().statusCode)).end();
    });
    expect(status).toBe(404);
    loopback.close();
  });
});

/** What is answered until the connection ends. */
function saidAndEnded(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => (said += String(chunk)));
    socket.on('error', () => {}); // An end without a word is one, too.
    socket.on('close', () => resolve(said));
  });
}
