/** Emits `started`, then `finished` or `failed`, around work on AWS; progress in between gets its activity and the seconds left. */
import type { Activity, LiveEvent } from '../../../core/live';
import type { Clock, Result } from '../../host';
import { resultOf } from '../api/failed';
import { createPace } from './pace';

type Emit = (event: LiveEvent) => void;

export async function withActivityEvents<T>(
  { emit, clock }: { readonly emit: Emit; readonly clock: Clock },
  activity: Activity,
  work: (emitWithPace: Emit) => Promise<T>,
): Promise<Result<T>> {
  const pace = createPace(clock);
  const emitWithPace: Emit = (event) => {
    if (event.kind !== 'progress') return emit(event);
    emit({ ...event, activity, secondsLeft: pace(event.done, event.total) });
  };
  emit({ kind: 'started', activity });
  const result = await resultOf(() => work(emitWithPace));
  emit(result.ok ? { kind: 'finished', activity } : { kind: 'failed', failure: result.failure, activity });
  return result;
}
