/** Whether two reasons are the same: their kinds and all that they say. */
import type { ProblemReason, UnknownReason } from '../reasons';

/** Parameters are written in one order wherever a kind is made, so their JSON is as good as they are. */
export function sameReason<R extends UnknownReason | ProblemReason>(a: R, b: R): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
