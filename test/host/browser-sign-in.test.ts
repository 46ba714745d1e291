import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { worded } from '../live/facts';
import { patience, type Someone, someone, tokenPath } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';

let emulator: Emulator;
let anna: Someone;

beforeEach(async () => {
  emulator = await createEmulator('acme', { rate: 'off' });
  anna = someone(emulator);
});

afterEach(() => emulator.close());

/** What a browser does when the user answers on the page; gives the text of the page that is shown last. */
async function answerIn(url: string, answer: 'allow' | 'deny'): Promise<string> {
  const page = new URL(url);
  page.searchParams.set('answer', answer);
  const response = await fetch(`${page.origin}${page.pathname}`, { method: 'POST', body: page.searchParams });
  return response.text();
}

describe('Signing in through the browser', () => {
  it('ends with a token that can be renewed, and a page that says so', async () => {
    let shown: Promise<string> = Promise.resolve('');
    const open = (url: string) => {
      shown = answerIn(url, 'allow');
    };
    expect(await anna.aws.signInWithBrowser('acme', open, patience())).toEqual({ ok: true, value: undefined });
    expect(await shown).toContain('You are signed in');
    expect(JSON.parse(readFileSync(tokenPath(anna.home, 'acme'), 'utf8'))).toMatchObject({
      startUrl: emulator.startUrl,
      refreshToken: expect.any(String),
    });
    expect(await anna.aws.pull('acme', () => {}, patience())).toMatchObject({ ok: true });
  });

  it('asks with a challenge and a state, and comes back to this machine only', async () => {
    let asked = '';
    const cancel = new AbortController();
    await anna.aws.signInWithBrowser(
      'acme',
      (url) => {
        asked = url;
        cancel.abort();
      },
      cancel.signal,
    );
    const fields = Object.fromEntries(new URL(asked).searchParams);
    expect(fields).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[0-9a-f-]{36}$/),
      redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/oauth\/callback$/),
      scopes: 'sso:account:access',
    });
  });

  it('takes no answer without our state', async () => {
    let status = 0;
    const open = async (url: string) => {
      const { searchParams } = new URL(url);
      const forged = await fetch(`${searchParams.get('redirect_uri')}?code=stolen&state=guessed`);
      status = forged.status;
      await answerIn(url, 'allow');
    };
    expect(await anna.aws.signInWithBrowser('acme', (url) => void open(url), patience())).toMatchObject({ ok: true });
    expect(status).toBe(404);
  });

  it('says so when the user refuses, and can be cancelled', async () => {
    const refused = await anna.aws.signInWithBrowser('acme', (url) => void answerIn(url, 'deny'), patience());
    expect(worded(refused)).toMatchObject({ ok: false, failure: { message: expect.stringContaining('refused') } });
    const cancel = new AbortController();
    const cancelled = await anna.aws.signInWithBrowser('acme', () => cancel.abort(), cancel.signal);
    expect(cancelled).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
  });
});
