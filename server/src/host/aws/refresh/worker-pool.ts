/** Works through a list of steps, several at a time. The throttle keeps the rate limit; the pool only bounds concurrency. */
import type { Answer, Step } from '../../../core/live';
import type { Questions } from '../api/questions';
import { createCircuitBreaker } from './circuit-breaker';

/** At 20 requests a second, twenty calls under way allow each a second to be answered. */
const workers = 20;

/** Calls `answered` with each answer as it arrives. Rejects with the first rejection, after which no further step is started. */
type WorkerPool = (steps: Iterable<Step>, answered: (answer: Answer) => void) => Promise<void>;

/** One circuit breaker for all lists of steps: an operation that was refused in one is not sent again in the next. */
export function createWorkerPool(ask: Questions): WorkerPool {
  const breaker = createCircuitBreaker();
  return (steps, answered) =>
    inParallel(steps, workers, async (step, stopped) => {
      const answer = breaker.answerWhenOpen(step) ?? (await ask(step));
      if (stopped()) return;
      breaker.record(answer);
      answered(answer);
    });
}

export function runSteps(steps: Iterable<Step>, ask: Questions, answered: (answer: Answer) => void): Promise<void> {
  return createWorkerPool(ask)(steps, answered);
}

/** So many at a time, each taken when its turn comes. Once one rejects no further one is begun, and `stopped` tells those under way. */
export async function inParallel<T>(
  items: Iterable<T>,
  limit: number,
  work: (item: T, stopped: () => boolean) => Promise<void>,
): Promise<void> {
  let stopped = false;
  const waiting = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = waiting.next(); !next.done && !stopped; next = waiting.next()) {
      await work(next.value, () => stopped);
    }
  };
  try {
    await Promise.all(Array.from({ length: limit }, worker));
  } finally {
    stopped = true;
  }
}
