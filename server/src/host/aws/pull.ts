/** A refresh: stage by stage through the plan, with snapshots under way: the first rows as soon as there are any. */
import {
  type Answer,
  type Confirmation,
  expectedAfter,
  type Instance,
  inTurn,
  type LiveEvent,
  oldestOf,
  partsOf,
  type Snapshot,
  type StageName,
  type Step,
  snapshotOf,
  stageNames,
  stepsOf,
} from '../../core/live';
import type { Clock } from '../host';
import { attentionOn, type Looking } from './attention';
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

/** What need not be asked, and until when it is known to be so. */
export type Known = {
  readonly answerTo: (step: Step) => Answer | undefined;
  readonly confirmed: Confirmation | undefined;
  /** Answers that were asked for already, to know what may have changed. */
  readonly asked: number;
};

export const nothingKnown: Known = { answerTo: () => undefined, confirmed: undefined, asked: 0 };

/** The matrix is there after the groups, what failed after the requests; then only direct assignments are missing. */
const paintedAfter: ReadonlySet<StageName> = new Set(['groups', 'requests', 'members']);

/** Making a snapshot takes longer the more there is, so within a stage each has four times the rows of the last. */
const growth = 4;

export async function pull(context: PullContext, known: Known): Promise<Snapshot> {
  const { profile, instance, ask, clock, emit, looking } = context;
  const begun = isoTime(clock);
  const answers: Answer[] = [];
  const done: StageName[] = [];
  const rows = { found: 0, painted: 0 };
  let asked = known.asked;
  for (const stage of stageNames) {
    const steps = stepsOf(stage, answers);
    const open = steps.filter((step) => known.answerTo(step) === undefined);
    const total = asked + open.length + expectedAfter(stage, answers, (step) => known.answerTo(step) !== undefined);
    const report = () => emit({ kind: 'progress', done: asked, total, what: stageWords[stage] });
    report();
    answers.push(...steps.flatMap((step) => known.answerTo(step) ?? []));
    const attention = attentionOn(looking, answers);
    const crew = createCrew(ask);
    const left = new Set(open);
    const heard = (answer: Answer) => {
      answers.push(answer);
      left.delete(answer.step);
      asked++;
      report();
      rows.found += answer.found.filter(({ kind }) => kind === 'assignment').length;
      const isServed = attention.isServedBy(answer, left);
      if (isServed || (stage === 'groups' && rows.found > rows.painted * growth)) paint();
    };
    // What belongs to what is looked at shows in its answers, so nothing else goes on its way before them.
    await crew(open.filter(attention.isOn), heard);
    await crew(inTurn([...left], attention.priority), heard);
    done.push(stage);
    if (paintedAfter.has(stage)) paint();
  }
  const snapshot = take(done);
  emit({ kind: 'snapshot', snapshot });
  return snapshot;

  function paint(): void {
    rows.painted = rows.found;
    emit({ kind: 'snapshot', snapshot: take(done), isPart: true });
  }

  function take(stages: readonly StageName[]): Snapshot {
    const parts = partsOf(answers, begun, known.confirmed);
    const takenAt = known.confirmed ? (oldestOf(parts) ?? begun) : isoTime(clock);
    return snapshotOf(answers, { takenAt, profile, instance, done: [...stages], parts });
  }
}

export function isoTime({ now }: Clock): string {
  return new Date(now()).toISOString();
}

/** What the user sees while the stage runs. */
const stageWords: Readonly<Record<StageName, string>> = {
  lists: 'permission sets and groups',
  groups: 'assignments of groups',
  provisioning: 'users and provisioned accounts',
  requests: 'provisioning requests',
  users: 'assignments of users',
  pairs: 'assignments by account',
  policies: 'policies of permission sets',
  members: 'members of groups',
};
