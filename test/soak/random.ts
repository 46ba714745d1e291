/** Numbers that look random and follow from a seed, so that whatever went wrong goes wrong again. */

export type Random = {
  /** From 0, below the limit. */
  readonly below: (limit: number) => number;
  readonly chance: (likelihood: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** A seed for something that goes its own way. */
  readonly seed: () => number;
};

/** Mulberry32: 32 bits of state, good enough to shake a program. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number) => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    chance: (likelihood) => next() / 2 ** 32 < likelihood,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('there is nothing to pick from');
      return item;
    },
    seed: next,
  };
}

/** Of a test: the one given, or another each time. */
export function chosenSeed(): number {
  return Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
}
