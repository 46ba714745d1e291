/** ISO 8601 durations as Identity Center reads them. Pattern: SSO Admin API, `Duration`, here with both ends tied. */

const pattern = /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)([DW]))?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** In hours; `undefined` for what is no such duration. A month counts 30 days: all that matters is that it is too long. */
export function hoursOf(duration: string): number | undefined {
  const match = pattern.exec(duration);
  if (!match || duration.endsWith('T')) return undefined;
  const [years = 0, months = 0, days = 0] = [match[1], match[2], match[3]].map((it) => Number(it ?? 0));
  const [hours = 0, minutes = 0, seconds = 0] = [match[5], match[6], match[7]].map((it) => Number(it ?? 0));
  const wholeDays = years * 365 + months * 30 + days * (match[4] === 'W' ? 7 : 1);
  return wholeDays * 24 + hours + minutes / 60 + seconds / 3600;
}
