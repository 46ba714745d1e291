/**
 * What to ask AWS, and in which order. Every request counts against a budget of 20 a second that the whole account
 * shares (Identity Center quotas), so the plan looks for the fewest calls that give a complete snapshot:
 *
 * - ListAccountAssignmentsForPrincipal costs a call for each principal; ListAccountAssignments one for each pair of a
 *   permission set and an account. Groups are few, pairs are many, so groups are asked first and shown at once.
 * - Where a set is provisioned is asked set by set or account by account, whichever takes fewer calls.
 * - Users are asked one by one while they are fewer than the pairs, or few enough. Otherwise the pairs are asked.
 * - A pair that is provisioned although nobody we know is assigned belongs to a deleted principal or is a left-over;
 *   it is asked about itself, since no living principal leads to it.
 * - Long lists come with the stage that first needs them, so that the first rows don't wait for them.
 */
import type { Answer, Found, PolicyKind } from './answer';
import { type Pair, pairKey } from './assignment-row';
import { type FoundOf, foundOf } from './found';
import { provisioningSteps } from './provisioning-steps';
import type { Step } from './questions';
import { openRequestSteps, requestDescriptions, successSteps } from './request-steps';

/** Asking this many users, or pairs, one by one takes about two minutes at ten requests a second. */
const thoroughLimit = 1200;

type Stage = {
  /** What it asks, given everything answered before it. */
  readonly steps: (answers: readonly Answer[]) => readonly Step[];
  /** What the user sees while it runs. */
  readonly topic: string;
};

/** In this order. */
export const stages = {
  lists: {
    steps: () => [{ kind: 'permission-sets' }, { kind: 'groups' }],
    topic: 'permission sets and groups',
  },
  groups: {
    steps: groupSteps,
    topic: 'assignments of groups',
  },
  provisioning: {
    steps: (answers) => [{ kind: 'users' }, ...provisioningSteps(answers), ...successSteps(answers)],
    topic: 'users and provisioned accounts',
  },
  requests: {
    steps: requestDescriptions,
    topic: 'provisioning requests',
  },
  policies: {
    steps: (answers) => each(answers, 'set', policySteps),
    topic: 'policies of permission sets',
  },
  members: {
    steps: (answers) => each(answers, 'group', membersOf),
    topic: 'members of groups',
  },
  users: {
    steps: (answers) => (completionOf(answers) === 'pairs' ? [] : each(answers, 'user', assignmentsOfUser)),
    topic: 'assignments of users',
  },
  pairs: {
    steps: pairSteps,
    topic: 'assignments by account',
  },
} as const satisfies Readonly<Record<string, Stage>>;

export type StageName = keyof typeof stages;

export const stageNames = Object.keys(stages) as readonly StageName[];

export function stepsOf(stage: StageName, answers: readonly Answer[]): readonly Step[] {
  return stages[stage].steps(answers);
}

/** How many calls are still to come after a stage, as far as its answers tell; pages beyond the first are not counted. */
export function expectedAfter(
  stage: StageName,
  answers: readonly Answer[],
  isKnown: (step: Step) => boolean = () => false,
): number {
  const later = stageNames.slice(stageNames.indexOf(stage) + 1);
  return later.reduce((sum, next) => sum + stepsOf(next, answers).filter((step) => !isKnown(step)).length, 0);
}

/** How the assignments are completed once the groups are known. */
export type Completion = 'users' | 'pairs' | 'both';

export function completionOf(answers: readonly Answer[]): Completion {
  if (!canAskByPrincipal(answers)) return 'pairs';
  const users = foundOf(answers, 'user').length;
  const pairs = provisionedPairs(answers).length;
  if (users > Math.max(thoroughLimit, pairs) || listingFailed(answers, 'users')) return 'pairs';
  return pairs <= thoroughLimit ? 'both' : 'users';
}

/** False when asking by principal is refused: it is documented for the management account only. */
export function canAskByPrincipal(answers: readonly Answer[]): boolean {
  const asked = answers.filter(({ step }) => step.kind === 'principal-assignments');
  return asked.some(({ gap }) => gap === undefined) || (asked.length === 0 && !listingFailed(answers, 'groups'));
}

function listingFailed(answers: readonly Answer[], kind: Step['kind']): boolean {
  return answers.some(({ step, gap }) => step.kind === kind && gap !== undefined);
}

function pairSteps(answers: readonly Answer[]): readonly Step[] {
  const pairs = completionOf(answers) === 'users' ? unexplainedPairs(answers) : provisionedPairs(answers);
  return pairs.map(({ account, set }): Step => ({ kind: 'pair-assignments', account, set }));
}

/** Provisioned pairs, and those of failed requests: an assignment may stand where provisioning never succeeded. */
function provisionedPairs(answers: readonly Answer[]): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  for (const pair of foundOf(answers, 'provisioned')) pairs.set(pairKey(pair), pair);
  for (const { request } of foundOf(answers, 'request')) {
    const { account, set } = request;
    if (account && set) pairs.set(pairKey({ account, set }), { account, set });
  }
  return [...pairs.values()];
}

function unexplainedPairs(answers: readonly Answer[]): readonly Pair[] {
  const explained = new Set(foundOf(answers, 'assignment').map(pairKey));
  return provisionedPairs(answers).filter((pair) => !explained.has(pairKey(pair)));
}

/** Pairs that are not asked, because somebody who is known to be assigned explains them. */
export function explainedPairs(answers: readonly Answer[]): readonly Pair[] {
  const unexplained = new Set(unexplainedPairs(answers).map(pairKey));
  return provisionedPairs(answers).filter((pair) => !unexplained.has(pairKey(pair)));
}

const policyKinds: readonly PolicyKind[] = ['managed', 'customer-managed', 'inline', 'boundary'];

/** A group's rows and a set's name in turn: whatever is shown before the end has names for a part of its rows. */
function groupSteps(answers: readonly Answer[]): readonly Step[] {
  const groups = each(answers, 'group', assignmentsOfGroup);
  const sets = each(answers, 'set', describeSet);
  const turns = Array.from({ length: Math.max(groups.length, sets.length) }, (_, turn) => [groups[turn], sets[turn]]);
  return [{ kind: 'accounts' }, ...turns.flat().filter((step) => step !== undefined), ...openRequestSteps()];
}

function describeSet({ set }: { readonly set: string }): readonly Step[] {
  return [{ kind: 'permission-set', set }];
}

function membersOf({ id }: { readonly id: string }): readonly Step[] {
  return [{ kind: 'members', group: id }];
}

function assignmentsOfGroup({ id }: { readonly id: string }): readonly Step[] {
  return [assignmentsOf('GROUP', id)];
}

function assignmentsOfUser({ id }: { readonly id: string }): readonly Step[] {
  return [assignmentsOf('USER', id)];
}

function assignmentsOf(type: 'GROUP' | 'USER', id: string): Step {
  return { kind: 'principal-assignments', type, id };
}

function policySteps({ set }: { readonly set: string }): readonly Step[] {
  return policyKinds.map((of): Step => ({ kind: 'policies', set, of }));
}

function each<K extends Found['kind']>(
  answers: readonly Answer[],
  kind: K,
  follow: (found: FoundOf<K>) => readonly Step[],
): readonly Step[] {
  return foundOf(answers, kind).flatMap(follow);
}
