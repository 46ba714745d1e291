/**
 * sso-admin answers 20 requests a second, shared by all its operations and all its callers (quotas of IAM Identity
 * Center). CloudTrail's LookupEvents answers two a second to each account (quotas of CloudTrail).
 */
import type { Clock } from './clock';
import type { ServiceName } from './shapes';

export type Rate = number | 'off';

/** `rate` is sso-admin's; where it is off, so is CloudTrail's. */
export function createRates(rate: Rate, clock: Clock): (service: ServiceName, account: string) => boolean {
  const admin = createBucket(rate, clock);
  const lookups = new Map<string, () => boolean>();
  const lookup = (account: string) => {
    const known = lookups.get(account) ?? createBucket(rate === 'off' ? 'off' : lookupsPerSecond, clock);
    lookups.set(account, known);
    return known();
  };
  return (service, account) => {
    if (service === 'sso-admin') return admin();
    return service === 'cloudtrail' ? lookup(account) : true;
  };
}

const lookupsPerSecond = 2;

/** A bucket of one second's worth of requests. Answers whether this request still has a place. */
export function createBucket(rate: Rate, clock: Clock): () => boolean {
  if (rate === 'off') return () => true;
  let tokens: number = rate;
  let filledAt = clock.now();
  return () => {
    const now = clock.now();
    tokens = Math.min(rate, tokens + ((now - filledAt) * rate) / 1000);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
