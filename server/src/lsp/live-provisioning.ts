/** What AWS last said of provisioning, and the requests that are followed until they have ended. */
import { rememberEach } from '../core/base';
import { runningRequests, type Snapshot } from '../core/live';
import { failureText } from '../core/wording';
import type { Host, ProvisioningReport, Result } from '../host';
import type { Asker } from './live-asker';
import { hasEnded, type Standing } from './live-following';
import type { LiveStore } from './live-store';

export type Provisioning = Pick<ProvisioningReport, 'takenAt' | 'requests' | 'provisioning' | 'gaps' | 'accountNames'>;

/** A check is followed until its requests have ended, or until there is another one. */
export type CheckProvisioning = (asker: Asker, signal: AbortSignal) => Promise<Result<Provisioning>>;

export function createProvisioningCheck(
  { clock, log }: Pick<Host, 'clock' | 'log'>,
  { session }: Pick<LiveStore, 'session'>,
): CheckProvisioning {
  let following = new AbortController();

  return async (asker, signal) => {
    const known = session().live.snapshot;
    const { aws, profile, tell, whileItHolds } = asker;
    const result = await aws.checkProvisioning(profile, known, tell, whileItHolds(signal));
    if (!result.ok || !asker.isChosen()) return result;
    following.abort();
    following = new AbortController();
    if (found(asker, result.value) === 'running') void follow(asker, known, whileItHolds(following.signal));
    return result;
  };

  /** When all has ended it may also have changed which accounts are outdated, which is asked once more. */
  async function follow(asker: Asker, known: Snapshot | undefined, signal: AbortSignal): Promise<void> {
    const { aws, profile } = asker;
    const all = () => aws.checkProvisioning(profile, known, () => {}, signal);
    const requests = () => {
      const last = session().provisioning;
      return known && last ? aws.checkRequests(profile, known, last, signal) : all();
    };
    const standing = async (asked: Promise<Result<Provisioning>>): Promise<Standing> => {
      const result = await asked;
      if (signal.aborted) return 'not-known';
      if (result.ok) return found(asker, result.value);
      log.warn(`requests under way could not be followed: ${failureText(result.failure).message}`);
      return 'not-known';
    };
    if (await hasEnded(clock, () => standing(requests()), signal)) await standing(all());
  }
}

function found({ answer }: Asker, report: Provisioning): Standing {
  answer({ kind: 'provisioning-checked', found: report });
  return runningRequests(report.requests).length > 0 ? 'running' : 'ended';
}

export const provisioningIn = rememberEach((snapshot: Snapshot): Provisioning => {
  const { takenAt, requests, provisioning, gaps } = snapshot;
  return { takenAt, requests, provisioning, gaps, accountNames: new Map() };
});
