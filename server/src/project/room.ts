/** How much of what was read is held, and how much more may be. In characters of texts and bytes of everything else. */
import { maxProjectBytes } from './left-out';

export class Room {
  readonly #sizes = new Map<string, number>();
  #held = 0;

  /** Of all others, once these are read anew. */
  leftFor(paths: readonly string[]): number {
    const own = paths.reduce((sum, path) => sum + (this.#sizes.get(path) ?? 0), 0);
    return maxProjectBytes - this.#held + own;
  }

  /** A size of 0 is held no more. */
  hold(path: string, size: number): void {
    this.#held += size - (this.#sizes.get(path) ?? 0);
    if (size > 0) this.#sizes.set(path, size);
    else this.#sizes.delete(path);
  }
}
