/**
 * What we have × what we are doing × what last went wrong, as a pure reducer. Invariant: a failed or cancelled refresh
 * never discards the snapshot we had.
 */
import type { Failure } from './failure';
import type { Snapshot } from './snapshot';

export type LiveState = {
  readonly profile: string | undefined;
  readonly signedIn: 'yes' | 'no' | 'unknown';
  readonly snapshot: Snapshot | undefined;
  readonly doing: Doing;
  readonly failure: Failure | undefined;
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
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'finished' };
