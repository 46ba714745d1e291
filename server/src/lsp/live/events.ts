/**
 * CloudTrail's events about the accesses that were asked about, kept while the server runs. A report shows what is here
 * and never waits for AWS; the client asks for more, and then for the report again.
 */
import * as features from '../../core/features';
import type { EventLookup } from '../../core/features/report';
import type { Clock } from '../../host';
import type { Answer, ExplainedAccess } from '../../protocol';
import { toFailure } from '../views/status';
import type { Live } from './live';

export type Events = {
  readonly about: (access: ExplainedAccess) => EventLookup;
  readonly lookUp: (access: ExplainedAccess, signal: AbortSignal) => Promise<Answer>;
};

export function createEvents(live: Live, clock: Clock): Events {
  const asked = new Map<string, EventLookup>();

  async function lookUp(access: ExplainedAccess, signal: AbortSignal): Promise<Answer> {
    const { snapshot } = live.state();
    if (!snapshot) return { ok: true };
    const key = keyOf(access, live);
    const question = { ...access, permissionSet: access.permissionSet };
    const inquiry = features.trailInquiry(snapshot, question, { now: clock.now(), days: features.defaultTrailDays });
    const result = await live.lookUpEvents(inquiry, signal);
    if (!result.ok) {
      asked.set(key, { state: 'failed', failure: result.failure });
      return { ok: false, failure: toFailure(result.failure) };
    }
    const evidence = features.trailEvidence(snapshot, question, result.value, inquiry.since);
    asked.set(key, { state: 'found', evidence });
    return { ok: true };
  }

  function about(access: ExplainedAccess): EventLookup {
    const { opened } = live.state();
    return opened === undefined ? (asked.get(keyOf(access, live)) ?? { state: 'not-asked' }) : fromFile;
  }

  return { about, lookUp };
}

const fromFile = {
  state: 'never',
  because: 'They are asked of AWS, and a snapshot file is shown. Go back to live access to see them.',
} as const;

/** What one profile may see of one instance says nothing about another. */
function keyOf(access: ExplainedAccess, live: Live): string {
  const { profile, snapshot } = live.state();
  const { principal, principalType, account, permissionSet } = access;
  return JSON.stringify([profile, snapshot?.instance.arn, principal, principalType, account, permissionSet]);
}
