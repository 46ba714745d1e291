/**
 * Where a mistake of ours is kept to the root, file or rule it happened in. What threw is not known then, and everybody
 * else answers as if it had said nothing.
 */
import type { FaultReason, FaultSubject } from '../reasons';

/** `error` is what was thrown, for the log. */
export type Fault = { readonly reason: FaultReason; readonly error: unknown };

/** What `work` gives, or what stands in for it where it throws. */
export function contained<T>(during: FaultSubject, work: () => T, otherwise: (fault: Fault) => T): T {
  try {
    return work();
  } catch (error) {
    return otherwise(faultOf(during, error));
  }
}

/** As `contained`, of work that pauses. */
export function* containedSteps<T>(
  during: FaultSubject,
  work: () => Generator<void, T>,
  otherwise: (fault: Fault) => T,
): Generator<void, T> {
  try {
    return yield* work();
  } catch (error) {
    return otherwise(faultOf(during, error));
  }
}

export function faultOf(during: FaultSubject, error: unknown): Fault {
  return { reason: { kind: 'fault', during, message: messageOf(error) }, error };
}

/** In characters: a message may quote the text that it is about. */
const longestMessage = 200;

function messageOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, longestMessage);
}
