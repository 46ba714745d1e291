/**
 * What one evaluation may cost. Terraform would work on for hours at three nested loops over `range(1000)`; here that
 * is unknown, because too large. The meter runs from the outermost evaluation in, since evaluating is synchronous.
 */
import type { UnknownReason } from '../reasons';

const DEEPEST = 600;
export const MOST_STEPS = 2_500_000;
export const LONGEST_TEXT = 16 * 1024 * 1024;

export const TOO_DEEP: UnknownReason = { kind: 'too-deep' };
export const TOO_LARGE: UnknownReason = { kind: 'too-large' };

/** `refused` is the part of `steps` that was asked for and not given: no work was done for it. */
const meter = { depth: 0, steps: 0, refused: 0 };

/** Takes one step further in; says why not where there is no room. Every `enter` that says nothing has its `leave`. */
export function enter(): UnknownReason | undefined {
  if (meter.depth === 0) {
    meter.steps = 0;
    meter.refused = 0;
  }
  if (meter.depth >= DEEPEST) return TOO_DEEP;
  meter.steps++;
  if (meter.steps > MOST_STEPS) return TOO_LARGE;
  meter.depth++;
  return undefined;
}

export function leave(): void {
  meter.depth--;
}

/** Steps of the outermost evaluation that runs, or of the one that ended last: the same on any machine, however busy. */
export function stepsTaken(): number {
  return meter.steps - meter.refused;
}

/** Accounts for a text that has been made; false where it, or all of them together, would be too long. */
export function affordText(length: number): boolean {
  return length <= LONGEST_TEXT && afford(length >> 5);
}

/** Accounts for elements that a function is about to make; false where that would be too many. */
export function afford(elements: number): boolean {
  meter.steps += elements;
  const isGiven = meter.steps <= MOST_STEPS;
  if (!isGiven) meter.refused += elements - 1;
  return isGiven;
}
