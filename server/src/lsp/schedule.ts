/**
 * When the analysis runs. A change waits a moment for the next one; the work is pulled in slices, with the event loop
 * served between them; a newer change drops the work under way. Cancelling is just not pulling any more.
 */

import { pull, superseded } from './slices';

/** A pause in typing. Shorter than the gap between two keystrokes of a fast typist, so that most are analysed. */
const pause = 20;

/** Someone who never pauses sees findings at least this often. */
const longestWait = 250;

export type Schedule = {
  /** Something changed: analyse soon, and forget the analysis under way. */
  readonly request: () => void;
  /** Resolves when nothing is waiting or running. */
  readonly settled: () => Promise<void>;
  readonly stop: () => void;
};

export type Work<T> = {
  readonly start: () => Generator<unknown, T, void>;
  /** Answers with true when there is more to do: the work begins again. */
  readonly done: (result: T) => boolean | Promise<boolean>;
  readonly failed: (error: unknown) => void;
};

export function createSchedule<T>(work: Work<T>): Schedule {
  let newest = 0;
  let waitingSince: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let waiters: (() => void)[] = [];
  let idle = true;

  function request(): void {
    newest++;
    idle = false;
    const now = performance.now();
    waitingSince ??= now;
    clearTimeout(timer);
    timer = setTimeout(begin, Math.min(pause, Math.max(0, waitingSince + longestWait - now)));
  }

  function begin(): void {
    waitingSince = undefined;
    run(newest).catch(work.failed);
  }

  async function run(generation: number): Promise<void> {
    let more = false;
    try {
      const result = await pull(work.start(), () => generation === newest);
      if (result === superseded) return;
      more = await work.done(result);
    } catch (error) {
      work.failed(error);
    }
    if (generation !== newest) return;
    if (more) return run(generation);
    rest();
  }

  function rest(): void {
    idle = true;
    const told = waiters;
    waiters = [];
    for (const tell of told) tell();
  }

  return {
    request,
    settled: () => (idle ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
    stop: () => {
      newest++;
      clearTimeout(timer);
      rest();
    },
  };
}
