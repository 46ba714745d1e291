/** Works through a list of steps, several at a time. The budget is kept by the throttle; this only keeps it busy. */
import { type Answer, operationOf, type Step } from '../../core/live';
import type { Questions } from './questions';

/** At 20 requests a second, twenty calls under way allow each a second to be answered. */
const workers = 20;

/** An operation that failed so often in a row is not asked again; each of its calls was already tried with patience. */
const failureLimit = 3;

/** `answered` sees each answer as it comes. Stops all workers at the first rejection. */
type Crew = (steps: Iterable<Step>, answered: (answer: Answer) => void) => Promise<void>;

/** What one list of steps taught of refusals holds for the next. */
export function createCrew(ask: Questions): Crew {
  const lessons = createLessons();
  return (steps, answered) =>
    inParallel(steps, workers, async (step, stopped) => {
      const answer = lessons.foresee(step) ?? (await ask(step));
      if (stopped()) return;
      lessons.learn(answer);
      answered(answer);
    });
}

export function workThrough(steps: Iterable<Step>, ask: Questions, answered: (answer: Answer) => void): Promise<void> {
  return createCrew(ask)(steps, answered);
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

type Lessons = {
  /** The answer to expect, when asking would be a waste. */
  readonly foresee: (step: Step) => Answer | undefined;
  readonly learn: (answer: Answer) => void;
};

type Lesson = { readonly failuresInARow: number; readonly everAnswered: boolean; readonly last: Answer };

/** A delegated administrator may be refused one permission set and allowed the next; so a refusal counts only alone. */
function createLessons(): Lessons {
  const lessons = new Map<string, Lesson>();
  return {
    foresee: (step) => {
      const lesson = lessons.get(operationOf(step));
      if (!lesson || lesson.failuresInARow < failureLimit) return undefined;
      const { gap } = lesson.last;
      const isRefusal = gap?.action !== undefined;
      return isRefusal && lesson.everAnswered ? undefined : { step, found: [], gap };
    },
    learn: (answer) => {
      if (answer.isGone) return;
      const operation = operationOf(answer.step);
      const before = lessons.get(operation);
      const failed = answer.gap !== undefined;
      lessons.set(operation, {
        failuresInARow: failed ? (before?.failuresInARow ?? 0) + 1 : 0,
        everAnswered: !failed || before?.everAnswered === true,
        last: answer,
      });
    },
  };
}
