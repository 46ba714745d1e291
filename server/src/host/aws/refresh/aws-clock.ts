/** AWS's time. A snapshot is told apart from what changed since by dates of AWS's, so its own have to be of that clock, too. */
import type { Clock, Log } from '../../host';
import type { Clients } from '../api/clients';

/** The SDK measures how far this machine's clock is off with each answer, by dates that are a second or more apart from the truth. */
const minSkewMilliseconds = 4 * 60_000;

export function awsClock({ ssoAdmin }: Clients, clock: Clock): Clock {
  return { ...clock, now: () => clock.now() + offsetOf(ssoAdmin.config.systemClockOffset) };
}

export function warnOfClock({ ssoAdmin }: Clients, log: Log): void {
  const minutes = Math.round(offsetOf(ssoAdmin.config.systemClockOffset) / 60_000);
  if (minutes === 0) return;
  const off = minutes > 0 ? `${minutes} min behind` : `${-minutes} min ahead of`;
  log.warn(`this machine's clock is ${off} AWS's: snapshots are dated by AWS's, so their age will seem wrong`);
}

/** A clock that is off by more than a year would find no certificate valid: then it is the answer's date that is wrong. */
const maxSkewMilliseconds = 366 * 86_400_000;

function offsetOf(measured: number): number {
  const skew = Math.abs(measured);
  return skew < minSkewMilliseconds || !(skew <= maxSkewMilliseconds) ? 0 : measured;
}
