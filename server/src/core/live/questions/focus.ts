/**
 * What the user looks at is asked first. A focus only changes the order of a stage's steps: which steps there are, the
 * plan alone says.
 */
import { isKnown } from '../../base';
import type { Snapshot } from '../snapshot/snapshot';
import type { Answer, AssignmentRow } from './answer';
import { pairKey, rowOf } from './assignment-row';
import { foundOf } from './found';
import { rowOfQuestion, type Step } from './questions';

/** What the user has in view: names as they are shown, or AWS's ids where there is no name. */
export type FocusTarget = Readonly<Record<'groups' | 'accounts' | 'permissionSets', readonly string[]>>;

/** Targets in order of importance: selected rows and chips, then the open file. */
export type Focus = readonly FocusTarget[];

const emptyFocus: Focus = [];
/** No target; always the same object, so that it never counts as a change. */
export const noFocus = (): Focus => emptyFocus;

/** Lower is sooner: 2i for steps about target i itself, 2i + 1 for steps about what is related to it, infinity for the rest. */
export type Priority = (step: Step) => number;

export const inPlanOrder: Priority = () => Number.POSITIVE_INFINITY;

/** An earlier snapshot tells names that are not read yet, and what belonged together then. */
export function priorityOf(focus: Focus, answers: readonly Answer[], earlier: Snapshot | undefined): Priority {
  if (focus.length === 0) return inPlanOrder;
  const rows = [...foundOf(answers, 'assignment'), ...(earlier?.access.assignments.all.flatMap(rowOf) ?? [])];
  const matchers = focus.map((target) => matcherOf(target, namesIn(answers, earlier), rows));
  return (step) => {
    const at = matchers.findIndex(({ direct, near }) => concerns(step, direct) || concerns(step, near));
    const matcher = matchers[at];
    return matcher ? at * 2 + (concerns(step, matcher.direct) ? 0 : 1) : Number.POSITIVE_INFINITY;
  };
}

/** Steps that matter alike stay in the order of the plan. */
function inOrderOf(priority: Priority, steps: readonly Step[]): readonly Step[] {
  if (priority === inPlanOrder) return steps;
  const ranked = steps.map((step) => ({ step, rank: priority(step) }));
  return ranked.toSorted((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank)).map(({ step }) => step);
}

/** Each step once; which one is next is decided when it is taken, by the priority at that time. */
export function* byPriority(steps: readonly Step[], priority: () => Priority): Generator<Step, void> {
  let left = steps;
  let order: Priority = inPlanOrder;
  for (let taken = 0; taken < left.length; taken++) {
    const now = priority();
    if (now !== order) [left, order, taken] = [inOrderOf(now, left.slice(taken)), now, 0];
    const next = left[taken];
    if (next) yield next;
  }
}

/** Ids and ARNs; `pairs` are `pairKey`s, those of the accounts and sets where it is absent. */
type IdSets = Readonly<Record<'groups' | 'accounts' | 'sets', ReadonlySet<string>>> & {
  readonly pairs?: ReadonlySet<string>;
};
type FocusMatcher = { readonly direct: IdSets; readonly near: IdSets };

function matcherOf(target: FocusTarget, names: Names, rows: readonly AssignmentRow[]): FocusMatcher {
  const groups = new Set(target.groups.map((it) => names.groups.get(it) ?? it));
  const sets = new Set(target.permissionSets.map((it) => names.sets.get(it) ?? it));
  const accounts = new Set(target.accounts.map((it) => names.accounts.get(it) ?? it));
  const near = rows.filter((it) => groups.has(it.principal) || sets.has(it.set) || accounts.has(it.account));
  const pairsOf = rows.filter((it) => groups.has(it.principal));
  return {
    direct: { groups, sets, accounts },
    near: {
      groups: new Set(near.map(({ principal }) => principal)),
      sets: new Set(near.map(({ set }) => set)),
      accounts: new Set(near.map(({ account }) => account)),
      pairs: new Set(pairsOf.map(pairKey)),
    },
  };
}

function concerns(step: Step, { groups, accounts, sets, pairs }: IdSets): boolean {
  const { group, account, set } = rowOfQuestion(step).focus?.(step) ?? {};
  if (pairs && account !== undefined && set !== undefined) return pairs.has(pairKey({ account, set }));
  return has(groups, group) || has(accounts, account) || has(sets, set);
}

function has(ids: ReadonlySet<string>, id: string | undefined): boolean {
  return id !== undefined && ids.has(id);
}

type Names = Readonly<Record<'groups' | 'accounts' | 'sets', ReadonlyMap<string, string>>>;

function namesIn(answers: readonly Answer[], earlier: Snapshot | undefined): Names {
  const { groups = nothing, accounts = nothing, permissionSets = nothing } = earlier?.access ?? {};
  const entry = (name: string | undefined, id: string) => (name === undefined ? [] : [[name, id] as const]);
  return {
    groups: new Map([
      ...groups.all.flatMap((it) => (isKnown(it.name) ? entry(it.name.value, it.id ?? it.address) : [])),
      ...foundOf(answers, 'group').flatMap(({ name, id }) => entry(name, id)),
    ]),
    sets: new Map([
      ...permissionSets.all.flatMap((it) => (isKnown(it.name) ? entry(it.name.value, it.arn ?? it.address) : [])),
      ...foundOf(answers, 'set-details').flatMap(({ name, set }) => entry(name, set)),
    ]),
    accounts: new Map([
      ...accounts.all.flatMap(({ id, name }) =>
        isKnown(id) && name && isKnown(name) ? entry(name.value, id.value) : [],
      ),
      ...foundOf(answers, 'account').flatMap(({ name, id }) => entry(name, id)),
    ]),
  };
}

const nothing = { all: [] } as const;
