/**
 * Requests that AWS still works on are asked about again until they have ended: soon at first, then every ten seconds. What
 * takes longer than a quarter of an hour is left to the user.
 */
import type { Clock } from '../host';

const pauses: readonly number[] = [2, 3, 5, ...Array.from({ length: 90 }, () => 10)];

export type Standing = 'running' | 'ended' | 'not-known';

/** Answers whether all has ended; where that can't be known any more, it has not. */
export async function hasEnded(clock: Clock, again: () => Promise<Standing>, signal: AbortSignal): Promise<boolean> {
  for (const seconds of pauses) {
    await clock.sleep(seconds * 1000, signal).catch(() => {});
    const standing = signal.aborted ? 'not-known' : await again();
    if (standing !== 'running') return standing === 'ended';
  }
  return false;
}
