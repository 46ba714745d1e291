/**
 * What one evaluation may cost. Terraform would work on for hours at three nested loops over `range(1000)`; here that
 * is unknown, because too large. The counters start at the outermost evaluation and are shared by all inner ones, since evaluating is synchronous.
 */
import type { UnknownReason } from '../../reasons';

const MAX_DEPTH = 600;
export const MAX_STEPS = 2_500_000;
export const MAX_TEXT_LENGTH = 16 * 1024 * 1024;

export const TOO_DEEP: UnknownReason = { kind: 'too-deep' };
export const TOO_LARGE: UnknownReason = { kind: 'too-large' };

/** `refused` is the part of `steps` that was asked for and not given: no work was done for it. */
const meter = { depth: 0, steps: 0, refused: 0 };

/** Enters one level of nesting, or returns why it must not. Each `enter` that returns `undefined` needs one `leave`. */
export function enter(): UnknownReason | undefined {
  if (meter.depth === 0) {
    meter.steps = 0;
    meter.refused = 0;
  }
  if (meter.depth >= MAX_DEPTH) return TOO_DEEP;
  meter.steps++;
  if (meter.steps > MAX_STEPS) return TOO_LARGE;
  meter.depth++;
  return undefined;
}

export function leave(): void {
  meter.depth--;
}

/** Begins anew, outside of every evaluation: after one that threw. */
export function resetLimits(): void {
  meter.depth = 0;
}

/** Steps of the outermost evaluation that runs, or of the one that ended last: the same on any machine, however busy. */
export function stepsTaken(): number {
  return meter.steps - meter.refused;
}

/** Charges a text of `length` UTF-16 code units to the budget; false where it, or all of them together, would be too long. */
export function chargeText(length: number): boolean {
  return length <= MAX_TEXT_LENGTH && charge(length >> 5);
}

/** Charges elements that a function is about to create to the budget; false where that would be too many. */
export function charge(elements: number): boolean {
  meter.steps += elements;
  const isGiven = meter.steps <= MAX_STEPS;
  if (!isGiven) meter.refused += elements - 1;
  return isGiven;
}
