/**
 * What we have × what we are doing × what last went wrong, as a pure reducer. Invariant: a failed or cancelled refresh
 * never discards the snapshot we had.
 */
import type { Failure } from '../reasons';
import type { PolicyVerdict } from './policy-check';
import type { Snapshot } from './snapshot';

export type LiveState = {
  readonly profile: string | undefined;
  readonly signedIn: 'yes' | 'no' | 'unknown';
  readonly snapshot: Snapshot | undefined;
  /** `snapshot` is what a refresh had found when it was painted last: there was nothing whole to show. */
  readonly isPart?: true | undefined;
  readonly doing: Doing;
  /** A refresh runs, also while `doing` tells of something else. */
  readonly isRefreshing?: true | undefined;
  readonly failure: Failure | undefined;
  /** The name of a snapshot file that was opened: it stands in `snapshot` in place of what AWS said. */
  readonly opened?: string | undefined;
};

export type Doing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'signing-in'; readonly url: string; readonly code: string | undefined }
  | ({ readonly kind: Activity } & Counts);

export type Activity = 'refreshing' | 'checking';

/** `total` grows as the plan learns how much there is; `undefined` while unknown. */
export type Counts = {
  readonly done: number;
  readonly total: number | undefined;
  readonly what: string;
  /** At the pace so far; absent while that can't be told. */
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
  /** What a look into one account found; it is kept where the look ends early. */
  | { readonly kind: 'policies'; readonly verdicts: readonly PolicyVerdict[] }
  /** `activity`: what ended so; absent where neither a refresh nor a check did. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly activity?: Activity | undefined }
  | { readonly kind: 'finished'; readonly activity: Activity };

const idle: Doing = { kind: 'idle' };

export const initialState: LiveState = {
  profile: undefined,
  signedIn: 'unknown',
  snapshot: undefined,
  doing: idle,
  failure: undefined,
};

export function reduce(state: LiveState, event: LiveEvent): LiveState {
  switch (event.kind) {
    case 'sign-in-started':
      return { ...state, doing: { kind: 'signing-in', url: event.url, code: event.code }, failure: undefined };
    case 'signed-in':
      return { ...state, signedIn: 'yes', doing: rest(state), failure: undefined };
    case 'signed-out':
      return { ...state, signedIn: 'no', doing: rest(state) };
    case 'started':
      return { ...state, ...begun(event.activity), failure: undefined };
    case 'progress':
      return progress(state, event);
    case 'policies':
      return state;
    case 'snapshot':
      return took(state, event);
    case 'failed':
      return failed(state, event);
    case 'finished':
      return { ...ended(state, event.activity), signedIn: 'yes', failure: undefined };
  }
}

const nothingYet = { done: 0, total: undefined, what: '' };

function begun(activity: Activity): Pick<LiveState, 'doing' | 'isRefreshing'> {
  return { doing: { kind: activity, ...nothingYet }, ...(activity === 'refreshing' && { isRefreshing: true }) };
}

/** What is told when something else has ended: a refresh that still runs is told again. */
function rest({ isRefreshing }: LiveState): Doing {
  return isRefreshing ? { kind: 'refreshing', ...nothingYet } : idle;
}

/** Progress that arrives after the end, or of what runs behind, is of no interest. */
function progress(state: LiveState, { activity, kind: _, ...counts }: LiveEvent & { kind: 'progress' }): LiveState {
  const { kind } = state.doing;
  if ((kind !== 'refreshing' && kind !== 'checking') || (activity ?? kind) !== kind) return state;
  return { ...state, doing: { kind, ...counts } };
}

/** An older but whole snapshot stays in front of the parts of a newer one; where there is none, a part is better than nothing. */
function took(state: LiveState, { snapshot, isPart }: LiveEvent & { kind: 'snapshot' }): LiveState {
  if (!isPart) return { ...state, snapshot, isPart: undefined };
  return state.snapshot === undefined || state.isPart ? { ...state, snapshot, isPart } : state;
}

function failed(state: LiveState, { failure, activity }: LiveEvent & { kind: 'failed' }): LiveState {
  const signedIn = failure.kind === 'signed-out' ? 'no' : state.signedIn;
  return { ...ended(state, activity), signedIn, failure };
}

function ended(state: LiveState, activity: Activity | undefined): LiveState {
  const next = activity === 'refreshing' ? { ...state, isRefreshing: undefined } : state;
  return { ...next, doing: rest(next) };
}
