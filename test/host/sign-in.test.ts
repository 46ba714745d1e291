import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fromSSO } from '@aws-sdk/credential-providers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DevicePrompt } from '../../server/src/host/host';
import { worded } from '../live/facts';
import { allow, deny, patience, type Someone, someone, tokenPath, writeCliToken } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';

let emulator: Emulator;
let anna: Someone;

beforeEach(async () => {
  emulator = await createEmulator('acme', { rate: 'off' });
  anna = someone(emulator);
});

afterEach(() => emulator.close());

async function stateOf(profile: string): Promise<string | undefined> {
  const result = await anna.aws.profiles();
  return result.ok ? result.value.find(({ name }) => name === profile)?.signedIn : undefined;
}

describe('Signing in by device code', () => {
  it('shows where to go and what to type, and ends when the user allows it', async () => {
    const prompts: DevicePrompt[] = [];
    const result = await anna.aws.signIn(
      'acme',
      (prompt) => {
        prompts.push(prompt);
        void allow(prompt);
      },
      patience(),
    );
    expect(result).toEqual({ ok: true, value: undefined });
    expect(prompts).toEqual([
      {
        url: `${emulator.url}/device`,
        urlWithCode: expect.stringContaining('user_code='),
        code: expect.stringMatching(/^[A-Z]{4}-[A-Z]{4}$/),
        expiresAt: expect.any(Number),
      },
    ]);
    expect(await stateOf('acme')).toBe('yes');
    expect(await stateOf('legacy')).toBe('no');
  });

  it('works for a legacy profile, whose token goes by the start URL', async () => {
    expect(await anna.aws.signIn('legacy', (prompt) => void allow(prompt), patience())).toMatchObject({ ok: true });
    expect(await stateOf('legacy')).toBe('yes');
    expect(JSON.parse(readFileSync(tokenPath(anna.home, emulator.startUrl), 'utf8'))).not.toHaveProperty(
      'refreshToken',
    );
  });

  it('says so when the user refuses', async () => {
    const result = await anna.aws.signIn('acme', (prompt) => void deny(prompt), patience());
    expect(worded(result)).toMatchObject({
      ok: false,
      failure: { kind: 'signed-out', message: expect.stringContaining('refused') },
    });
    expect(await stateOf('acme')).toBe('no');
  });

  it('says so when the code expires', async () => {
    const result = await anna.aws.signIn('acme', () => emulator.clock.advance(3_600_000), patience());
    expect(worded(result)).toMatchObject({
      ok: false,
      failure: { kind: 'signed-out', message: expect.stringContaining('expired') },
    });
  });

  it('can be cancelled while it waits', async () => {
    const cancel = new AbortController();
    const result = await anna.aws.signIn('acme', () => cancel.abort(), cancel.signal);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
  });

  it('registers once, and signs in again with the same registration', async () => {
    await anna.aws.signIn('acme', (prompt) => void allow(prompt), patience());
    await anna.aws.signIn('acme', (prompt) => void allow(prompt), patience());
    expect(emulator.journal.counts()).toMatchObject({ 'oidc:RegisterClient': 1, 'oidc:StartDeviceAuthorization': 2 });
  });

  it('registers anew when AWS has forgotten the registration', async () => {
    await anna.aws.signIn('acme', (prompt) => void allow(prompt), patience());
    await emulator.close();
    emulator = await createEmulator('acme', { rate: 'off', port: Number(new URL(emulator.url).port) });
    expect(await anna.aws.signIn('acme', (prompt) => void allow(prompt), patience())).toMatchObject({ ok: true });
  });

  it('is refused for a profile that does not use Identity Center', async () => {
    const robot = someone(emulator, { config: '[profile robot]\nregion = eu-west-1\n' });
    expect(await robot.aws.signIn('robot', () => {}, patience())).toMatchObject({
      ok: false,
      failure: { kind: 'no-profile' },
    });
  });
});

describe('One sign-in for the AWS CLI, the SDK and us', () => {
  it('writes the fields that the CLI reads, for the user alone', async () => {
    await anna.aws.signIn('acme', (prompt) => void allow(prompt), patience());
    const path = tokenPath(anna.home, 'acme');
    expect(Object.keys(JSON.parse(readFileSync(path, 'utf8'))).toSorted()).toEqual([
      'accessToken',
      'clientId',
      'clientSecret',
      'expiresAt',
      'refreshToken',
      'region',
      'registrationExpiresAt',
      'startUrl',
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(anna.home, '.aws', 'sso', 'cache')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(anna.home, '.aws', 'sso', 'cache')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('lets the SDK use the token that we wrote', async () => {
    await anna.aws.signIn('acme', (prompt) => void allow(prompt), patience());
    const home = process.env.HOME;
    process.env.HOME = anna.home;
    try {
      const provider = fromSSO({
        profile: 'acme',
        configFilepath: join(anna.home, '.aws', 'config'),
        ignoreCache: true,
        clientConfig: { endpoint: emulator.url },
      });
      expect(await provider()).toMatchObject({ accessKeyId: expect.stringContaining('999900001111') });
    } finally {
      process.env.HOME = home;
    }
  });

  it('uses a token that the CLI wrote', async () => {
    writeCliToken(anna.home, 'acme', emulator);
    expect(await stateOf('acme')).toBe('yes');
    expect(await anna.aws.pull('acme', () => {}, patience())).toMatchObject({ ok: true });
    expect(emulator.journal.counts()).not.toHaveProperty('oidc:CreateToken');
  });
});

describe('A token that has expired', () => {
  const soon = { expiresAt: new Date(Date.now() - 60_000).toISOString() };

  it('is shown as expired, and needs a sign-in', async () => {
    writeCliToken(anna.home, 'acme', emulator, soon);
    expect(await stateOf('acme')).toBe('expired');
    expect(worded(await anna.aws.pull('acme', () => {}, patience()))).toMatchObject({
      ok: false,
      failure: { kind: 'signed-out', message: expect.stringContaining('expired') },
    });
  });

  it('is renewed in silence while a refresh token is there, and written back', async () => {
    await anna.aws.signIn('acme', (prompt) => void allow(prompt), patience());
    const before = JSON.parse(readFileSync(tokenPath(anna.home, 'acme'), 'utf8'));
    writeCliToken(anna.home, 'acme', emulator, { ...before, ...soon });
    expect(await stateOf('acme')).toBe('yes');
    expect(await anna.aws.pull('acme', () => {}, patience())).toMatchObject({ ok: true });
    const after = JSON.parse(readFileSync(tokenPath(anna.home, 'acme'), 'utf8'));
    expect(after.accessToken).not.toBe(before.accessToken);
    expect(Date.parse(after.expiresAt)).toBeGreaterThan(Date.now());
    expect(after.clientId).toBe(before.clientId);
  });

  it('needs a sign-in when the refresh token is refused', async () => {
    const registration = {
      clientId: 'gone',
      clientSecret: 'gone-too-12345',
      registrationExpiresAt: '2099-01-01T00:00:00Z',
    };
    writeCliToken(anna.home, 'acme', emulator, { ...soon, ...registration, refreshToken: 'a-refused-refresh-token' });
    expect(await anna.aws.pull('acme', () => {}, patience())).toMatchObject({
      ok: false,
      failure: { kind: 'signed-out' },
    });
  });
});

describe('Signing out', () => {
  it('forgets the token here and ends the session at AWS', async () => {
    await anna.signIn();
    expect(await anna.aws.signOut('acme')).toMatchObject({ ok: true });
    expect(await stateOf('acme')).toBe('no');
    expect(emulator.journal.counts()).toMatchObject({ 'portal:Logout': 1 });
  });

  it('forgets the token also when AWS cannot be reached', async () => {
    await anna.signIn();
    await emulator.close();
    expect(await anna.aws.signOut('acme')).toMatchObject({ ok: true });
    expect(await stateOf('acme')).toBe('no');
  });
});
