/**
 * Time that passes only while everybody waits for it: minutes of waiting for a budget take as long as the work between, and no load on the
 * machine makes them longer. The client's side and the emulator's go by one such clock. Once no HTTP request of this process is
 * being worked on, it jumps to whoever's wait ends first.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { afterEach } from 'vitest';
import type { Clock } from '../../server/src/host/host';
import type { Clock as EmulatorClock } from './identity-center/clock';

export type VirtualClock = Clock &
  EmulatorClock & {
    /** Milliseconds since the clock was made. */
    readonly passed: () => number;
    /** It no longer counts requests. */
    readonly close: () => void;
  };

type Waiting = { readonly until: number; readonly wake: () => void };

/** What an answer sets going (reading it, asking the next thing) is done within so many turns of the event loop. */
const quietTurns = 20;

const channel = 'http.client.request.start';

export function createVirtualClock(begun = Date.now()): VirtualClock {
  const waiting = new Set<Waiting>();
  let now = begun;
  let underway = 0;
  let quiet = 0;
  let isTurning = false;

  const count = (by: number) => {
    underway += by;
    quiet = 0;
    arm();
  };
  const started = (message: unknown) => {
    count(1);
    (message as { readonly request: ClientRequest }).request.once('close', () => count(-1));
  };
  const wakeNext = () => {
    const [next] = [...waiting].toSorted((a, b) => a.until - b.until);
    if (!next) return;
    now = Math.max(now, next.until);
    next.wake();
  };
  /** Turns go on while everybody waits, and no longer: a request that is worked on has the machine for itself. */
  const arm = () => {
    if (isTurning || underway > 0 || waiting.size === 0) return;
    isTurning = true;
    setImmediate(turn);
  };
  const turn = () => {
    isTurning = false;
    quiet++;
    if (quiet > quietTurns && underway === 0) {
      quiet = 0;
      wakeNext();
    }
    arm();
  };
  const wait = (milliseconds: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const end = (then: () => void) => () => {
        waiting.delete(it);
        signal?.removeEventListener('abort', abort);
        then();
      };
      const abort = end(() => reject(signal?.reason));
      const it = { until: now + Math.max(0, milliseconds), wake: end(resolve) };
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort);
      waiting.add(it);
      quiet = 0;
      arm();
    });

  subscribe(channel, started);
  return {
    now: () => now,
    passed: () => now - begun,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    sleep: wait,
    // The request that is held up is not worked on meanwhile.
    wait: async (milliseconds) => {
      count(-1);
      await wait(milliseconds);
      count(1);
    },
    close: () => void unsubscribe(channel, started),
  };
}

/** A clock for one test. */
export function virtualClock(): VirtualClock {
  const clock = createVirtualClock();
  closing.push(clock.close);
  return clock;
}

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});
