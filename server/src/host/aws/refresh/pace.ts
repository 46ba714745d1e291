/** How long the rest of a piece of work takes at the pace so far. */
import type { Clock } from '../../host';

/** Fewer answers, or a shorter time, say nothing of the pace. */
const minAnswers = 10;
const minMilliseconds = 2_000;

export type Pace = (done: number, total: number | undefined) => number | undefined;

/** Seconds, from the first count on; `undefined` while that can't be told. */
export function createPace({ now }: Pick<Clock, 'now'>): Pace {
  let first: { readonly at: number; readonly done: number } | undefined;
  return (done, total) => {
    first ??= { at: now(), done };
    const [taken, made] = [now() - first.at, done - first.done];
    if (total === undefined || made < minAnswers || taken < minMilliseconds) return undefined;
    return (((total - done) / made) * taken) / 1000;
  };
}
