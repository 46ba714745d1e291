/** What AWS last said of provisioning, and the requests that are followed until they have ended. */
import { rememberEach } from '../core/base';
import { runningRequests, type Snapshot } from '../core/live';
import { failureText } from '../core/wording';
import type { Host, ProvisioningReport, Result } from '../host';
import type { Asker } from './live-asker';
import { hasEnded, type Standing } from './live-following';

export type Provisioning = Pick<ProvisioningReport, 'takenAt' | 'requests' | 'provisioning' | 'gaps' | 'accountNames'>;

export type ProvisioningChecks = {
  /** Of a check of its own; `undefined` where none was made since the last refresh. */
  readonly last: () => Provisioning | undefined;
  /** `known` is what the last refresh read. */
  readonly check: (asker: Asker, known: Snapshot | undefined, signal: AbortSignal) => Promise<Result<Provisioning>>;
  readonly forget: () => void;
};

export function createProvisioningChecks(
  { clock, log }: Pick<Host, 'clock' | 'log'>,
  changed: () => void,
): ProvisioningChecks {
  let last: Provisioning | undefined;
  let following = new AbortController();

  function found(report: Provisioning): Standing {
    last = report;
    changed();
    return runningRequests(report.requests).length > 0 ? 'running' : 'ended';
  }

  async function check(asker: Asker, known: Snapshot | undefined, signal: AbortSignal): Promise<Result<Provisioning>> {
    const { aws, profile, tell, whileItHolds } = asker;
    const result = await aws.checkProvisioning(profile, known, tell, whileItHolds(signal));
    if (!result.ok || !asker.isChosen()) return result;
    following.abort();
    following = new AbortController();
    if (found(result.value) === 'running') void follow(asker, known, whileItHolds(following.signal));
    return result;
  }

  /** When all has ended it may also have changed which accounts are outdated, which is asked once more. */
  async function follow({ aws, profile }: Asker, known: Snapshot | undefined, signal: AbortSignal): Promise<void> {
    const all = () => aws.checkProvisioning(profile, known, () => {}, signal);
    const requests = () => (known && last ? aws.checkRequests(profile, known, last, signal) : all());
    const standing = async (asked: Promise<Result<Provisioning>>): Promise<Standing> => {
      const result = await asked;
      if (signal.aborted) return 'not-known';
      if (result.ok) return found(result.value);
      log.warn(`requests under way could not be followed: ${failureText(result.failure).message}`);
      return 'not-known';
    };
    if (await hasEnded(clock, () => standing(requests()), signal)) await standing(all());
  }

  const forget = () => {
    last = undefined;
  };
  return { last: () => last, check, forget };
}

export const provisioningIn = rememberEach((snapshot: Snapshot): Provisioning => {
  const { takenAt, requests, provisioning, gaps } = snapshot;
  return { takenAt, requests, provisioning, gaps, accountNames: new Map() };
});
