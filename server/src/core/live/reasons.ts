import type { Unknown } from '../base';
import type { Answer, Step } from './answer';
import { unsaid } from './evidence';
import { operationOf } from './operation';

/** Why a listing is short: one reason for each different gap of these kinds of steps. */
export function reasons(answers: readonly Answer[], kinds: readonly Step['kind'][]): readonly Unknown[] {
  const found = new Map<string, Unknown>();
  for (const { step, gap } of answers) {
    if (gap && kinds.includes(step.kind)) found.set(gap.because, unsaid(operationOf(step), gap.because));
  }
  return [...found.values()];
}
