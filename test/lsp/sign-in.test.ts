/** IdC: Sign In on a machine whose browser can come back to it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Status } from '../../server/src/protocol';
import { configFor, homeWith } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';
import { type Conversation, converse } from './support/conversation';

describe('Signing in through the browser of this machine', () => {
  let aws: Emulator;
  let talk: Conversation;

  beforeAll(async () => {
    aws = await createEmulator('acme', { rate: 1000 });
    talk = await converse(
      {},
      { env: { HOME: homeWith(configFor(aws)) }, settings: { profile: 'acme', requestsPerSecond: 20 } },
    );
    await statusThat((it) => it.profile === 'acme', 'the profile');
  }, 60_000);
  afterAll(async () => {
    await talk?.end();
    await aws?.close();
  });

  const statusThat = (holds: (it: Status) => boolean, what: string) =>
    talk.until(() => talk.statuses.some(holds), what);

  /** What is under way once the page of this sign-in is known. */
  async function pageAfter(before: number): Promise<{ url: string; code: string | undefined }> {
    const pages = () =>
      talk.statuses
        .slice(before)
        .flatMap(({ currentActivity }) => (currentActivity.kind === 'signing-in' ? [currentActivity] : []));
    await talk.until(() => pages().length > 0, 'the page to sign in on');
    const [page] = pages();
    if (!page) throw new Error('no page');
    return page;
  }

  /** Clicks an answer on the page that the editor opened. */
  async function answerOn(url: string, answer: 'allow' | 'deny'): Promise<string> {
    const page = new URL(url);
    page.searchParams.set('answer', answer);
    const response = await fetch(`${page.origin}${page.pathname}`, { method: 'POST', body: page.searchParams });
    return response.text();
  }

  it('says what to do when the page is refused', async () => {
    const before = talk.statuses.length;
    const refused: Promise<Answer> = talk.ask('idc/signIn', { by: 'browser' });
    await answerOn((await pageAfter(before)).url, 'deny');
    expect(await refused).toMatchObject({ ok: false, failure: { kind: 'signed-out' } });
  });

  it('needs no code: the page leads back by itself', async () => {
    const before = talk.statuses.length;
    const signedIn: Promise<Answer> = talk.ask('idc/signIn', { by: 'browser' });
    const { url, code } = await pageAfter(before);
    expect([new URL(url).pathname.endsWith('/authorize'), code]).toEqual([true, undefined]);
    expect(await answerOn(url, 'allow')).toContain('You are signed in');
    expect(await signedIn).toEqual({ ok: true });
    expect(talk.statuses.at(-1)).toMatchObject({ signedIn: 'yes', currentActivity: { kind: 'idle' } });
    expect(await talk.ask('idc/refresh')).toMatchObject({ ok: true });
  });
});
