/** A refresh: stage by stage through the plan, with snapshots under way: the first rows as soon as there are any. */
import {
  type Answer,
  expectedAfter,
  type Instance,
  type LiveEvent,
  type Snapshot,
  type StageName,
  snapshotOf,
  stageNames,
  stepsOf,
} from '../../core/live';
import type { Clock } from '../host';
import { workThrough } from './crew';
import type { Questions } from './questions';

export type PullContext = {
  readonly profile: string;
  readonly instance: Instance;
  readonly ask: Questions;
  readonly clock: Clock;
  readonly emit: (event: LiveEvent) => void;
};

/** The matrix is there after the groups, what failed after the requests; then only direct assignments are missing. */
const paintedAfter: ReadonlySet<StageName> = new Set(['groups', 'requests', 'members']);

/** Making a snapshot takes longer the more there is, so within a stage each has four times the rows of the last. */
const growth = 4;

export async function pull({ profile, instance, ask, clock, emit }: PullContext): Promise<Snapshot> {
  const answers: Answer[] = [];
  const done: StageName[] = [];
  const rows = { found: 0, painted: 0 };
  for (const stage of stageNames) {
    const steps = stepsOf(stage, answers);
    const total = answers.length + steps.length + expectedAfter(stage, answers);
    const report = () => emit({ kind: 'progress', done: answers.length, total, what: stageWords[stage] });
    report();
    await workThrough(steps, ask, (answer) => {
      answers.push(answer);
      report();
      rows.found += answer.found.filter(({ kind }) => kind === 'assignment').length;
      if (stage === 'groups' && rows.found > rows.painted * growth) paint();
    });
    done.push(stage);
    if (paintedAfter.has(stage)) paint();
  }
  const snapshot = take(done);
  emit({ kind: 'snapshot', snapshot });
  return snapshot;

  function paint(): void {
    rows.painted = rows.found;
    emit({ kind: 'snapshot', snapshot: take(done) });
  }

  function take(stages: readonly StageName[]): Snapshot {
    const takenAt = new Date(clock.now()).toISOString();
    return snapshotOf(answers, { takenAt, profile, instance, done: [...stages] });
  }
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
