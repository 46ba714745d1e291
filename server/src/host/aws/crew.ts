/** Works through a list of steps, several at a time. The budget is kept by the throttle; this only keeps it busy. */
import { type Answer, operationOf, type Step } from '../../core/live';
import type { Questions } from './questions';

/** At 20 requests a second, ten calls under way allow each half a second to be answered. */
const workers = 10;

/** An operation that was refused this often, and never allowed, is not asked again. */
const refusalLimit = 3;

/** `answered` sees each answer as it comes. Stops all workers at the first rejection. */
export function workThrough(steps: readonly Step[], ask: Questions, answered: (answer: Answer) => void): Promise<void> {
  const refusals = createRefusals();
  return inParallel(steps, workers, async (step, stopped) => {
    const answer = refusals.foresee(step) ?? (await ask(step));
    if (stopped()) return;
    refusals.learn(answer);
    answered(answer);
  });
}

/** So many at a time, in their order. Once one rejects no further one is begun, and `stopped` tells those under way. */
export async function inParallel<T>(
  items: readonly T[],
  limit: number,
  work: (item: T, stopped: () => boolean) => Promise<void>,
): Promise<void> {
  let stopped = false;
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) {
      if (stopped) return;
      await work(item, () => stopped);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  } finally {
    stopped = true;
  }
}

type Refusals = {
  /** The answer to expect, when asking would be a waste. */
  readonly foresee: (step: Step) => Answer | undefined;
  readonly learn: (answer: Answer) => void;
};

/** A delegated administrator may be refused one permission set and allowed the next; so one refusal proves nothing. */
function createRefusals(): Refusals {
  const refused = new Map<string, Answer[]>();
  const allowed = new Set<string>();
  return {
    foresee: (step) => {
      const operation = operationOf(step);
      const before = refused.get(operation) ?? [];
      const [first] = before;
      if (!first || before.length < refusalLimit || allowed.has(operation)) return undefined;
      return { step, found: [], gap: first.gap };
    },
    learn: (answer) => {
      const operation = operationOf(answer.step);
      if (answer.gap?.action === undefined) allowed.add(operation);
      else refused.set(operation, [...(refused.get(operation) ?? []), answer]);
    },
  };
}
