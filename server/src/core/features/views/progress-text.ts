/** How far work that waits for AWS has come, and how long the rest may take. */
import type { Counts } from '../../live';

/** `120 of 358 · groups · about 12 s left`. */
export function progressText({ done, total, what, secondsLeft }: Counts): string {
  const counted = total === undefined ? `${done}` : `${done} of ${total}`;
  const left = secondsLeft === undefined ? '' : `about ${durationText(secondsLeft)} left`;
  return [counted, what, left].filter(Boolean).join(' · ');
}

/** No more digits than an estimate deserves. */
function durationText(seconds: number): string {
  if (seconds < 20) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 90) return `${Math.round(seconds / 5) * 5} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 1800) / 2} h`;
}
