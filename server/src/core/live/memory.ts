/**
 * A snapshot as the answers it was made of, so that a refresh can take from it what has not changed. What the snapshot
 * does not hold in full has no answer here and is asked again.
 */
import type { RereadReason } from '../reasons';
import type { Answer } from './answer';
import { earlierAnswers } from './earlier-answers';
import { type Part, partOf } from './parts';
import { rowOfQuestion, type Step } from './questions';
import type { Snapshot } from './snapshot';

export type Memory = {
  readonly snapshot: Snapshot;
  readonly parts: readonly Part[];
  /** `undefined`: the snapshot does not say. */
  readonly answerTo: (step: Step) => Answer | undefined;
};

export type Recalled = Memory | { readonly because: RereadReason };

export function memoryOf(snapshot: Snapshot): Recalled {
  const { parts } = snapshot;
  const because = unfit(snapshot);
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
function unfit({ access, memberships, gaps, pseudonymized }: Snapshot): RereadReason | undefined {
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
