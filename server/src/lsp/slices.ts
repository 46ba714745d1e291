/** Long work pulled in slices, so that the editor is answered in between. */

/** How long, in milliseconds, a slice may keep the event loop waiting. */
const sliceMilliseconds = 10;

/** `wanted` is asked between slices; work that nobody wants any more is not pulled any further, and is `undefined`. */
export async function pull<T extends object>(
  steps: Generator<unknown, T, void>,
  wanted: () => boolean,
): Promise<T | undefined> {
  let until = performance.now() + sliceMilliseconds;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await new Promise(setImmediate);
    if (!wanted()) return undefined;
    until = performance.now() + sliceMilliseconds;
  }
}

/** Work that is wanted whatever happens meanwhile. */
export async function pullAll<T extends object>(steps: Generator<unknown, T, void>): Promise<T> {
  const result = await pull(steps, () => true);
  if (result === undefined) throw new Error('work that is always wanted is never given up');
  return result;
}
