/**
 * sso-admin answers 20 requests a second, shared by all its operations and all its callers (quotas of IAM Identity
 * Center).
 */
import type { Clock } from './clock';

export type Rate = number | 'off';

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
