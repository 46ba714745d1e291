/** The session's state in the few words that the status bar, the welcome texts and the progress need. */
import * as features from '../../core/features';
import { type LiveState, openFailures } from '../../core/live';
import type { Failure } from '../../core/reasons';
import { failureText } from '../../core/wording';
import type { AccessGrouping, CurrentActivity, FailureAnswer, Status } from '../../protocol';
import type { Live } from '../live/live';

export function statusOf(
  live: Live,
  { declared }: features.AccessSources,
  analysed: boolean,
  grouping: AccessGrouping,
): Status {
  const { profile, signedIn, snapshot, currentActivity, failure, opened } = live.state();
  const provisioning = live.provisioning();
  return {
    profile,
    signedIn,
    takenAt: snapshot?.takenAt,
    checkedAt: provisioning?.takenAt,
    currentActivity: toDoing(currentActivity),
    opened,
    policiesAt: live.policies()?.takenAt,
    grouping,
    // Whoever cancelled knows.
    failure: failure && failure.kind !== 'cancelled' ? toFailure(failure) : undefined,
    failedRequests: provisioning ? openFailures(provisioning.requests).length : 0,
    declares: analysed ? features.declaresAccess(declared) : undefined,
  };
}

export function toFailure(failure: Failure): FailureAnswer {
  return { kind: failure.kind, ...failureText(failure) };
}

function toDoing(currentActivity: LiveState['currentActivity']): CurrentActivity {
  if (currentActivity.kind === 'idle' || currentActivity.kind === 'signing-in') return currentActivity;
  const { done, total, what } = currentActivity;
  return { kind: 'working', done, total, what, text: features.progressText(currentActivity) };
}
