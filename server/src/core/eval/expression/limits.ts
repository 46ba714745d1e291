/**
 * What evaluating may cost, counted in steps: the same on any machine, however busy. A root has a budget, and of that each
 * value (a local, an argument, a `for_each`) has a part of its own, whoever asks for it first: a greedy value is unknown,
 * because too large, and starves no other. Once the budget of the root is used up, each further value still gets a little,
 * so that what is written out stays known.
 *
 * Whatever costs n charges n: about one step for each value that is made or looked at, and for each sixteen code units of text.
 */
import type { UnknownReason } from '../../reasons';

const MAX_DEPTH = 600;
/** Of one value. The largest honest one seen, 20,000 assignments in one expression, takes 0.3 million. */
export const MAX_STEPS = 1_500_000;
/** Of all values of a root together. The root of 20,000 assignments takes 0.6 million. */
export const MAX_ROOT_STEPS = 4_000_000;
/** What a value gets when the budget of its root is used up: as much as names, literals and a short text take. */
const FEW_STEPS = 50;
/** How much of that all such values get together; then each gets one step. */
const MAX_STEPS_BEYOND = 500_000;
export const MAX_TEXT_LENGTH = 16 * 1024 * 1024;
/** Deeper values than people write, or JSON has that is decoded here: whoever walks through one recurses. */
export const MAX_VALUE_DEPTH = 600;

export const TOO_DEEP: UnknownReason = { kind: 'too-deep' };
export const TOO_LARGE: UnknownReason = { kind: 'too-large' };

/** Thrown where a value costs more than its part, and caught where that value is made: it never leaves the evaluation. */
const exceeded = new Error('the budget of the evaluation is exceeded');

type Part = { left: number; taken: number };
type Root = { left: number; beyond: number; readonly made: Map<string, unknown> };

const meter: { depth: number; part: Part | undefined; root: Root | undefined; last: number } = {
  depth: 0,
  part: undefined,
  root: undefined,
  last: 0,
};

/** Evaluates a root with a budget of its own. */
export function withRootBudget<T>(evaluateAll: () => T): T {
  const before = meter.root;
  meter.root = { left: MAX_ROOT_STEPS, beyond: MAX_STEPS_BEYOND, made: new Map() };
  try {
    return evaluateAll();
  } finally {
    meter.root = before;
  }
}

/** Whether the budget of the root is used up. */
export function isRootExhausted(): boolean {
  return meter.root !== undefined && meter.root.left <= 0;
}

/** Makes a value with a part of its own, and what stands for it where that is not enough. */
export function withOwnPart<T>(compute: () => T, otherwise: (because: UnknownReason) => T): T {
  const before = meter.part;
  const part = openPart(meter.root);
  meter.part = part;
  try {
    return compute();
  } catch (cause) {
    return otherwise(overBudget(cause));
  } finally {
    meter.last = part.taken;
    meter.part = before;
  }
}

function openPart(root: Root | undefined): Part {
  if (!root || root.left > 0) return { left: MAX_STEPS, taken: 0 };
  return { left: root.beyond > 0 ? FEW_STEPS : 1, taken: 0 };
}

/** Whether a value is being made: what is evaluated outside of any is one by itself. */
export function isInPart(): boolean {
  return meter.part !== undefined;
}

/** Enters one level of nesting, or returns why it must not. Each `enter` that returns `undefined` needs one `leave`. */
export function enter(): UnknownReason | undefined {
  if (meter.depth >= MAX_DEPTH) return TOO_DEEP;
  meter.depth++;
  return undefined;
}

export function leave(): void {
  meter.depth--;
}

/** Begins anew, outside of every evaluation: after one that threw. */
export function resetLimits(): void {
  meter.depth = 0;
  meter.part = undefined;
  meter.root = undefined;
}

/** The reason, of what was thrown because the budget is exceeded; anything else is thrown on. */
export function overBudget(cause: unknown): UnknownReason {
  if (cause !== exceeded) throw cause;
  return TOO_LARGE;
}

/** Steps of the value that is being made, or of the one that was made last. */
export function stepsTaken(): number {
  return meter.part?.taken ?? meter.last;
}

/** Charges work that is done, or under way. */
export function spend(steps: number): void {
  const { part, root } = meter;
  if (!part) return;
  const given = Math.min(steps, part.left);
  part.left -= given;
  part.taken += given;
  if (root) take(root, given);
  if (given < steps || (root && root.left <= 0 && part.taken > FEW_STEPS)) throw exceeded;
}

function take(root: Root, steps: number): void {
  if (root.left > 0) root.left -= steps;
  else root.beyond -= steps;
}

/** Charges work that is about to begin. Where it would be too much, nothing is charged and nothing is done. */
export function reserve(steps: number): void {
  const { part, root } = meter;
  if (part && (steps > part.left || (root && steps > Math.max(root.left, FEW_STEPS)))) throw exceeded;
  spend(steps);
}

/**
 * Made, and charged, once in a root: what is asked for again is there. It is the same whether anything was evaluated before,
 * since each root begins with nothing.
 */
export function onceInRoot<T>(key: string, make: () => T): T {
  const made = meter.root?.made;
  // Whoever made it under this key made it of the same type.
  if (made?.has(key)) return made.get(key) as T;
  const result = make();
  made?.set(key, result);
  return result;
}

/** Charges a text of `length` UTF-16 code units; where it is too long by itself, it is not made. */
export function reserveText(length: number): void {
  reserve(length > MAX_TEXT_LENGTH ? Number.POSITIVE_INFINITY : textSteps(length));
}

export function textSteps(length: number): number {
  return length >> 4;
}
