/** How long ago, in the words of a status bar. The core has no clock: both times are handed in. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `just now`, `5 min ago`, `3 h ago`, `2 days ago`; the date itself for what is no date. */
export function ageOf(takenAt: string, now: number): string {
  const then = Date.parse(takenAt);
  if (Number.isNaN(then)) return takenAt;
  const passed = Math.max(0, now - then);
  if (passed < minute) return 'just now';
  if (passed < hour) return `${Math.floor(passed / minute)} min ago`;
  if (passed < day) return `${Math.floor(passed / hour)} h ago`;
  const days = Math.floor(passed / day);
  return days === 1 ? '1 day ago' : `${days} days ago`;
}
