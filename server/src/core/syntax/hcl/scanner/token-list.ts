/** A file's tokens in two typed arrays: a token begins where the one before it ends. */
import { Kind } from './kind';

export class TokenList {
  kinds: Uint8Array;
  ends: Int32Array;
  count = 0;

  /** Ordinary Terraform has a token every three or four characters. */
  constructor(textLength: number) {
    const capacity = Math.max(16, (textLength >> 1) + 16);
    this.kinds = new Uint8Array(capacity);
    this.ends = new Int32Array(capacity);
  }

  add(kind: number, end: number): void {
    if (this.count === this.kinds.length) this.#grow();
    this.kinds[this.count] = kind;
    this.ends[this.count] = end;
    this.count++;
  }

  /** Ends the list with several end tokens, so that looking a little ahead needs no check. */
  finish(length: number): void {
    for (let index = 0; index < 4; index++) this.add(Kind.end, length);
    this.count -= 3;
  }

  startOf(index: number): number {
    return index === 0 ? 0 : (this.ends[index - 1] ?? 0);
  }

  #grow(): void {
    const kinds = new Uint8Array(this.kinds.length * 2);
    const ends = new Int32Array(this.ends.length * 2);
    kinds.set(this.kinds);
    ends.set(this.ends);
    this.kinds = kinds;
    this.ends = ends;
  }
}
