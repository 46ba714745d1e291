/**
 * One budget for all calls to AWS. Identity Center allows 20 requests a second for everyone in the account together,
 * so we stay at half of it, slow down when AWS says so, and come back step by step.
 */
import type { Clock } from '../../host';

export type Throttle = {
  /** Waits for the next free slot; rejects when the signal aborts. */
  readonly take: (signal: AbortSignal) => Promise<void>;
  /** AWS throttled a call: halve the rate. */
  readonly slowDown: () => void;
  /** A call succeeded: widen a little, up to the rate we began with. */
  readonly speedUp: () => void;
  readonly rate: () => number;
};

const minRate = 1;

/** Slots of the last moment that nobody took may still be taken: a busy machine wakes up late. */
const burstMilliseconds = 250;

/** Calls sent together are throttled together; within this time the rate is halved once. */
const slowDownWindowMilliseconds = 1000;

/** `allowed` is asked again for each call, so that a changed setting holds from the next call on. */
export function createThrottle(clock: Clock, allowed: () => number): Throttle {
  let perSecond = allowed();
  let rate = perSecond;
  let nextSlot = 0;
  let lastSlowDown = Number.NEGATIVE_INFINITY;
  let lastSeen = clock.now();
  /** A clock that was set back would make everybody wait until it is as late again. */
  const time = () => {
    const now = clock.now();
    const back = Math.max(0, lastSeen - now);
    [lastSeen, nextSlot, lastSlowDown] = [now, nextSlot - back, lastSlowDown - back];
    return now;
  };
  const follow = () => {
    if (allowed() === perSecond) return;
    perSecond = allowed();
    rate = perSecond;
    nextSlot = Math.min(nextSlot, time() + 1000 / rate);
  };
  return {
    take: async (signal) => {
      signal.throwIfAborted();
      follow();
      const now = time();
      const slot = Math.max(now - burstMilliseconds, nextSlot);
      nextSlot = slot + 1000 / rate;
      if (slot > now) await clock.sleep(slot - now, signal);
      signal.throwIfAborted();
    },
    slowDown: () => {
      const now = time();
      if (now - lastSlowDown < slowDownWindowMilliseconds) return;
      lastSlowDown = now;
      rate = Math.max(Math.min(minRate, perSecond), rate / 2);
      nextSlot = Math.max(nextSlot, now) + slowDownWindowMilliseconds / 2;
    },
    speedUp: () => {
      rate = Math.min(perSecond, rate + perSecond / 50);
    },
    rate: () => rate,
  };
}
