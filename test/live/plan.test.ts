import { describe, expect, it } from 'vitest';
import { type Answer, listsEvery, stageNames } from '../../server/src/core/live';
import type { AssignmentRow } from '../../server/src/core/live/questions/answer';
import { foundOf } from '../../server/src/core/live/questions/found';
import { requestDescriptions, successSteps } from '../../server/src/core/live/questions/request-steps';
import { completionOf, stepsOf } from '../../server/src/core/live/questions/stages';
import { snapshotOf } from '../../server/src/core/live/snapshot/build';
import { topicText } from '../../server/src/core/wording';
import { crawl, many, type Organization } from './organization';
import { instance } from './samples';

const small: Organization = {
  accounts: many(3, 'a'),
  groups: many(2, 'g'),
  users: many(4, 'u'),
  sets: many(2, 's'),
  assignments: [
    { type: 'GROUP', principal: 'g0', account: 'a0', set: 's0' },
    { type: 'GROUP', principal: 'g1', account: 'a1', set: 's0' },
    { type: 'USER', principal: 'u3', account: 'a1', set: 's1' },
    { type: 'GROUP', principal: 'deleted', account: 'a0', set: 's0' },
    { type: 'GROUP', principal: 'deleted', account: 'a2', set: 's1' },
  ],
};

function keysOf(rows: readonly AssignmentRow[]): readonly string[] {
  return [...new Set(rows.map((it) => `${it.principal} ${it.set} ${it.account}`))].toSorted();
}

function snapshotFrom(organization: Organization) {
  const { answers, done } = crawl(organization);
  return snapshotOf(answers, { takenAt: '2026-11-24T04:00:00.000Z', profile: 'p', instance, done });
}

describe('The plan', () => {
  it('of a small organization finds everything, deleted principals among it', () => {
    const { answers } = crawl(small);
    expect(completionOf(answers)).toBe('both');
    expect(keysOf(foundOf(answers, 'assignment'))).toEqual(keysOf(small.assignments));
    expect(snapshotFrom(small).access.assignments.complete).toBe(true);
  });

  it('finds an assignment that was never provisioned', () => {
    const organization = { ...small, unprovisioned: new Set(['a1 s1']) };
    expect(keysOf(foundOf(crawl(organization).answers, 'assignment'))).toEqual(keysOf(small.assignments));
  });

  it('asks groups before everything that is asked in great number', () => {
    const { answers } = crawl(small, 'lists');
    expect(stepsOf('groups', answers).map((step) => step.kind)).toEqual([
      'accounts',
      'principal-assignments',
      'permission-set',
      'principal-assignments',
      'permission-set',
      ...Array.from({ length: 6 }, () => 'requests'),
    ]);
  });

  it('asks pair by pair where asking by principal is refused, and does not claim to be whole', () => {
    const denied = new Set(['sso-admin/ListAccountAssignmentsForPrincipal']);
    const { access, gaps } = snapshotFrom({ ...small, denied });
    expect(access.assignments.all).toHaveLength(small.assignments.length);
    expect(access.assignments.complete).toBe(false);
    expect(gaps.map(topicText)).toEqual(['assignments of 2 groups']);
  });

  it('does the same where groups may not be listed', () => {
    const denied = new Set(['identitystore/ListGroups']);
    const { access } = snapshotFrom({ ...small, denied });
    expect(access.assignments.all).toHaveLength(small.assignments.length);
    expect(access.groups.complete).toBe(false);
  });

  it('asks only for unexplained pairs where pairs are many, and users where they are fewer', () => {
    const large = organizationOf({ accounts: 60, groups: 20, users: 500, sets: 30, assignments: 3000 });
    const { answers } = crawl(large);
    expect(completionOf(answers)).toBe('users');
    expect(keysOf(foundOf(answers, 'assignment'))).toEqual(keysOf(large.assignments));
  });

  it('leaves a hundred thousand users unasked, and says so', () => {
    const huge = { ...small, users: many(100_000, 'u') };
    const { answers, calls, done } = crawl(huge);
    expect(completionOf(answers)).toBe('pairs');
    expect(calls).toBeLessThan(1100);
    const { access } = snapshotOf(answers, { takenAt: '', profile: 'p', instance, done });
    expect(access.assignments.complete).toBe(false);
    expect(listsEvery('GROUP', access.assignments)).toBe(true);
    expect(listsEvery('USER', access.assignments)).toBe(false);
  });
});

describe('Recent requests', () => {
  const listed = (status: 'FAILED' | 'SUCCEEDED', ids: readonly string[]): Answer => ({
    step: { kind: 'requests', of: 'assignment-creation', status },
    found: ids.map((id, index) => ({
      kind: 'request-listed',
      of: 'assignment-creation',
      id,
      status,
      createdAt: new Date(Date.UTC(2026, 10, 1) + index * 60_000).toISOString(),
    })),
    gap: undefined,
  });

  it('that succeeded are asked about only where something failed', () => {
    expect(successSteps([listed('FAILED', [])])).toEqual([]);
    expect(successSteps([listed('FAILED', ['f0'])])).toHaveLength(3);
  });

  it('are described where they failed, or may have fixed a failure', () => {
    const answers = [listed('FAILED', ['f0']), listed('SUCCEEDED', ['s0', 's1'])];
    const ids = requestDescriptions(answers).map((step) => step.kind === 'request' && step.id);
    expect(ids).toEqual(['f0', 's1', 's0']);
  });

  it('are described by the hundreds at most, and the rest is said', () => {
    const answers = [listed('FAILED', many(1000, 'f'))];
    expect(requestDescriptions(answers)).toHaveLength(300);
    expect(requestDescriptions(answers).at(0)).toMatchObject({ id: 'f999' });
    const { gaps } = snapshotOf(answers, { takenAt: '', profile: 'p', instance, done: stageNames });
    expect(gaps.map(topicText)).toEqual(['700 older requests that failed']);
  });
});

describe('Calls', () => {
  it('for 500 accounts, 200 groups, 120 permission sets and 15,000 assignments are about 3,400 and not 15,000', () => {
    const { answers, calls } = crawl(
      organizationOf({ accounts: 500, groups: 200, users: 2000, sets: 120, assignments: 15_000 }),
    );
    const pairs = new Set(foundOf(answers, 'provisioned').map(({ account, set }) => `${account} ${set}`)).size;
    expect(pairs).toBeGreaterThan(13_000);
    expect(calls).toBeGreaterThan(3000);
    expect(calls).toBeLessThan(4000);
  });

  it('until the groups are painted are few', () => {
    const large = organizationOf({ accounts: 500, groups: 200, users: 2000, sets: 120, assignments: 15_000 });
    expect(crawl(large, 'groups').calls).toBeLessThan(600);
  });
});

type Sizes = Readonly<Record<'accounts' | 'groups' | 'users' | 'sets' | 'assignments', number>>;

/** Group assignments spread evenly, and no triple twice. */
function organizationOf(sizes: Sizes): Organization {
  const accounts = many(sizes.accounts, 'a');
  const groups = many(sizes.groups, 'g');
  const sets = many(sizes.sets, 's');
  const assignments = Array.from({ length: sizes.assignments }, (_, index): AssignmentRow => {
    const account = accounts[(index * 7) % accounts.length] ?? '';
    const set = sets[(index + Math.floor(index / accounts.length)) % sets.length] ?? '';
    return { type: 'GROUP', principal: groups[index % groups.length] ?? '', account, set };
  });
  return { accounts, groups, users: many(sizes.users, 'u'), sets, assignments };
}
