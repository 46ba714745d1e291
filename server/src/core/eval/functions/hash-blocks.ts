/** What the digests have in common: padding to whole blocks, words of 32 bits. */

export function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

export function accumulate(state: number[], block: readonly number[]): void {
  for (const [index, word] of block.entries()) state[index] = ((state[index] ?? 0) + word) | 0;
}

export function words(state: readonly number[], littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(state.length * 4));
  for (const [index, word] of state.entries()) view.setUint32(index * 4, word, littleEndian);
  return new Uint8Array(view.buffer);
}

/** A one bit, zeros, and the length in bits at the end of the last block. */
export function padded(bytes: Uint8Array, block: number, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const size = Math.ceil((bytes.length + 1 + block / 8) / block) * block;
  const message = new Uint8Array(size);
  message.set(bytes);
  message[bytes.length] = 0x80;
  new DataView(message.buffer).setBigUint64(size - 8, BigInt(bytes.length) * 8n, littleEndian);
  return message;
}
