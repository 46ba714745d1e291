import { describe, expect, it } from 'vitest';
import { createThrottle } from '../../server/src/host/aws/api/throttle';
import type { Clock } from '../../server/src/host/host';
import { patience } from './someone';

/** Time that passes only while someone sleeps. */
function dream(): Clock & { readonly sleep: Clock['sleep'] } {
  let now = 1_000_000;
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
  };
}

describe('The budget', () => {
  it('lets so many calls through in a second', async () => {
    const clock = dream();
    const throttle = createThrottle(clock, () => 10);
    const begun = clock.now();
    for (let call = 0; call < 100; call++) await throttle.take(patience());
    expect(clock.now() - begun).toBeGreaterThan(9500);
    expect(clock.now() - begun).toBeLessThan(10_000);
  });

  it('is one for all that wait at the same time', async () => {
    const clock = dream();
    const throttle = createThrottle(clock, () => 10);
    const slots: number[] = [];
    const waiting: Clock = { ...clock, sleep: async (milliseconds) => void slots.push(Math.round(milliseconds)) };
    const shared = createThrottle(waiting, () => 10);
    await Promise.all(Array.from({ length: 6 }, () => shared.take(patience())));
    expect(slots).toEqual([50, 150, 250]);
    expect(throttle.rate()).toBe(10);
  });

  it('is halved when AWS throttles, once for a bunch, and widens again with success', () => {
    const clock = dream();
    const throttle = createThrottle(clock, () => 16);
    throttle.slowDown();
    throttle.slowDown();
    expect(throttle.rate()).toBe(8);
    for (let success = 0; success < 10; success++) throttle.speedUp();
    expect(throttle.rate()).toBeGreaterThan(10);
    for (let success = 0; success < 100; success++) throttle.speedUp();
    expect(throttle.rate()).toBe(16);
  });

  it('never falls below one call a second', async () => {
    const clock = dream();
    const throttle = createThrottle(clock, () => 4);
    for (let bunch = 0; bunch < 10; bunch++) {
      throttle.slowDown();
      await clock.sleep(2000);
    }
    expect(throttle.rate()).toBe(1);
  });

  it('follows a changed setting from the next call on, also while it is slowed down', async () => {
    const clock = dream();
    let allowed = 2;
    const throttle = createThrottle(clock, () => allowed);
    for (let call = 0; call < 5; call++) await throttle.take(patience());
    allowed = 20;
    const begun = clock.now();
    for (let call = 0; call < 40; call++) await throttle.take(patience());
    expect(clock.now() - begun).toBeLessThan(2100);
    throttle.slowDown();
    allowed = 5;
    await throttle.take(patience());
    expect(throttle.rate()).toBe(5);
  });

  it('takes no slot for a call that is cancelled', async () => {
    const cancel = new AbortController();
    cancel.abort();
    await expect(createThrottle(dream(), () => 10).take(cancel.signal)).rejects.toThrow();
  });
});
