/** What a refresh has found so far: which questions are next, how many are left, and a snapshot of it at any time. */
import type { Answer } from '../questions/answer';
import type { Step } from '../questions/questions';
import { expectedAfter, type StageName, stages, stepsOf } from '../questions/stages';
import type { Counts } from '../state';
import { snapshotOf } from './build';
import { type Confirmation, oldestOf, partsOf } from './parts';
import type { Instance, Snapshot } from './snapshot';

/** What need not be asked, and until when it is known to be so. */
export type KnownAnswers = {
  readonly answerTo: (step: Step) => Answer | undefined;
  readonly confirmed: Confirmation | undefined;
  /** Answers that were asked for already, to know what may have changed. */
  readonly asked: number;
};

export const nothingKnown: KnownAnswers = { answerTo: () => undefined, confirmed: undefined, asked: 0 };

export type PartialSnapshot = {
  readonly answers: readonly Answer[];
  /** Answers with what is to be asked. */
  readonly begin: (stage: StageName) => readonly Step[];
  readonly add: (answer: Answer) => void;
  readonly end: (stage: StageName) => void;
  readonly counts: () => Counts;
  /** Whether there are so many more assignments than in the last one taken that the next is worth its time. */
  readonly hasGrown: () => boolean;
  readonly take: () => Snapshot;
};

export type PartialSnapshotOptions = {
  readonly profile: string;
  readonly instance: Instance;
  readonly known: KnownAnswers;
  /** ISO 8601, by AWS's clock. */
  readonly now: () => string;
};

/** Making a snapshot takes longer the more there is, so within a stage each has four times the rows of the last. */
const growthFactor = 4;

export function createPartialSnapshot({ profile, instance, known, now }: PartialSnapshotOptions): PartialSnapshot {
  const startedAt = now();
  const answers: Answer[] = [];
  const done: StageName[] = [];
  const rows = { found: 0, taken: 0 };
  const counts = { done: known.asked, total: known.asked, what: '' };
  const isKnown = (step: Step) => known.answerTo(step) !== undefined;
  return {
    answers,
    counts: () => ({ ...counts }),
    begin: (stage) => {
      const steps = stepsOf(stage, answers);
      const open = steps.filter((step) => !isKnown(step));
      counts.total = counts.done + open.length + expectedAfter(stage, answers, isKnown);
      counts.what = stages[stage].topic;
      for (const answer of steps.flatMap((step) => known.answerTo(step) ?? [])) answers.push(answer);
      return open;
    },
    add: (answer) => {
      answers.push(answer);
      counts.done++;
      rows.found += answer.found.filter(({ kind }) => kind === 'assignment').length;
    },
    end: (stage) => void done.push(stage),
    hasGrown: () => rows.found > rows.taken * growthFactor,
    take: () => {
      rows.taken = rows.found;
      const parts = partsOf(answers, startedAt, known.confirmed);
      const takenAt = known.confirmed ? (oldestOf(parts) ?? startedAt) : now();
      return snapshotOf(answers, { takenAt, profile, instance, done: [...done], parts });
    },
  };
}
