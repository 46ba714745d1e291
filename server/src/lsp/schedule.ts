/**
 * When the analysis runs. A change waits a moment for the next one; a newer change drops the work under way, which asks
 * whether it is still the newest between its slices.
 */

/** A pause in typing. Shorter than the gap between two keystrokes of a fast typist, so that most are analysed. */
const pause = 20;

/** Someone who never pauses sees findings at least this often. */
const maxWait = 250;

export type Schedule = {
  /** Something changed: analyse soon, and forget the analysis under way. */
  readonly request: () => void;
  /** Resolves when nothing is waiting or running. */
  readonly settled: () => Promise<void>;
  readonly stop: () => void;
};

export type Work = {
  /** Asked to stop once `isNewest` says no: the work begins again then. */
  readonly run: (isNewest: () => boolean) => Promise<void>;
  readonly failed: (error: unknown) => void;
};

export function createSchedule(work: Work): Schedule {
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
    timer = setTimeout(begin, Math.min(pause, Math.max(0, waitingSince + maxWait - now)));
  }

  function begin(): void {
    waitingSince = undefined;
    void run(newest);
  }

  async function run(generation: number): Promise<void> {
    const isNewest = () => generation === newest;
    await work.run(isNewest).catch(work.failed);
    if (isNewest()) finish();
  }

  function finish(): void {
    idle = true;
    const waiting = waiters;
    waiters = [];
    for (const resolve of waiting) resolve();
  }

  return {
    request,
    settled: () => (idle ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
    stop: () => {
      newest++;
      clearTimeout(timer);
      finish();
    },
  };
}
