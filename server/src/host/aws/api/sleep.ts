import type { Clock } from '../../host';
import { cancelled, Failed } from './failed';

/** Sleeps, or fails as cancelled as soon as the signal aborts. */
export async function sleep(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(milliseconds, signal);
  } catch (error) {
    throw signal.aborted ? new Failed(cancelled) : error;
  }
}
