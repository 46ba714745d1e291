/**
 * Requests that AWS still works on are asked about again until they have ended: soon at first, then every ten seconds. What
 * takes longer than a quarter of an hour is left to the user.
 */
import type { Clock } from '../../host';

const pollIntervals: readonly number[] = [2, 3, 5, ...Array.from({ length: 90 }, () => 10)];

export type RequestState = 'running' | 'ended' | 'not-known';

/** Answers whether all has ended; where that can't be known any more, it has not. */
export async function waitForEnd(
  clock: Clock,
  poll: () => Promise<RequestState>,
  signal: AbortSignal,
): Promise<boolean> {
  for (const seconds of pollIntervals) {
    await clock.sleep(seconds * 1000, signal).catch(() => {});
    const state = signal.aborted ? 'not-known' : await poll();
    if (state !== 'running') return state === 'ended';
  }
  return false;
}
