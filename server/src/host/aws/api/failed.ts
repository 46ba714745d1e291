/** Inside this package a failure travels as an exception; its public interface answers with a `Result`. */
import type { Failure } from '../../../core/reasons';
import { failureText } from '../../../core/wording';
import type { Result } from '../../host';

export class Failed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failureText(failure).message);
    this.name = 'Failed';
    this.failure = failure;
  }
}

/** Runs the work and answers with its value or its failure. What is no failure is a bug and goes on its way. */
export async function resultOf<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Failed) return { ok: false, failure: error.failure };
    throw error;
  }
}

/** Failures after which no further call can succeed. The others leave a gap in one listing. */
export function isFatal({ kind }: Failure): boolean {
  return kind === 'signed-out' || kind === 'offline' || kind === 'cancelled' || kind === 'no-instance';
}

export const cancelled: Failure = { kind: 'cancelled', reason: { kind: 'cancelled' } };
