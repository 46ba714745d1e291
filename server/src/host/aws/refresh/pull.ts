/** A refresh: stage by stage through the plan, with partial snapshots: the first rows as soon as there are any. */
import {
  type Answer,
  byPriority,
  createPartialSnapshot,
  type FocusContext,
  type Instance,
  type KnownAnswers,
  type LiveEvent,
  type PartialSnapshot,
  type Snapshot,
  type StageName,
  stageNames,
  trackFocus,
} from '../../../core/live';
import type { Clock } from '../../host';
import type { Questions } from '../api/questions';
import { createWorkerPool } from './worker-pool';

export type PullContext = {
  readonly profile: string;
  readonly instance: Instance;
  readonly ask: Questions;
  readonly clock: Clock;
  readonly emit: (event: LiveEvent) => void;
  /** The user's focus, and the earlier snapshot that resolves its names. */
  readonly focusContext: FocusContext;
};

/** The matrix is there after the groups, what failed after the requests; then only direct assignments are missing. */
const emittedAfter: ReadonlySet<StageName> = new Set(['groups', 'requests', 'members']);

export async function pull(context: PullContext, known: KnownAnswers): Promise<Snapshot> {
  const { profile, instance, clock, emit } = context;
  const partial = createPartialSnapshot({ profile, instance, known, now: () => isoTime(clock) });
  for (const stage of stageNames) {
    await work(stage, partial, context);
    partial.end(stage);
    if (emittedAfter.has(stage)) emit({ kind: 'snapshot', snapshot: partial.take(), isPart: true });
  }
  const snapshot = partial.take();
  emit({ kind: 'snapshot', snapshot });
  return snapshot;
}

async function work(
  stage: StageName,
  partial: PartialSnapshot,
  { ask, focusContext, emit }: PullContext,
): Promise<void> {
  const report = () => emit({ kind: 'progress', ...partial.counts() });
  const left = new Set(partial.begin(stage));
  report();
  const focusTracker = trackFocus(focusContext, partial.answers);
  const pool = createWorkerPool(ask);
  const heard = (answer: Answer) => {
    left.delete(answer.step);
    partial.add(answer);
    report();
    const isServed = focusTracker.completesFocus(answer, left);
    if (isServed || (stage === 'groups' && partial.hasGrown()))
      emit({ kind: 'snapshot', snapshot: partial.take(), isPart: true });
  };
  // The answers about the focus show what is related to it, so nothing else is sent before them.
  await pool([...left].filter(focusTracker.isFocused), heard);
  await pool(byPriority([...left], focusTracker.priority), heard);
}

export function isoTime({ now }: Clock): string {
  return new Date(now()).toISOString();
}
