import { describe, expect, it } from 'vitest';
import {
  type Answer,
  type AnswerCache,
  answerCacheOf,
  decodeSnapshot,
  encodeSnapshot,
  evidenceFrom,
  evidenceSteps,
  type Found,
  recall,
  refreshScope,
  refreshSize,
  type Snapshot,
  type Step,
  type TrailEvent,
} from '../../server/src/core/live';
import { trailChanges } from '../../server/src/core/live/refresh/changes';
import { snapshotOf } from '../../server/src/core/live/snapshot/build';
import { partsOf } from '../../server/src/core/live/snapshot/parts';
import { fileWording, rereadText } from '../../server/src/core/wording';
import { crawl, many, type Organization } from './organization';
import { instance } from './samples';

const accountId = (index: number) => String(111_122_220_000 + index);

const organization: Organization = {
  accounts: Array.from({ length: 40 }, (_, index) => accountId(index)),
  groups: many(20, 'g'),
  users: many(300, 'u'),
  sets: many(8, 's'),
  assignments: Array.from({ length: 200 }, (_, index) => ({
    type: index % 10 === 0 ? ('USER' as const) : ('GROUP' as const),
    principal: index % 10 === 0 ? `u${index}` : `g${index % 20}`,
    account: accountId(index % 40),
    set: `s${Math.floor(index / 40) % 8}`,
  })),
};

const begun = '2026-11-24T04:00:00.000Z';
const now = '2026-11-24T06:00:00.000Z';

function taken(): { readonly snapshot: Snapshot; readonly calls: number } {
  const { answers, calls, done } = crawl(organization, 'pairs');
  const parts = partsOf(answers, begun, undefined);
  return { snapshot: snapshotOf(answers, { takenAt: begun, profile: 'p', instance, done, parts }), calls };
}

function memory(snapshot = taken().snapshot): AnswerCache {
  const found = answerCacheOf(snapshot);
  if ('because' in found) throw new Error(found.because.kind);
  return found;
}

function listed(
  of: 'assignment-creation' | 'assignment-deletion' | 'provisioning',
  ...dates: readonly string[]
): Answer {
  const found = dates.map(
    (createdAt): Found => ({ kind: 'request-listed', of, id: createdAt, status: 'SUCCEEDED', createdAt }),
  );
  return { step: { kind: 'requests', of, status: 'SUCCEEDED' }, found, gap: undefined };
}

const accounts: Answer = {
  step: { kind: 'accounts' },
  found: organization.accounts.map((id) => ({ kind: 'account', id, name: id })),
  gap: undefined,
};

const longAgo = '2026-11-20T00:00:00.000Z';
const reaching = [accounts, listed('assignment-creation', longAgo), listed('assignment-deletion', longAgo)];
const silent = { complete: true, until: now, events: [] } as const;
const unread = { complete: false, because: { kind: 'administrators-unread' } } as const;

function event(name: string, more: Partial<TrailEvent> = {}): TrailEvent {
  return { id: name, at: now, name, source: 'sso.amazonaws.com', by: 'x', error: undefined, details: {}, ...more };
}

describe('What a snapshot remembers', () => {
  it('are the very answers it was made of', () => {
    const { snapshot } = taken();
    const { answers } = crawl(organization, 'pairs');
    const told = ({ step, found }: Answer) => JSON.stringify([step, found.map((it) => JSON.stringify(it)).toSorted()]);
    const recalled = answers.flatMap(({ step }) => memory(snapshot).answerTo(step) ?? []);
    const steps = new Set(recalled.map(({ step }) => JSON.stringify(step)));
    expect(recalled.map(told)).toEqual(answers.filter(({ step }) => steps.has(JSON.stringify(step))).map(told));
    expect(new Set(recalled.map(({ step }) => step.kind))).toEqual(
      new Set(['permission-set', 'principal-assignments', 'provisioned', 'policies', 'members', 'pair-assignments']),
    );
    expect(recalled.every(({ readAt }) => readAt === begun)).toBe(true);
  });

  it('survives a file', () => {
    const { snapshot } = taken();
    const decoded = decodeSnapshot(encodeSnapshot(snapshot, fileWording));
    if ('problem' in decoded) throw new Error(decoded.problem);
    expect(decoded.snapshot.parts).toEqual(snapshot.parts);
    const step = { kind: 'principal-assignments', type: 'GROUP', id: 'g3' } as const;
    expect(memory(decoded.snapshot).answerTo(step)).toEqual(memory(snapshot).answerTo(step));
  });

  it('has to be asked for from before the first answer on', () => {
    expect(evidenceFrom(memory())).toBe('2026-11-24T03:30:00.000Z');
  });
});

describe('Evidence', () => {
  it('is CloudTrail where it is whole, and the request history where that reaches back', () => {
    expect(refreshScope(memory(), [accounts], silent, now)).toMatchObject({ kind: 'changes', by: 'cloudtrail' });
    expect(refreshScope(memory(), reaching, unread, now)).toMatchObject({
      kind: 'changes',
      by: 'requests',
      because: { kind: 'administrators-unread' },
    });
  });

  it.each<readonly [string, readonly Answer[], string]>([
    [
      'the request history begins too late',
      [accounts, listed('assignment-creation', now), listed('assignment-deletion', longAgo)],
      'the history of assignment-creations does not reach back to 2026-11-24T03:30:00.000Z; whether there is a delegated administrator may not be read',
    ],
    [
      'the request history may not be read',
      [
        ...reaching,
        { ...listed('provisioning'), gap: { reason: { kind: 'denied', action: 'sso:X' }, action: 'sso:X' } },
      ],
      'the request history could not be read: the role in use may not do this: sso:X',
    ],
    ['accounts may not be listed', reaching.slice(1), 'accounts could not be listed'],
    [
      'an account has left',
      [{ ...accounts, found: accounts.found.slice(1) }, ...reaching.slice(1)],
      'account 111122220000 left the organization',
    ],
  ])('does not do where %s', (_, answers, because) => {
    const decision = refreshScope(memory(), answers, unread, now);
    expect(decision.kind).toBe('whole');
    expect(decision.because && rereadText(decision.because)).toBe(because);
  });

  it('of CloudTrail names what changed, and leaves aside what is of no concern', () => {
    const details = { account: accountId(1), permissionSet: 's1', principal: 'g1' };
    const changes = trailChanges([
      event('CreateAccountAssignment', { details }),
      event('DeleteAccountAssignment', { details: { ...details, principal: 'g2' }, error: 'AccessDenied' }),
      event('PutInlinePolicyToPermissionSet', { details: { permissionSet: 's2' } }),
      event('DetachManagedPolicyFromPermissionSet', { details: { permissionSet: 's3' } }),
      event('CreatePermissionSet'),
      event('CreateApplication'),
      event('CreateToken'),
      event('RunInstances', { source: 'ec2.amazonaws.com' }),
    ]);
    expect(changes).toEqual({
      principals: new Set(['g1']),
      pairs: new Set([`${accountId(1)} s1`]),
      sets: new Set(['s1', 's2', 's3']),
    });
  });

  it.each(['AssociateProfile', 'UpdateProfile', 'SomethingNew'])(
    'of CloudTrail that is not understood decides nothing: %s',
    (name) => {
      expect(trailChanges([event(name)])).toEqual({
        because: { kind: 'change-not-understood', name },
      });
      expect(trailChanges([event('CreateAccountAssignment')])).toMatchObject({
        because: { kind: 'change-not-understood' },
      });
    },
  );
});

describe('The plan of a refresh after another', () => {
  const changed = { principals: new Set(['g3', 'u50']), pairs: new Set([`${accountId(7)} s1`]), sets: new Set(['s1']) };
  const asked = (by: 'cloudtrail' | 'requests') => {
    const own = memory();
    const steps = crawl(organization, 'pairs').answers.map(({ step }) => step);
    const decision = { kind: 'changes', by, until: now, changes: changed } as const;
    const evidence = new Set(evidenceSteps().map((step) => JSON.stringify(step)));
    return steps.filter((step) => !evidence.has(JSON.stringify(step)) && !recall(step, own, decision));
  };
  const names = (steps: readonly Step[], kind: Step['kind']) =>
    steps.filter((step) => step.kind === kind).map((step) => JSON.stringify(Object.values(step).slice(1)));

  it('asks what CloudTrail says has changed, and the lists', () => {
    const steps = asked('cloudtrail');
    expect(names(steps, 'principal-assignments')).toEqual(['["GROUP","g3"]', '["USER","u50"]']);
    expect(names(steps, 'permission-set')).toEqual(['["s1"]']);
    expect(names(steps, 'pair-assignments')).toEqual(['["111122220007","s1"]']);
    expect(names(steps, 'members')).toHaveLength(20);
    expect(names(steps, 'provisioned')).toHaveLength(2);
  });

  it('asks groups, sets and provisioning too where only requests tell', () => {
    const steps = asked('requests');
    expect(names(steps, 'principal-assignments')).toHaveLength(21);
    expect(names(steps, 'permission-set')).toHaveLength(8);
    expect(names(steps, 'pair-assignments')).toEqual(['["111122220007","s1"]']);
  });

  it('is counted from a snapshot alone', () => {
    const { snapshot, calls } = taken();
    const size = refreshSize(snapshot);
    expect(size.calls).toBe(calls);
    expect(size.sizes).toEqual({ accounts: 40, groups: 20, users: 300, permissionSets: 8, pairs: 200 });
    expect(size.again).toEqual({ cloudtrail: 36, requests: 112 });
  });
});
