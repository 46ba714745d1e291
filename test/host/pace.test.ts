/** A refresh says how long the rest of it may take. */
import { describe, expect, it } from 'vitest';
import { progressText } from '../../server/src/core/features';
import type { LiveEvent } from '../../server/src/core/live';
import { createPace } from '../../server/src/host/aws/refresh/pace';
import { patience, someone } from '../live/someone';
import { createEmulator } from '../support/identity-center';
import { virtualClock } from '../support/virtual-clock';

describe('The time that is left', () => {
  it('goes by the pace so far, from the first count on', () => {
    let time = 0;
    const pace = createPace({ now: () => time });
    const at = (seconds: number, done: number, total: number | undefined) => {
      time = seconds * 1000;
      return pace(done, total);
    };
    expect(at(0, 100, 300)).toBeUndefined();
    expect(at(1, 120, 300)).toBeUndefined();
    expect(at(4, 108, 300)).toBeUndefined();
    expect(at(10, 200, 300)).toBe(10);
    expect(at(10, 200, undefined)).toBeUndefined();
    expect(at(20, 300, 300)).toBe(0);
  });

  it('is told in as many digits as it deserves', () => {
    const text = (secondsLeft: number | undefined) =>
      progressText({ done: 120, total: 358, what: 'groups', secondsLeft });
    expect([undefined, 0, 12.4, 47, 200, 7000].map(text)).toEqual([
      '120 of 358 · groups',
      '120 of 358 · groups · about 1 s left',
      '120 of 358 · groups · about 12 s left',
      '120 of 358 · groups · about 45 s left',
      '120 of 358 · groups · about 3 min left',
      '120 of 358 · groups · about 2 h left',
    ]);
  });

  it('shrinks during a refresh', async () => {
    const clock = virtualClock();
    const emulator = await createEmulator('acme', { rate: 'off', clock });
    const anna = someone(emulator, { requestsPerSecond: 20, clock });
    await anna.signIn();
    const told: LiveEvent[] = [];
    expect(await anna.aws.pull('acme', (event) => told.push(event), patience())).toMatchObject({ ok: true });
    await emulator.close();
    const left = told.flatMap((it) => (it.kind === 'progress' && it.secondsLeft !== undefined ? [it.secondsLeft] : []));
    expect(left.length).toBeGreaterThan(3);
    expect(left.at(-1)).toBeLessThan(left[0] ?? 0);
  });
});
