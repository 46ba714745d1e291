/** An organization that answers the plan's steps from memory, and counts the calls that AWS would have been sent. */
import {
  type Answer,
  type AnswerGap,
  type Found,
  operationOf,
  type StageName,
  type Step,
  stageNames,
} from '../../server/src/core/live';
import type { AssignmentRow } from '../../server/src/core/live/questions/answer';
import { stepsOf } from '../../server/src/core/live/questions/stages';

export type Organization = {
  readonly accounts: readonly string[];
  readonly groups: readonly string[];
  readonly users: readonly string[];
  readonly sets: readonly string[];
  readonly assignments: readonly AssignmentRow[];
  /** Pairs where the assignment stands, but provisioning never succeeded: `account set`. */
  readonly unprovisioned?: ReadonlySet<string>;
  /** Operations that are refused. */
  readonly denied?: ReadonlySet<string>;
};

/** AWS's largest pages. */
const pageSizes: Readonly<Record<string, number>> = { accounts: 20 };

export type Crawl = {
  readonly answers: readonly Answer[];
  readonly calls: number;
  readonly done: readonly StageName[];
};

/** Runs the plan against the organization, up to and including a stage. */
export function crawl(organization: Organization, until: StageName = 'pairs'): Crawl {
  const answers: Answer[] = [];
  const done: StageName[] = [];
  let calls = 0;
  for (const stage of stageNames.slice(0, stageNames.indexOf(until) + 1)) {
    for (const step of stepsOf(stage, answers)) {
      const answer = answerTo(step, organization);
      calls += Math.max(1, Math.ceil(answer.found.length / (pageSizes[step.kind] ?? 100)));
      answers.push(answer);
    }
    done.push(stage);
  }
  return { answers, calls, done };
}

export function answerTo(step: Step, organization: Organization): Answer {
  const operation = operationOf(step);
  if (organization.denied?.has(operation)) return { step, found: [], gap: refusal(operation) };
  return { step, found: found(step, organization), gap: undefined };
}

function refusal(operation: string): AnswerGap {
  return { reason: { kind: 'denied', action: operation }, action: operation };
}

function found(
  step: Step,
  { accounts, groups, users, sets, assignments, unprovisioned }: Organization,
): readonly Found[] {
  switch (step.kind) {
    case 'permission-sets':
      return sets.map((set) => ({ kind: 'set', set }));
    case 'groups':
      return groups.map((id) => ({ kind: 'group', id, name: `name of ${id}` }));
    case 'users':
      return users.map((id) => ({ kind: 'user', id, name: `name of ${id}` }));
    case 'accounts':
      return accounts.map((id) => ({ kind: 'account', id, name: `name of ${id}` }));
    case 'permission-set':
      return [
        {
          kind: 'set-details',
          set: step.set,
          name: `name of ${step.set}`,
          description: undefined,
          sessionDuration: undefined,
        },
      ];
    case 'provisioned':
      return step.status === 'all' ? provisioned(step.set, assignments, unprovisioned) : [];
    case 'provisioned-in':
      return step.status === 'all' ? provisionedIn(step.account, sets, assignments, unprovisioned) : [];
    case 'principal-assignments':
      return rows(assignments.filter(({ principal }) => principal === step.id));
    case 'pair-assignments':
      return rows(assignments.filter(({ account, set }) => account === step.account && set === step.set));
    default:
      return [];
  }
}

function provisioned(
  set: string,
  assignments: readonly AssignmentRow[],
  unprovisioned: ReadonlySet<string> = new Set(),
): readonly Found[] {
  const accounts = new Set(assignments.filter((it) => it.set === set).map(({ account }) => account));
  const there = [...accounts].filter((account) => !unprovisioned.has(`${account} ${set}`));
  return there.map((account) => ({ kind: 'provisioned', set, account }));
}

function provisionedIn(
  account: string,
  sets: readonly string[],
  assignments: readonly AssignmentRow[],
  unprovisioned: ReadonlySet<string> | undefined,
): readonly Found[] {
  const all = sets.flatMap((set) => provisioned(set, assignments, unprovisioned));
  return all.filter((it) => it.kind === 'provisioned' && it.account === account);
}

function rows(assignments: readonly AssignmentRow[]): readonly Found[] {
  return assignments.map((row) => ({ kind: 'assignment', ...row }));
}

export function many(count: number, prefix: string): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}
