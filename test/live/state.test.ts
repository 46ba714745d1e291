import { describe, expect, it } from 'vitest';
import { initialState, type LiveEvent, type LiveState, reduce, type Snapshot } from '../../server/src/core/live';
import type { Failure } from '../../server/src/core/reasons';
import { sample } from './samples';

const older: Snapshot = { ...sample, takenAt: '2026-11-20T00:00:00.000Z' };
const part: Snapshot = { ...sample, takenAt: '2026-11-24T03:59:00.000Z' };
const offline: Failure = { kind: 'offline', reason: { kind: 'cancelled' } };
const signedOut: Failure = { ...offline, kind: 'signed-out' };
const cancelled: Failure = { ...offline, kind: 'cancelled' };

/** What a script of events leads to, once a profile is selected. */
function leadsTo(...events: readonly LiveEvent[]): LiveState {
  return events.reduce(reduce, selected);
}

const selected: LiveState = { ...initialState, profile: 'acme' };
const started: LiveEvent = { kind: 'started', activity: 'refreshing' };
const took = (snapshot: Snapshot): LiveEvent => ({ kind: 'snapshot', snapshot });
const painted = (snapshot: Snapshot): LiveEvent => ({ kind: 'snapshot', snapshot, isPart: true });
const finished: LiveEvent = { kind: 'finished', activity: 'refreshing' };
const failedWith = (failure: Failure): LiveEvent => ({ kind: 'failed', failure, activity: 'refreshing' });

describe('A first refresh', () => {
  it('shows its parts as they come, and the whole at the end', () => {
    expect(leadsTo(started, painted(part)).snapshot).toBe(part);
    expect(leadsTo(started, painted(part), took(sample), finished)).toEqual({
      profile: 'acme',
      signedIn: 'yes',
      snapshot: sample,
      currentActivity: { kind: 'idle' },
      failure: undefined,
    });
  });

  it('counts', () => {
    const progress: LiveEvent = { kind: 'progress', done: 3, total: 9, what: 'groups' };
    expect(leadsTo(started, progress).currentActivity).toEqual({
      kind: 'refreshing',
      done: 3,
      total: 9,
      what: 'groups',
    });
    expect(leadsTo(progress).currentActivity).toEqual({ kind: 'idle' });
  });

  it('that is cancelled keeps the part that was found', () => {
    expect(leadsTo(started, painted(part), failedWith(cancelled)).snapshot).toBe(part);
  });
});

describe('A later refresh', () => {
  it('leaves the older, whole snapshot in front until it is finished', () => {
    const running = leadsTo(took(older), started, painted(part));
    expect(running.snapshot).toBe(older);
    expect(reduce(reduce(running, took(sample)), finished).snapshot).toBe(sample);
  });

  it('that fails, in whatever way, keeps the older snapshot and says what failed', () => {
    for (const failure of [offline, signedOut, cancelled]) {
      const state = leadsTo(took(older), started, painted(part), failedWith(failure));
      expect(state).toMatchObject({ snapshot: older, failure, currentActivity: { kind: 'idle' } });
    }
  });
});

describe('What runs beside a refresh', () => {
  const checking: LiveEvent = { kind: 'started', activity: 'checking' };
  const checked: LiveEvent = { kind: 'finished', activity: 'checking' };
  const running = [took(older), started, painted(part)];

  it('ends without putting a part in the place of the whole', () => {
    for (const end of [checked, { kind: 'failed', failure: offline, activity: 'checking' } as const]) {
      const state = leadsTo(...running, checking, painted(part), end, painted(part));
      expect(state).toMatchObject({ snapshot: older, isRefreshing: true, currentActivity: { kind: 'refreshing' } });
      expect(reduce(reduce(state, took(sample)), finished)).toMatchObject({
        snapshot: sample,
        currentActivity: { kind: 'idle' },
      });
    }
  });

  it('counts for itself, and the refresh goes on counting afterwards', () => {
    const counts = { done: 1, total: 2, what: 'x' };
    const ofRefresh: LiveEvent = { kind: 'progress', activity: 'refreshing', ...counts };
    expect(leadsTo(...running, checking, ofRefresh).currentActivity).toMatchObject({ kind: 'checking', done: 0 });
    expect(leadsTo(...running, checking, checked, ofRefresh).currentActivity).toEqual({
      kind: 'refreshing',
      ...counts,
    });
  });

  it('may be a sign-in', () => {
    const signingIn: LiveEvent = { kind: 'sign-in-started', url: 'https://device', code: 'ABCD-EFGH' };
    const state = leadsTo(...running, signingIn, painted(part));
    expect(state).toMatchObject({ snapshot: older, currentActivity: { kind: 'signing-in' } });
    expect(reduce(state, { kind: 'signed-in' }).currentActivity).toMatchObject({ kind: 'refreshing' });
  });
});

describe('A part that was left by a refresh that failed', () => {
  it('gives way to the parts of the next', () => {
    const state = leadsTo(started, painted(part), failedWith(signedOut), started, painted(older));
    expect(state.snapshot).toBe(older);
    expect(leadsTo(started, painted(part), took(sample), finished, started, painted(part)).snapshot).toBe(sample);
  });
});

describe('Being signed in', () => {
  it('ends with an authentication failure, not with a broken line', () => {
    const signedIn = [{ kind: 'signed-in' }] as const;
    expect(leadsTo(...signedIn, { kind: 'failed', failure: offline }).signedIn).toBe('yes');
    expect(leadsTo(...signedIn, { kind: 'failed', failure: signedOut }).signedIn).toBe('no');
  });

  it('shows the code while it is waited for', () => {
    const waiting = leadsTo({ kind: 'sign-in-started', url: 'https://device', code: 'ABCD-EFGH' });
    expect(waiting.currentActivity).toEqual({ kind: 'signing-in', url: 'https://device', code: 'ABCD-EFGH' });
    expect(reduce(waiting, { kind: 'signed-in' })).toMatchObject({
      signedIn: 'yes',
      currentActivity: { kind: 'idle' },
    });
  });
});
