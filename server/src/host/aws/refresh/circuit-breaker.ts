/** A circuit breaker for each API operation: one that keeps failing is answered with its last failure, without a call. */
import { type Answer, operationOf, type Step } from '../../../core/live';

/** Failures in a row that open it; each of these calls was already retried by `calls.ts`. */
const failureLimit = 3;

export type CircuitBreaker = {
  /** The last failure of the operation, in place of a call that would fail as well; `undefined` where it is to be sent. */
  readonly answerWhenOpen: (step: Step) => Answer | undefined;
  readonly record: (answer: Answer) => void;
};

type OperationHistory = { readonly failuresInARow: number; readonly everAnswered: boolean; readonly last: Answer };

/** A delegated administrator may be refused one permission set and allowed the next; so a refusal counts only alone. */
export function createCircuitBreaker(): CircuitBreaker {
  const histories = new Map<string, OperationHistory>();
  return {
    answerWhenOpen: (step) => {
      const history = histories.get(operationOf(step));
      if (!history || history.failuresInARow < failureLimit) return undefined;
      const { gap } = history.last;
      const isRefusal = gap?.action !== undefined;
      return isRefusal && history.everAnswered ? undefined : { step, found: [], gap };
    },
    record: (answer) => {
      if (answer.isGone || answer.isPart) return;
      const operation = operationOf(answer.step);
      const before = histories.get(operation);
      const failed = answer.gap !== undefined;
      histories.set(operation, {
        failuresInARow: failed ? (before?.failuresInARow ?? 0) + 1 : 0,
        everAnswered: !failed || before?.everAnswered === true,
        last: answer,
      });
    },
  };
}
