/** What the plan does not ask because it would take too many calls: said with their number and their time. */
import type { Gap } from '../reasons';
import type { Answer } from './answer';
import { only } from './found';
import { completionOf, explainedPairs, principalsAnswer, type StageName } from './plan';

export function leftAside(answers: readonly Answer[], done: readonly StageName[]): readonly Gap[] {
  if (!done.includes('pairs')) return [];
  const completion = completionOf(answers);
  if (completion === 'users') return besideOthers(explainedPairs(answers).length);
  if (completion !== 'pairs') return [];
  return [...notListed(answers), ...(principalsAnswer(answers) ? unprovisioned(only(answers, 'user').length) : [])];
}

/** Those who could not be listed could not be asked either; only what is provisioned shows who has it. */
function notListed(answers: readonly Answer[]): readonly Gap[] {
  return answers.flatMap(({ step, gap }): readonly Gap[] => {
    if (!gap || (step.kind !== 'groups' && step.kind !== 'users')) return [];
    return [{ ...gap, topic: 'unprovisioned-assignments', of: step.kind }];
  });
}

/** No living principal leads to them, and a pair that one explains is not asked. */
function besideOthers(pairs: number): readonly Gap[] {
  if (pairs === 0) return [];
  const reason = { kind: 'call-for-each', of: 'pair', calls: pairs } as const;
  return [{ topic: 'assignments-of-deleted', pairs, reason, action: undefined }];
}

function unprovisioned(users: number): readonly Gap[] {
  if (users === 0) return [];
  const reason = { kind: 'call-for-each', of: 'user', calls: users } as const;
  return [{ topic: 'unprovisioned-assignments', of: users, reason, action: undefined }];
}
