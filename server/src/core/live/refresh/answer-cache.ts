/**
 * A snapshot turned back into the answers it was built from, so that a refresh can reuse what has not changed. What the snapshot
 * does not hold in full has no answer here and is asked again.
 */
import type { RereadReason } from '../../reasons';
import type { Answer } from '../questions/answer';
import { rowOfQuestion, type Step } from '../questions/questions';
import { type Part, partOf } from '../snapshot/parts';
import type { Snapshot } from '../snapshot/snapshot';
import { earlierAnswers } from './earlier-answers';

export type AnswerCache = {
  readonly snapshot: Snapshot;
  readonly parts: readonly Part[];
  /** `undefined`: the snapshot does not say. */
  readonly answerTo: (step: Step) => Answer | undefined;
};

export type AnswerCacheResult = AnswerCache | { readonly because: RereadReason };

export function answerCacheOf(snapshot: Snapshot): AnswerCacheResult {
  const { parts } = snapshot;
  const because = whyUnusable(snapshot);
  if (because !== undefined || parts === undefined) return { because: because ?? { kind: 'ages-not-said' } };
  const earlier = earlierAnswers(snapshot);
  const ages = new Map(parts.map(({ name, readAt }) => [name, readAt]));
  const answerTo = (step: Step): Answer | undefined => {
    const readAt = ages.get(partOf(step));
    const found = rowOfQuestion(step).recall?.found(step, earlier);
    return found && readAt !== undefined ? { step, found, gap: undefined, readAt } : undefined;
  };
  return { snapshot, parts, answerTo };
}

/** Why a snapshot can't be built on: what it lacks would be missing again. */
function whyUnusable({ access, memberships, gaps, pseudonymized }: Snapshot): RereadReason | undefined {
  const { assignments, permissionSets, groups, users, accounts } = access;
  const lists = [permissionSets, groups, users, accounts];
  if (pseudonymized) return { kind: 'names-replaced' };
  if (gaps.some(({ action }) => action !== undefined)) return { kind: 'missing-rights' };
  if (lists.some(({ complete }) => !complete)) return { kind: 'short-lists' };
  if (assignments.because.some(({ because }) => because.kind !== 'only-provisioned-pairs'))
    return { kind: 'short-assignments' };
  if (permissionSets.all.some(({ policiesComplete }) => !policiesComplete)) return { kind: 'missing-policies' };
  return memberships?.every(({ complete }) => complete) ? undefined : { kind: 'missing-members' };
}
