/** Reasons are compared by what they say, not by their words. */
import type { UnknownReason } from '../reasons';

/** The same for the same reason within one snapshot. */
export function reasonKey(reason: UnknownReason): string {
  return JSON.stringify(reason);
}
