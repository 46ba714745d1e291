/**
 * Snapshot, current activity and last failure, as a pure reducer. Invariant: a failed or cancelled refresh
 * never discards the snapshot we had.
 */
import type { Failure } from '../reasons';
import type { PolicyVerdict } from './questions/policy-check';
import type { Snapshot } from './snapshot/snapshot';

export type LiveState = {
  readonly profile: string | undefined;
  readonly signedIn: 'yes' | 'no' | 'unknown';
  readonly snapshot: Snapshot | undefined;
  /** `snapshot` is what a refresh had found at its last partial snapshot: there was no complete one to show. */
  readonly isPart?: true | undefined;
  readonly currentActivity: CurrentActivity;
  /** A refresh runs, also while `doing` tells of something else. */
  readonly isRefreshing?: true | undefined;
  readonly failure: Failure | undefined;
  /** The name of a snapshot file that was opened: it stands in `snapshot` in place of what AWS said. */
  readonly opened?: string | undefined;
};

export type CurrentActivity =
  | { readonly kind: 'idle' }
  | { readonly kind: 'signing-in'; readonly url: string; readonly code: string | undefined }
  | ({ readonly kind: Activity } & Counts);

export type Activity = 'refreshing' | 'checking';

/** `total` grows as the plan learns how much there is; `undefined` while unknown. */
export type Counts = {
  readonly done: number;
  readonly total: number | undefined;
  readonly what: string;
  /** Estimated from the rate so far; absent while it cannot be estimated. */
  readonly secondsLeft?: number | undefined;
};

export type LiveEvent =
  /** Without a code where the page leads back by itself. */
  | { readonly kind: 'sign-in-started'; readonly url: string; readonly code: string | undefined }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'started'; readonly activity: Activity }
  | ({ readonly kind: 'progress'; readonly activity?: Activity | undefined } & Counts)
  /** The finished snapshot, or a part: what a refresh has found so far (groups path first, marked by its gaps). */
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot; readonly isPart?: true | undefined }
  /** The verdicts for one account; they are kept where the check ends early. */
  | { readonly kind: 'policies'; readonly verdicts: readonly PolicyVerdict[] }
  /** `activity`: what ended so; absent where neither a refresh nor a check did. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly activity?: Activity | undefined }
  | { readonly kind: 'finished'; readonly activity: Activity };

const idle: CurrentActivity = { kind: 'idle' };

export const initialState: LiveState = {
  profile: undefined,
  signedIn: 'unknown',
  snapshot: undefined,
  currentActivity: idle,
  failure: undefined,
};

export function reduce(state: LiveState, event: LiveEvent): LiveState {
  switch (event.kind) {
    case 'sign-in-started':
      return {
        ...state,
        currentActivity: { kind: 'signing-in', url: event.url, code: event.code },
        failure: undefined,
      };
    case 'signed-in':
      return { ...state, signedIn: 'yes', currentActivity: resumed(state), failure: undefined };
    case 'signed-out':
      return { ...state, signedIn: 'no', currentActivity: resumed(state) };
    case 'started':
      return { ...state, ...withActivity(event.activity), failure: undefined };
    case 'progress':
      return progress(state, event);
    case 'policies':
      return state;
    case 'snapshot':
      return withSnapshot(state, event);
    case 'failed':
      return failed(state, event);
    case 'finished':
      return { ...withoutActivity(state, event.activity), signedIn: 'yes', failure: undefined };
  }
}

const noCounts = { done: 0, total: undefined, what: '' };

function withActivity(activity: Activity): Pick<LiveState, 'currentActivity' | 'isRefreshing'> {
  return { currentActivity: { kind: activity, ...noCounts }, ...(activity === 'refreshing' && { isRefreshing: true }) };
}

/** The activity after another one has ended: a refresh that still runs is shown again. */
function resumed({ isRefreshing }: LiveState): CurrentActivity {
  return isRefreshing ? { kind: 'refreshing', ...noCounts } : idle;
}

/** Progress that arrives after the end, or of what runs behind, is of no interest. */
function progress(state: LiveState, { activity, kind: _, ...counts }: LiveEvent & { kind: 'progress' }): LiveState {
  const { kind } = state.currentActivity;
  if ((kind !== 'refreshing' && kind !== 'checking') || (activity ?? kind) !== kind) return state;
  return { ...state, currentActivity: { kind, ...counts } };
}

/** An older but whole snapshot stays in front of the parts of a newer one; where there is none, a part is better than nothing. */
function withSnapshot(state: LiveState, { snapshot, isPart }: LiveEvent & { kind: 'snapshot' }): LiveState {
  if (!isPart) return { ...state, snapshot, isPart: undefined };
  return state.snapshot === undefined || state.isPart ? { ...state, snapshot, isPart } : state;
}

function failed(state: LiveState, { failure, activity }: LiveEvent & { kind: 'failed' }): LiveState {
  const signedIn = failure.kind === 'signed-out' ? 'no' : state.signedIn;
  return { ...withoutActivity(state, activity), signedIn, failure };
}

function withoutActivity(state: LiveState, activity: Activity | undefined): LiveState {
  const next = activity === 'refreshing' ? { ...state, isRefreshing: undefined } : state;
  return { ...next, currentActivity: resumed(next) };
}
