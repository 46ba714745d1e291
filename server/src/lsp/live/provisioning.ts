/** What AWS last said of provisioning, and the requests that are followed until they have ended. */
import { rememberEach } from '../../core/base';
import { runningRequests, type Snapshot } from '../../core/live';
import { failureText } from '../../core/wording';
import type { Host, ProvisioningReport, Result } from '../../host';
import type { ProfileSession } from './profile-session';
import { type RequestState, waitForEnd } from './request-polling';
import type { LiveStore } from './store';

export type Provisioning = Pick<ProvisioningReport, 'takenAt' | 'requests' | 'provisioning' | 'gaps' | 'accountNames'>;

/** A check is followed until its requests have ended, or until there is another one. */
export type CheckProvisioning = (profileSession: ProfileSession, signal: AbortSignal) => Promise<Result<Provisioning>>;

export function createProvisioningCheck(
  { clock, log }: Pick<Host, 'clock' | 'log'>,
  { session }: Pick<LiveStore, 'session'>,
): CheckProvisioning {
  let following = new AbortController();

  return async (profileSession, signal) => {
    const known = session().live.snapshot;
    const { aws, profile, emit, scopedSignal } = profileSession;
    const result = await aws.checkProvisioning(profile, known, emit, scopedSignal(signal));
    if (!result.ok || !profileSession.isCurrent()) return result;
    following.abort();
    following = new AbortController();
    if (found(profileSession, result.value) === 'running')
      void follow(profileSession, known, scopedSignal(following.signal));
    return result;
  };

  /** When all has ended it may also have changed which accounts are outdated, which is asked once more. */
  async function follow(
    profileSession: ProfileSession,
    known: Snapshot | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const { aws, profile } = profileSession;
    const all = () => aws.checkProvisioning(profile, known, () => {}, signal);
    const requests = () => {
      const last = session().provisioning;
      return known && last ? aws.checkRequests(profile, known, last, signal) : all();
    };
    const stateOf = async (asked: Promise<Result<Provisioning>>): Promise<RequestState> => {
      const result = await asked;
      if (signal.aborted) return 'not-known';
      if (result.ok) return found(profileSession, result.value);
      log.warn(`requests under way could not be followed: ${failureText(result.failure).message}`);
      return 'not-known';
    };
    if (await waitForEnd(clock, () => stateOf(requests()), signal)) await stateOf(all());
  }
}

function found({ answer }: ProfileSession, report: Provisioning): RequestState {
  answer({ kind: 'provisioning-checked', found: report });
  return runningRequests(report.requests).length > 0 ? 'running' : 'ended';
}

export const provisioningIn = rememberEach((snapshot: Snapshot): Provisioning => {
  const { takenAt, requests, provisioning, gaps } = snapshot;
  return { takenAt, requests, provisioning, gaps, accountNames: new Map() };
});
