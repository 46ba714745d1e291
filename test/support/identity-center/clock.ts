/** The emulator's time: real time plus whatever a test has skipped. Nothing here waits; due work is done when asked. */
export type Clock = { now(): number; advance(milliseconds: number): void };

export function createClock(source: () => number = Date.now): Clock {
  let skipped = 0;
  return {
    now: () => source() + skipped,
    advance(milliseconds) {
      skipped += milliseconds;
    },
  };
}
