/** A refresh: stage by stage through the plan, a snapshot under way after each. */
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

export async function pull({ profile, instance, ask, clock, emit }: PullContext): Promise<Snapshot> {
  const answers: Answer[] = [];
  const done: StageName[] = [];
  for (const stage of stageNames) {
    const steps = stepsOf(stage, answers);
    const total = answers.length + steps.length + expectedAfter(stage, answers);
    const report = () => emit({ kind: 'progress', done: answers.length, total, what: stageWords[stage] });
    report();
    await workThrough(steps, ask, (answer) => {
      answers.push(answer);
      report();
    });
    done.push(stage);
    if (paintedAfter.has(stage)) emit({ kind: 'snapshot', snapshot: take(done) });
  }
  const snapshot = take(done);
  emit({ kind: 'snapshot', snapshot });
  return snapshot;

  function take(stages: readonly StageName[]): Snapshot {
    const takenAt = new Date(clock.now()).toISOString();
    return snapshotOf(answers, { takenAt, profile, instance, done: [...stages] });
  }
}

/** What the user sees while the stage runs. */
const stageWords: Readonly<Record<StageName, string>> = {
  lists: 'permission sets, groups, users and accounts',
  groups: 'assignments of groups',
  provisioning: 'provisioned accounts',
  requests: 'provisioning requests',
  users: 'assignments of users',
  pairs: 'assignments by account',
  policies: 'policies of permission sets',
  members: 'members of groups',
};
