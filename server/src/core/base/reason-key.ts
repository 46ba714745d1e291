/** Reasons are compared by what they say, not by their words. */
import type { ProblemReason, UnknownReason } from '../reasons';

/** The same text for the same reason: parameters are written in one order wherever a kind is made. */
export function reasonKey(reason: UnknownReason | ProblemReason): string {
  return JSON.stringify(reason);
}

export function sameReason<R extends UnknownReason | ProblemReason>(a: R, b: R): boolean {
  return a === b || reasonKey(a) === reasonKey(b);
}
