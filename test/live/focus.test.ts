/** What the user looks at comes first in a refresh, and costs no further call. */
import { describe, expect, it } from 'vitest';
import {
  byPriority,
  type Focus,
  type FocusTarget,
  type Snapshot,
  type Step,
  stageNames,
} from '../../server/src/core/live';
import { priorityOf } from '../../server/src/core/live/questions/focus';
import { stepsOf } from '../../server/src/core/live/questions/stages';
import { snapshotOf } from '../../server/src/core/live/snapshot/build';
import { answerTo, crawl, many, type Organization } from './organization';
import { instance } from './samples';

/** Each group has two sets in two accounts, and a set belongs to two groups. */
const groups = many(10, 'g');
const organization: Organization = {
  accounts: many(10, 'a'),
  groups,
  users: many(4, 'u'),
  sets: many(10, 's'),
  assignments: groups.flatMap((principal, index) =>
    [index, (index + 1) % 10].map((at) => ({ type: 'GROUP' as const, principal, account: `a${at}`, set: `s${at}` })),
  ),
};

function on(sight: Partial<FocusTarget>): Focus {
  return [{ groups: [], accounts: [], permissionSets: [], ...sight }];
}

/** One step after the other, as a refresh takes them. */
function walked(focus: () => Focus, earlier?: Snapshot): readonly Step[] {
  const answers: ReturnType<typeof answerTo>[] = [];
  const taken: Step[] = [];
  for (const stage of stageNames) {
    let seen: unknown;
    let priority = priorityOf([], [], undefined);
    const current = () => {
      const key = `${JSON.stringify(focus())} ${answers.length}`;
      if (key !== seen) [seen, priority] = [key, priorityOf(focus(), answers, earlier)];
      return priority;
    };
    for (const step of byPriority(stepsOf(stage, answers), current)) {
      taken.push(step);
      answers.push(answerTo(step, organization));
    }
  }
  return taken;
}

const told = (step: Step) => JSON.stringify(step);
const ofKind = (kind: Step['kind'], steps: readonly Step[]) => steps.filter((it) => it.kind === kind).map(subjectOf);

function subjectOf(step: Step): string {
  if (step.kind === 'principal-assignments') return step.id;
  if (step.kind === 'members') return step.group;
  if (step.kind === 'pair-assignments') return `${step.account} ${step.set}`;
  return 'set' in step ? step.set : '';
}

const unfocused = walked(() => []);
const before = (() => {
  const { answers, done } = crawl(organization);
  return snapshotOf(answers, { takenAt: '2026-11-24T04:00:00.000Z', profile: 'p', instance, done });
})();

describe('A focus', () => {
  it.each([
    ['a group', on({ groups: ['name of g7'] })],
    ['an account', on({ accounts: ['a7'] })],
    ['a permission set', on({ permissionSets: ['name of s7'] })],
    ['all of it', on({ groups, accounts: organization.accounts, permissionSets: organization.sets })],
    ['nothing that exists', on({ groups: ['nobody'], accounts: ['nowhere'], permissionSets: ['none'] })],
  ])('on %s asks the very same, with and without an earlier snapshot', (_, focus) => {
    for (const earlier of [undefined, before])
      expect(
        walked(() => focus, earlier)
          .map(told)
          .toSorted(),
      ).toEqual(unfocused.map(told).toSorted());
  });

  it('on nothing is the order of the plan', () => {
    expect(unfocused.map(told)).toEqual(crawl(organization).answers.map(({ step }) => told(step)));
  });

  it('on a group asks it first, then for what its answers name', () => {
    const steps = walked(() => on({ groups: ['name of g7'] }));
    expect(ofKind('principal-assignments', steps)[0]).toBe('g7');
    expect(ofKind('permission-set', steps).slice(0, 2)).toEqual(['s7', 's8']);
    expect(
      ofKind('policies', steps)
        .slice(0, 8)
        .every((it) => ['s7', 's8'].includes(it)),
    ).toBe(true);
    expect(ofKind('members', steps)[0]).toBe('g7');
    expect(ofKind('pair-assignments', steps).slice(0, 2).toSorted()).toEqual(['a7 s7', 'a8 s8']);
    const first = steps.slice(steps.findIndex((it) => it.kind === 'principal-assignments'));
    expect(first.slice(0, 3).map((it) => it.kind)).toEqual([
      'principal-assignments',
      'permission-set',
      'permission-set',
    ]);
  });

  it('on an account asks for its pairs first, and for the groups that had something there', () => {
    const focus = () => on({ accounts: ['a7'] });
    expect(ofKind('pair-assignments', walked(focus))[0]).toBe('a7 s7');
    expect(ofKind('principal-assignments', walked(focus, before)).slice(0, 2)).toEqual(['g6', 'g7']);
  });

  it('on a permission set that an earlier snapshot knows by name asks for it first, and for its groups', () => {
    const steps = walked(() => on({ permissionSets: ['name of s7'] }), before);
    expect(ofKind('permission-set', steps)[0]).toBe('s7');
    expect(ofKind('principal-assignments', steps).slice(0, 2)).toEqual(['g6', 'g7']);
  });

  it('on several things takes them by how much they are looked at', () => {
    const focus = [...on({ groups: ['g9'] }), ...on({ groups: ['g4', 'g2'] })];
    expect(
      ofKind(
        'principal-assignments',
        walked(() => focus),
      ).slice(0, 4),
    ).toEqual(['g9', 'g2', 'g4', 'g0']);
  });

  it('that moves reorders what is left', () => {
    let taken = 0;
    const steps = walked(() => {
      taken++;
      return on({ groups: [taken < 20 ? 'g9' : 'g8'] });
    });
    const asked = ofKind('principal-assignments', steps);
    expect(asked[0]).toBe('g9');
    expect(asked.indexOf('g8')).toBeGreaterThan(0);
    expect(asked.indexOf('g8')).toBeLessThan(8);
    expect(steps.map(told).toSorted()).toEqual(unfocused.map(told).toSorted());
  });
});
