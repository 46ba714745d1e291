/**
 * Recomputing only what changed, without invalidation.
 *
 * Invariant: inputs are immutable, so a changed input is a different object. A result lives exactly as long as the
 * objects it was made from stay the same.
 */

/** Keeps one result: for stages that see the whole project. */
export function rememberLast<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let kept: { readonly args: A; readonly result: R } | undefined;
  return (...args) => {
    if (!kept || !sameItems(kept.args, args)) kept = { args, result: compute(...args) };
    return kept.result;
  };
}

/** Keeps one result for each input object that is still alive: for stages that see one file. */
export function rememberEach<K extends object, R>(compute: (key: K) => R): (key: K) => R {
  const kept = new WeakMap<K, { readonly result: R }>();
  return (key) => {
    let entry = kept.get(key);
    if (!entry) {
      entry = { result: compute(key) };
      kept.set(key, entry);
    }
    return entry.result;
  };
}

/** As `rememberEach`, for work that is pulled; what was given up half-way begins anew. */
export function rememberEachInSteps<K extends object, R>(
  compute: (key: K) => Generator<void, R>,
): (key: K) => Generator<void, R> {
  const kept = new WeakMap<K, { readonly result: R }>();
  return function* (key) {
    let entry = kept.get(key);
    if (!entry) {
      entry = { result: yield* compute(key) };
      kept.set(key, entry);
    }
    return entry.result;
  };
}

/** Answers with the previous list while the items are the same objects, so that later stages find their inputs unchanged. */
export function keepList<T>(): (next: readonly T[]) => readonly T[] {
  let kept: readonly T[] = [];
  return (next) => {
    if (!sameItems(kept, next)) kept = next;
    return kept;
  };
}

/** The very same objects in the same order. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => Object.is(item, b[index]));
}
