/** The session's state in the few words that the status bar, the welcome texts and the progress need. */
import * as features from '../core/features';
import { type LiveState, openFailures } from '../core/live';
import type { Failure } from '../core/reasons';
import { failureText } from '../core/wording';
import type { AccessGrouping, Doing, FailureAnswer, Status } from '../protocol';
import type { Live } from './live';

export function statusOf(
  live: Live,
  { declared }: features.Witnesses,
  analysed: boolean,
  grouping: AccessGrouping,
): Status {
  const { profile, signedIn, snapshot, doing, failure, opened } = live.state();
  const provisioning = live.provisioning();
  return {
    profile,
    signedIn,
    takenAt: snapshot?.takenAt,
    checkedAt: provisioning?.takenAt,
    doing: toDoing(doing),
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

function toDoing(doing: LiveState['doing']): Doing {
  if (doing.kind === 'idle' || doing.kind === 'signing-in') return doing;
  const { done, total, what } = doing;
  return { kind: 'working', done, total, what, text: features.progressText(doing) };
}
