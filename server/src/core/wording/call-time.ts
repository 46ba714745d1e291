/** How long calls take, and large numbers, for people. */

/** The most that Identity Center answers in a second, for all of the account (Identity Center quotas). */
const fastest = 20;

/** `about 11 min at AWS's 20 requests a second`. */
export function callTime(calls: number): string {
  const minutes = calls / fastest / 60;
  const time =
    minutes < 1
      ? `${Math.ceil(calls / fastest)} s`
      : minutes < 90
        ? `${Math.round(minutes)} min`
        : `${Math.round(minutes / 60)} h`;
  return `about ${time} at AWS's ${fastest} requests a second`;
}

/** 13,164: the core has no locale. */
export function counted(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
