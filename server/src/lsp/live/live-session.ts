/**
 * What a session knows of AWS: events lead from one state to the next, and to effects, which `live-store.ts` runs. Invariant:
 * what was asked with a selection that no longer holds changes nothing.
 */
import {
  initialState,
  type LiveEvent,
  type LiveState,
  type PolicyCheckResult,
  reduce,
  type Snapshot,
} from '../../core/live';
import type { InstanceChoice } from '../../host';
import type { Provisioning } from './provisioning';

/** Which profile and instance; each time something is selected it is another object. */
export type Selection = { readonly profile: string | undefined; readonly choice: InstanceChoice };

export type LiveSession = {
  readonly selection: Selection;
  readonly live: LiveState;
  /** A snapshot from a file, which stands in for AWS. */
  readonly opened: OpenedFile | undefined;
  /** Of a check of its own; `undefined` where none was made since the last refresh. */
  readonly provisioning: Provisioning | undefined;
  /** What the last look into the target accounts found, of this session or one before. */
  readonly policies: PolicyCheckResult | undefined;
};

type OpenedFile = { readonly name: string; readonly snapshot: Snapshot };

export type SessionEvent =
  | ({ readonly kind: 'selected' } & Selection)
  | { readonly kind: 'opened'; readonly file: OpenedFile }
  | { readonly kind: 'closed' }
  | ({ readonly selection: Selection } & AnsweredEvent);

/** What came of something that was asked with a selection. */
export type AnsweredEvent =
  | { readonly kind: 'live'; readonly event: LiveEvent }
  /** The user signed out, not merely found to be. */
  | { readonly kind: 'left' }
  | { readonly kind: 'saved-snapshot'; readonly snapshot: Snapshot }
  | { readonly kind: 'refreshed'; readonly snapshot: Snapshot }
  | { readonly kind: 'user-refreshed'; readonly before: Snapshot; readonly snapshot: Snapshot }
  | { readonly kind: 'provisioning-checked'; readonly found: Provisioning }
  | { readonly kind: 'saved-policies'; readonly found: PolicyCheckResult }
  | { readonly kind: 'policies-checked'; readonly found: PolicyCheckResult };

export type Effect =
  /** Ends what is asked with a selection that no longer holds, or for somebody who signed out. */
  | 'stop-asking'
  /** Shows what earlier sessions saved, with its age, and whether the profile is signed in. */
  | 'load-saved';

export type Transition = { readonly session: LiveSession; readonly effects: readonly Effect[] };

export const initialSession: LiveSession = sessionOf({ profile: undefined, choice: {} });

export function transition(session: LiveSession, event: SessionEvent): Transition {
  switch (event.kind) {
    case 'selected':
      return selected(session, event);
    case 'opened':
      return { session: { ...session, opened: event.file }, effects: [] };
    case 'closed':
      return { session: session.opened ? { ...session, opened: undefined } : session, effects: [] };
    default:
      return event.selection === session.selection ? answered(session, event) : { session, effects: [] };
  }
}

function selected(session: LiveSession, { profile, choice }: Selection): Transition {
  const { selection } = session;
  if (profile === selection.profile && isSame(choice, selection.choice)) return { session, effects: [] };
  return { session: sessionOf({ profile, choice }), effects: ['stop-asking', 'load-saved'] };
}

function sessionOf(selection: Selection): LiveSession {
  const live = { ...initialState, profile: selection.profile };
  return { selection, live, opened: undefined, provisioning: undefined, policies: undefined };
}

function isSame(a: InstanceChoice, b: InstanceChoice): boolean {
  return (a.region || '') === (b.region || '') && (a.instance || '') === (b.instance || '');
}

function answered(session: LiveSession, event: AnsweredEvent): Transition {
  const next = afterAnswer(session, event);
  return { session: next, effects: event.kind === 'left' ? ['stop-asking'] : [] };
}

function afterAnswer(session: LiveSession, event: AnsweredEvent): LiveSession {
  const { snapshot } = session.live;
  switch (event.kind) {
    case 'live':
      return withLive(session, event.event);
    case 'left':
      return withLive(session, { kind: 'signed-out' });
    case 'saved-snapshot':
      return snapshot ? session : withSnapshot(session, event.snapshot);
    case 'refreshed':
      return withSnapshot({ ...session, provisioning: undefined }, event.snapshot);
    case 'user-refreshed':
      return snapshot === event.before ? withSnapshot(session, event.snapshot) : session;
    case 'provisioning-checked':
      return { ...session, provisioning: event.found };
    case 'saved-policies':
      return session.policies ? session : { ...session, policies: event.found };
    case 'policies-checked':
      return { ...session, policies: event.found };
  }
}

function withSnapshot(session: LiveSession, snapshot: Snapshot): LiveSession {
  return withLive(session, { kind: 'snapshot', snapshot });
}

function withLive(session: LiveSession, event: LiveEvent): LiveSession {
  const live = reduce(session.live, event);
  return live === session.live ? session : { ...session, live };
}
