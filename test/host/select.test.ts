/** Another profile, another instance, or nobody at all, while AWS is being asked. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeHost } from '../../server/src/host';
import { createLive, type Live } from '../../server/src/lsp/live/live';
import { configFor, homeWith, patience, writeCliToken } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';

let emulator: Emulator;
let live: Live;

beforeEach(async () => {
  emulator = await createEmulator('acme', { rate: 'off', latency: 5 });
  const HOME = homeWith(configFor(emulator));
  for (const key of ['acme', emulator.startUrl]) writeCliToken(HOME, key, emulator);
  const note = () => {};
  const log = { info: note, warn: note, error: note };
  const storage = mkdtempSync(join(tmpdir(), 'idc-select-'));
  live = createLive(createNodeHost({ env: { HOME }, log, storage, requestsPerSecond: () => 2000 }), note);
  await live.select('acme', {});
});
afterEach(() => emulator.close());

async function hasBegun(): Promise<void> {
  while (emulator.journal.all().length < 60) await new Promise((done) => setTimeout(done, 5));
}

describe('A refresh that is under way', () => {
  it('ends when another profile is chosen, whose own refresh does not join it', async () => {
    const first = live.refresh(patience());
    await hasBegun();
    await live.select('legacy', {});
    const second = await live.refresh(patience());
    expect(await first).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    expect(second).toMatchObject({ ok: true, value: { profile: 'legacy', gaps: [] } });
    expect(live.state()).toMatchObject({
      profile: 'legacy',
      snapshot: { profile: 'legacy' },
      currentActivity: { kind: 'idle' },
    });
  });

  it('ends when the user signs out, who is then signed out', async () => {
    const running = live.refresh(patience());
    await hasBegun();
    expect(await live.signOut()).toMatchObject({ ok: true });
    expect(await running).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    expect(live.state()).toMatchObject({ signedIn: 'no', currentActivity: { kind: 'idle' } });
  });

  it('is joined by whoever asks for the same', async () => {
    const [first, second] = await Promise.all([live.refresh(patience()), live.refresh(patience())]);
    expect(first.ok && second.ok && first.value === second.value).toBe(true);
    expect(emulator.journal.counts()['sso-admin:ListInstances']).toBe(1);
  });

  it('is not ended, nor cut short, by a check of provisioning beside it', async () => {
    await live.refresh(patience());
    const whole = live.state().snapshot;
    const again = live.refresh(patience());
    await live.check(patience());
    expect(live.state().snapshot).toBe(whole);
    expect(await again).toMatchObject({ ok: true });
    expect(live.state()).toMatchObject({ currentActivity: { kind: 'idle' }, snapshot: { gaps: [] } });
    expect(live.state().snapshot).not.toBe(whole);
  });
});
