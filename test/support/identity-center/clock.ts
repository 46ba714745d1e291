import { setTimeout as sleep } from 'node:timers/promises';

/** The emulator's time: real time plus whatever a test has skipped. Only latency waits; due work is done when asked. */
export type Clock = {
  now(): number;
  advance(milliseconds: number): void;
  /** Holds an answer up. */
  wait(milliseconds: number): Promise<void>;
};

export function createClock(source: () => number = Date.now): Clock {
  let skipped = 0;
  return {
    now: () => source() + skipped,
    advance(milliseconds) {
      skipped += milliseconds;
    },
    wait: (milliseconds) => sleep(milliseconds),
  };
}
