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
  const picture = createPicture(context, known);
  for (const stage of stageNames) {
    await work(stage, picture, context);
    picture.end(stage);
    if (paintedAfter.has(stage)) picture.paint();
  }
  return picture.finish();
}

async function work(stage: StageName, picture: Picture, { ask, looking }: PullContext): Promise<void> {
  const left = new Set(picture.begin(stage));
  const attention = attentionOn(looking, picture.answers);
  const crew = createCrew(ask);
  const heard = (answer: Answer) => {
    left.delete(answer.step);
    picture.add(answer);
    const isServed = attention.isServedBy(answer, left);
    if (isServed || (stage === 'groups' && picture.hasGrown())) picture.paint();
  };
  // What belongs to what is looked at shows in its answers, so nothing else goes on its way before them.
  await crew([...left].filter(attention.isOn), heard);
  await crew(inTurn([...left], attention.priority), heard);
}

/** What has been answered so far, told as it grows. */
type Picture = {
  readonly answers: readonly Answer[];
  /** Answers with what is to be asked. */
  readonly begin: (stage: StageName) => readonly Step[];
  readonly add: (answer: Answer) => void;
  readonly end: (stage: StageName) => void;
  readonly hasGrown: () => boolean;
  readonly paint: () => void;
  readonly finish: () => Snapshot;
};

function createPicture({ profile, instance, clock, emit }: PullContext, known: Known): Picture {
  const begun = isoTime(clock);
  const answers: Answer[] = [];
  const done: StageName[] = [];
  const rows = { found: 0, painted: 0 };
  const counts = { done: known.asked, total: known.asked, what: '' };
  const isKnown = (step: Step) => known.answerTo(step) !== undefined;
  const report = () => emit({ kind: 'progress', ...counts });
  const take = (): Snapshot => {
    const parts = partsOf(answers, begun, known.confirmed);
    const takenAt = known.confirmed ? (oldestOf(parts) ?? begun) : isoTime(clock);
    return snapshotOf(answers, { takenAt, profile, instance, done: [...done], parts });
  };
  return {
    answers,
    begin: (stage) => {
      const steps = stepsOf(stage, answers);
      const open = steps.filter((step) => !isKnown(step));
      counts.total = counts.done + open.length + expectedAfter(stage, answers, isKnown);
      counts.what = stageWords[stage];
      report();
      answers.push(...steps.flatMap((step) => known.answerTo(step) ?? []));
      return open;
    },
    add: (answer) => {
      answers.push(answer);
      counts.done++;
      report();
      rows.found += answer.found.filter(({ kind }) => kind === 'assignment').length;
    },
    end: (stage) => void done.push(stage),
    hasGrown: () => rows.found > rows.painted * growth,
    paint: () => {
      rows.painted = rows.found;
      emit({ kind: 'snapshot', snapshot: take(), isPart: true });
    },
    finish: () => {
      const snapshot = take();
      emit({ kind: 'snapshot', snapshot });
      return snapshot;
    },
  };
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
