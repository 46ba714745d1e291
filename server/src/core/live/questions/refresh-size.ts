/** How many calls a refresh takes of an organization as large as a snapshot's, without asking AWS anything. */
import type { RereadReason } from '../../reasons';
import { type AnswerCache, answerCacheOf } from '../refresh/answer-cache';
import { type Changes, evidenceSteps, recall } from '../refresh/changes';
import type { Snapshot } from '../snapshot/snapshot';
import type { Answer, Found } from './answer';
import { foundOf } from './found';
import { pageSizeOf } from './operation';
import { rowOfQuestion, type Step } from './questions';
import { type Completion, completionOf, type StageName, stageNames, stepsOf } from './stages';

export type RefreshSize = {
  readonly sizes: Readonly<Record<'accounts' | 'groups' | 'users' | 'permissionSets' | 'pairs', number>>;
  readonly stages: readonly { readonly stage: StageName; readonly calls: number }[];
  readonly calls: number;
  /** How assignments beside those of groups are found. */
  readonly completion: Completion;
  /** If nothing has changed since: by CloudTrail's event history, or by the request history alone. */
  readonly again: { readonly cloudtrail: number; readonly requests: number } | { readonly because: RereadReason };
};

/** Rows of a user's groups may come with a page of their own, so that users may take more. */
export function refreshSize(snapshot: Snapshot): RefreshSize {
  const cache = answerCacheOf(snapshot);
  const known = 'because' in cache ? undefined : cache;
  const { stages, answers } = stagesOf(snapshot, known);
  return {
    sizes: sizesOf(answers),
    stages: stages.map(({ stage, counted }) => ({ stage, calls: sum(counted.map(({ calls }) => calls)) })),
    calls: sum(stages.flatMap(({ counted }) => counted.map(({ calls }) => calls))),
    completion: completionOf(answers),
    again:
      'because' in cache
        ? cache
        : againOf(
            stages.flatMap(({ counted }) => counted),
            cache,
          ),
  };
}

type Counted = { readonly step: Step; readonly calls: number };
type Stage = { readonly stage: StageName; readonly counted: readonly Counted[] };

function stagesOf(
  snapshot: Snapshot,
  cache: AnswerCache | undefined,
): { readonly stages: readonly Stage[]; readonly answers: readonly Answer[] } {
  const answers: Answer[] = [];
  const stages: Stage[] = [];
  for (const stage of stageNames) {
    const answered = stepsOf(stage, answers).map((step) => ({
      step,
      found: foundIn(step, snapshot, cache),
      gap: undefined,
    }));
    for (const answer of answered) answers.push(answer);
    stages.push({ stage, counted: answered.map(({ step, found }) => ({ step, calls: pagesOf(step, found.length) })) });
  }
  return { stages, answers };
}

function foundIn(step: Step, { access }: Snapshot, cache: AnswerCache | undefined): readonly Found[] {
  return cache?.answerTo(step)?.found ?? rowOfQuestion(step).listed?.(access) ?? [];
}

function pagesOf(step: Step, rows: number): number {
  return Math.max(1, Math.ceil(rows / pageSizeOf(step)));
}

function sizesOf(answers: readonly Answer[]): RefreshSize['sizes'] {
  const pairs = new Set(foundOf(answers, 'provisioned').map(({ set, account }) => `${account} ${set}`));
  return {
    accounts: foundOf(answers, 'account').length,
    groups: foundOf(answers, 'group').length,
    users: foundOf(answers, 'user').length,
    permissionSets: foundOf(answers, 'set').length,
    pairs: pairs.size,
  };
}

const nothing: Changes = { principals: new Set(), pairs: new Set(), sets: new Set() };

function againOf(
  counted: readonly Counted[],
  cache: AnswerCache,
): { readonly cloudtrail: number; readonly requests: number } {
  const evidence = evidenceSteps().map((step) => JSON.stringify(step));
  const asked = (by: 'cloudtrail' | 'requests') =>
    counted.filter(
      ({ step }) => !evidence.includes(JSON.stringify(step)) && !recall(step, cache, { by, changes: nothing }),
    );
  const listed = (step: Step) => pagesOf(step, foundIn(step, cache.snapshot, cache).length);
  const before = sum(evidenceSteps().map(listed));
  return {
    cloudtrail: before + sum(asked('cloudtrail').map(({ calls }) => calls)),
    requests: before + sum(asked('requests').map(({ calls }) => calls)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
