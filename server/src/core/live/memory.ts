/**
 * A snapshot as the answers it was made of, so that a refresh can take from it what has not changed. What the snapshot
 * does not hold in full has no answer here and is asked again.
 */
import type { Answer } from './answer';
import { onlyProvisioned } from './assignments';
import { earlierAnswers } from './earlier-answers';
import { liveText } from './live-text';
import { type Part, partOf } from './parts';
import { rowOfQuestion, type Step } from './questions';
import type { Snapshot } from './snapshot';

export type Memory = {
  readonly snapshot: Snapshot;
  readonly parts: readonly Part[];
  /** `undefined`: the snapshot does not say. */
  readonly answerTo: (step: Step) => Answer | undefined;
};

type Recalled = Memory | { readonly because: string };

export function memoryOf(snapshot: Snapshot): Recalled {
  const { parts } = snapshot;
  const because = unfit(snapshot);
  if (because !== undefined || parts === undefined)
    return { because: because ?? 'it does not say how old its parts are' };
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
function unfit({ access, memberships, gaps, pseudonymized }: Snapshot): string | undefined {
  const { assignments, permissionSets, groups, users, accounts } = access;
  const lists = [permissionSets, groups, users, accounts];
  if (pseudonymized) return 'it has pseudonyms instead of names';
  if (gaps.some(({ action }) => action !== undefined)) return 'it has gaps for want of rights';
  if (lists.some(({ complete }) => !complete)) return 'not all of its lists are whole';
  if (assignments.because.some(({ because }) => liveText(because) !== onlyProvisioned))
    return 'its assignments are not whole';
  if (permissionSets.all.some(({ policiesComplete }) => !policiesComplete))
    return 'it lacks policies of permission sets';
  return memberships?.every(({ complete }) => complete) ? undefined : 'it lacks members of groups';
}
