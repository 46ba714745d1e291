/** Gaps for what the plan does not ask because it would take too many calls, with the number of calls. */
import type { Gap } from '../../reasons';
import type { Answer } from './answer';
import { foundOf } from './found';
import { canAskByPrincipal, completionOf, explainedPairs, type StageName } from './stages';

export function unaskedGaps(answers: readonly Answer[], done: readonly StageName[]): readonly Gap[] {
  if (!done.includes('pairs')) return [];
  const completion = completionOf(answers);
  if (completion === 'users') return assignmentsOfDeleted(explainedPairs(answers).length);
  if (completion !== 'pairs') return [];
  return [
    ...unlistedPrincipals(answers),
    ...(canAskByPrincipal(answers) ? unprovisionedUsers(foundOf(answers, 'user').length) : []),
  ];
}

/** Those who could not be listed could not be asked either; only what is provisioned shows who has it. */
function unlistedPrincipals(answers: readonly Answer[]): readonly Gap[] {
  return answers.flatMap(({ step, gap }): readonly Gap[] => {
    if (!gap || (step.kind !== 'groups' && step.kind !== 'users')) return [];
    return [{ ...gap, topic: 'unprovisioned-assignments', of: step.kind }];
  });
}

/** No living principal leads to them, and a pair that one explains is not asked. */
function assignmentsOfDeleted(pairs: number): readonly Gap[] {
  if (pairs === 0) return [];
  const reason = { kind: 'call-for-each', of: 'pair', calls: pairs } as const;
  return [{ topic: 'assignments-of-deleted', pairs, reason, action: undefined }];
}

function unprovisionedUsers(users: number): readonly Gap[] {
  if (users === 0) return [];
  const reason = { kind: 'call-for-each', of: 'user', calls: users } as const;
  return [{ topic: 'unprovisioned-assignments', of: users, reason, action: undefined }];
}
