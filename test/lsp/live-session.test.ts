/** What a session knows of AWS, event by event: without AWS, files or a clock. */
import { describe, expect, it } from 'vitest';
import { initialState, type Snapshot } from '../../server/src/core/live';
import {
  type AnsweredEvent,
  type Effect,
  initialSession,
  type LiveSession,
  type SessionEvent,
  transition,
} from '../../server/src/lsp/live/live-session';
import { sample } from '../live/samples';

const older: Snapshot = { ...sample, takenAt: '2026-11-20T00:00:00.000Z' };
const policies = { takenAt: sample.takenAt, verdicts: [] };
const provisioning = { takenAt: sample.takenAt, requests: [], provisioning: [], gaps: [], accountNames: new Map() };

type Run = { readonly session: LiveSession; readonly effects: readonly Effect[] };

function follow(from: LiveSession, ...events: readonly SessionEvent[]): Run {
  const step = ({ session, effects }: Run, event: SessionEvent): Run => {
    const next = transition(session, event);
    return { session: next.session, effects: [...effects, ...next.effects] };
  };
  return events.reduce(step, { session: from, effects: [] });
}

function select(profile: string | undefined, region?: string): SessionEvent {
  return { kind: 'selected', profile, choice: { region } };
}

const acme = follow(initialSession, select('acme')).session;

/** What came of something that was asked with a session's selection. */
function answered({ selection }: LiveSession, event: AnsweredEvent): SessionEvent {
  return { ...event, selection };
}

describe('A selection', () => {
  it('begins with nothing, ends what was asked before, and shows what was saved', () => {
    const full = follow(
      acme,
      answered(acme, { kind: 'refreshed', snapshot: sample }),
      answered(acme, { kind: 'provisioning-checked', found: provisioning }),
      answered(acme, { kind: 'policies-checked', found: policies }),
      { kind: 'opened', file: { name: 'x.json', snapshot: older } },
    ).session;
    const { session, effects } = follow(full, select('other'));
    expect(session).toEqual({
      selection: { profile: 'other', choice: { region: undefined } },
      live: { ...initialState, profile: 'other' },
      opened: undefined,
      provisioning: undefined,
      policies: undefined,
    });
    expect(effects).toEqual(['stop-asking', 'load-saved']);
  });

  it('of what is selected already changes nothing', () => {
    expect(follow(acme, select('acme'), select('acme', ''))).toEqual({ session: acme, effects: [] });
    expect(follow(acme, select('acme')).session).toBe(acme);
    expect(follow(acme, select('acme', 'eu-west-1')).effects).toEqual(['stop-asking', 'load-saved']);
    expect(follow(initialSession, select(undefined)).session).toBe(initialSession);
  });

  it('is told nothing of what was asked with another one, even of the same name', () => {
    const again = follow(acme, select('other'), select('acme')).session;
    const late: readonly AnsweredEvent[] = [
      { kind: 'live', event: { kind: 'started', activity: 'refreshing' } },
      { kind: 'refreshed', snapshot: sample },
      { kind: 'saved-policies', found: policies },
      { kind: 'left' },
    ];
    const { session, effects } = follow(again, ...late.map((event) => answered(acme, event)));
    expect(session).toBe(again);
    expect(effects).toEqual([]);
  });
});

describe('Signing out', () => {
  it('ends what is asked; being found to be signed out does not', () => {
    const left = follow(acme, answered(acme, { kind: 'left' }));
    expect(left).toMatchObject({ session: { live: { signedIn: 'no' } }, effects: ['stop-asking'] });
    const found = follow(acme, answered(acme, { kind: 'live', event: { kind: 'signed-out' } }));
    expect(found).toMatchObject({ session: { live: { signedIn: 'no' } }, effects: [] });
  });
});

describe('What was saved', () => {
  it('shows where there is nothing newer', () => {
    const saved: AnsweredEvent = { kind: 'saved-snapshot', snapshot: older };
    expect(follow(acme, answered(acme, saved)).session.live.snapshot).toBe(older);
    const read = follow(acme, answered(acme, { kind: 'refreshed', snapshot: sample })).session;
    expect(follow(read, answered(read, saved)).session).toBe(read);
    const looked = follow(acme, answered(acme, { kind: 'policies-checked', found: policies })).session;
    expect(follow(looked, answered(looked, { kind: 'saved-policies', found: { ...policies } })).session).toBe(looked);
  });
});

describe('A refresh', () => {
  it('says more than an earlier check of provisioning', () => {
    const checked = follow(acme, answered(acme, { kind: 'provisioning-checked', found: provisioning })).session;
    expect(checked.provisioning).toBe(provisioning);
    const { session } = follow(checked, answered(checked, { kind: 'refreshed', snapshot: sample }));
    expect(session).toMatchObject({ provisioning: undefined, live: { snapshot: sample } });
  });

  it('of one user counts only while the snapshot that it is about is shown', () => {
    const read = follow(acme, answered(acme, { kind: 'refreshed', snapshot: older })).session;
    const certain = { ...older, takenAt: '2026-11-21T00:00:00.000Z' };
    const event = (before: Snapshot): AnsweredEvent => ({ kind: 'user-refreshed', before, snapshot: certain });
    expect(follow(read, answered(read, event(older))).session.live.snapshot).toBe(certain);
    expect(follow(read, answered(read, event(sample))).session).toBe(read);
  });
});

describe('A snapshot from a file', () => {
  it('stands beside what AWS said, until it is closed', () => {
    const file = { name: 'x.json', snapshot: older };
    const read = follow(acme, answered(acme, { kind: 'refreshed', snapshot: sample })).session;
    const opened = follow(read, { kind: 'opened', file }).session;
    expect(opened).toMatchObject({ opened: file, live: { snapshot: sample } });
    expect(follow(opened, { kind: 'closed' }).session).toEqual(read);
    expect(follow(read, { kind: 'closed' }).session).toBe(read);
  });
});
