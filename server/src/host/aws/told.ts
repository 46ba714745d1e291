/** Wraps work in its beginning and its end, so that whoever reduces the events knows both, and of what they are. */
import type { Activity, LiveEvent } from '../../core/live';
import type { Clock, Result } from '../host';
import { resultOf } from './failed';
import { createPace } from './pace';

type Tell = (event: LiveEvent) => void;

export async function told<T>(
  { emit, clock }: { readonly emit: Tell; readonly clock: Clock },
  activity: Activity,
  work: (tell: Tell) => Promise<T>,
): Promise<Result<T>> {
  const pace = createPace(clock);
  const tell: Tell = (event) => {
    if (event.kind !== 'progress') return emit(event);
    emit({ ...event, activity, secondsLeft: pace(event.done, event.total) });
  };
  emit({ kind: 'started', activity });
  const result = await resultOf(() => work(tell));
  emit(result.ok ? { kind: 'finished', activity } : { kind: 'failed', failure: result.failure, activity });
  return result;
}
