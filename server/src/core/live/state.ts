/**
 * What we have × what we are doing × what last went wrong, as a pure reducer. Invariant: a failed or cancelled refresh
 * never discards the snapshot we had.
 */
import type { Failure } from './failure';
import type { PolicyVerdict } from './policy-check';
import type { Snapshot } from './snapshot';

export type LiveState = {
  readonly profile: string | undefined;
  readonly signedIn: 'yes' | 'no' | 'unknown';
  readonly snapshot: Snapshot | undefined;
  /** What the running refresh has found so far. It takes the place of `snapshot` when the refresh finishes. */
  readonly underWay?: Snapshot | undefined;
  readonly doing: Doing;
  readonly failure: Failure | undefined;
  /** The name of a snapshot file that was opened: it stands in `snapshot` in place of what AWS said. */
  readonly opened?: string | undefined;
};

/** `total` grows as the plan learns how much there is; `undefined` while unknown. */
export type Doing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'signing-in'; readonly url: string; readonly code: string }
  | { readonly kind: 'refreshing'; readonly done: number; readonly total: number | undefined; readonly what: string }
  | { readonly kind: 'checking'; readonly done: number; readonly total: number | undefined; readonly what: string };

export type LiveEvent =
  | { readonly kind: 'profile-selected'; readonly profile: string }
  | { readonly kind: 'sign-in-started'; readonly url: string; readonly code: string }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'started'; readonly activity: 'refreshing' | 'checking' }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number | undefined; readonly what: string }
  /** A snapshot under way (groups path painted first, marked by its gaps) or the finished one. */
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  /** What a look into one account found; it is kept where the look ends early. */
  | { readonly kind: 'policies'; readonly verdicts: readonly PolicyVerdict[] }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'finished' };

const idle: Doing = { kind: 'idle' };

export const initialState: LiveState = {
  profile: undefined,
  signedIn: 'unknown',
  snapshot: undefined,
  underWay: undefined,
  doing: idle,
  failure: undefined,
};

export function reduce(state: LiveState, event: LiveEvent): LiveState {
  switch (event.kind) {
    case 'profile-selected':
      return state.profile === event.profile ? state : { ...initialState, profile: event.profile };
    case 'sign-in-started':
      return { ...state, doing: { kind: 'signing-in', url: event.url, code: event.code }, failure: undefined };
    case 'signed-in':
      return { ...state, signedIn: 'yes', doing: idle, failure: undefined };
    case 'signed-out':
      return { ...state, signedIn: 'no', doing: idle, underWay: undefined };
    case 'started':
      return { ...state, doing: { kind: event.activity, done: 0, total: undefined, what: '' }, failure: undefined };
    case 'progress':
      return progress(state, event);
    case 'policies':
      return state;
    case 'snapshot':
      return took(state, event.snapshot);
    case 'failed':
      return failed(state, event.failure);
    case 'finished':
      return { ...settle(state, state.underWay ?? state.snapshot), signedIn: 'yes', failure: undefined };
  }
}

/** Progress that arrives after the end, from a call that was already on its way, is of no interest. */
function progress(state: LiveState, { done, total, what }: LiveEvent & { kind: 'progress' }): LiveState {
  const { kind } = state.doing;
  if (kind !== 'refreshing' && kind !== 'checking') return state;
  return { ...state, doing: { kind, done, total, what } };
}

/** While a refresh runs, the older but whole snapshot stays in front; where there is none, a part is better than nothing. */
function took(state: LiveState, snapshot: Snapshot): LiveState {
  if (state.doing.kind !== 'refreshing') return { ...state, snapshot };
  const nothingOlder = state.snapshot === undefined || state.snapshot === state.underWay;
  return { ...state, underWay: snapshot, snapshot: nothingOlder ? snapshot : state.snapshot };
}

function failed(state: LiveState, failure: Failure): LiveState {
  const signedIn = failure.kind === 'signed-out' ? 'no' : state.signedIn;
  return { ...settle(state, state.snapshot), signedIn, failure };
}

function settle(state: LiveState, snapshot: Snapshot | undefined): LiveState {
  return { ...state, snapshot, underWay: undefined, doing: idle };
}
