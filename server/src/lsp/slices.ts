/** Long work pulled in slices, so that the editor is answered in between. */

/** How long, in milliseconds, a slice may keep the event loop waiting. */
const slice = 10;

export const superseded = Symbol('superseded');

/** `wanted` is asked between slices; work that nobody wants any more is not pulled any further. */
export async function pull<T>(
  steps: Generator<unknown, T, void>,
  wanted: () => boolean,
): Promise<T | typeof superseded> {
  let until = performance.now() + slice;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await new Promise(setImmediate);
    if (!wanted()) return superseded;
    until = performance.now() + slice;
  }
}

/** Work that is wanted whatever happens meanwhile. */
export async function pullAll<T>(steps: Generator<unknown, T, void>): Promise<T> {
  const result = await pull(steps, () => true);
  if (result === superseded) throw new Error('work that is always wanted is never superseded');
  return result;
}
