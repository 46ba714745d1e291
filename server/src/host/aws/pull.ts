/** A refresh: stage by stage through the plan, with partial snapshots: the first rows as soon as there are any. */
import {
  type Answer,
  attentionOn,
  createPartialSnapshot,
  type Instance,
  inTurn,
  type KnownAnswers,
  type LiveEvent,
  type Looking,
  type PartialSnapshot,
  type Snapshot,
  type StageName,
  stageNames,
} from '../../core/live';
import type { Clock } from '../host';
import { createCrew } from './crew';
import type { Questions } from './questions';

export type PullContext = {
  readonly profile: string;
  readonly instance: Instance;
  readonly ask: Questions;
  readonly clock: Clock;
  readonly emit: (event: LiveEvent) => void;
  /** What the user looks at, and what an earlier snapshot knows of it. */
  readonly looking: Looking;
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

async function work(stage: StageName, partial: PartialSnapshot, { ask, looking, emit }: PullContext): Promise<void> {
  const report = () => emit({ kind: 'progress', ...partial.counts() });
  const left = new Set(partial.begin(stage));
  report();
  const attention = attentionOn(looking, partial.answers);
  const crew = createCrew(ask);
  const heard = (answer: Answer) => {
    left.delete(answer.step);
    partial.add(answer);
    report();
    const isServed = attention.isServedBy(answer, left);
    if (isServed || (stage === 'groups' && partial.hasGrown()))
      emit({ kind: 'snapshot', snapshot: partial.take(), isPart: true });
  };
  // What belongs to what is looked at shows in its answers, so nothing else goes on its way before them.
  await crew([...left].filter(attention.isOn), heard);
  await crew(inTurn([...left], attention.priority), heard);
}

export function isoTime({ now }: Clock): string {
  return new Date(now()).toISOString();
}
