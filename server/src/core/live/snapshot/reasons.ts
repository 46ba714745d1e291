import { reasonKey, type Unknown } from '../../base';
import type { Answer } from '../questions/answer';
import { operationOf } from '../questions/operation';
import type { Step } from '../questions/questions';
import { unknownFrom } from './api-origin';

/** As `reasons`, for a list that is read in one step: before that step was answered nothing is known of it. */
export function reasonsOfList(answers: readonly Answer[], kind: ListKind): readonly Unknown[] {
  const wasAsked = answers.some(({ step }) => step.kind === kind);
  return wasAsked ? reasons(answers, [kind]) : [unknownFrom(operationOf({ kind }), { kind: 'refresh-unfinished' })];
}

type ListKind = 'permission-sets' | 'groups' | 'users' | 'accounts';

/** Why a listing is short: one reason for each different gap of these kinds of steps. */
export function reasons(answers: readonly Answer[], kinds: readonly Step['kind'][]): readonly Unknown[] {
  const found = new Map<string, Unknown>();
  for (const { step, gap } of answers) {
    if (gap && kinds.includes(step.kind)) found.set(reasonKey(gap.reason), unknownFrom(operationOf(step), gap.reason));
  }
  return [...found.values()];
}
