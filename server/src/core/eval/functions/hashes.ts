/** MD5 and SHA-1, written out since core has no crypto. They serve names and tags here, never security. */
import { hexadecimal } from './bytes';
import { accumulate, padded, rotateLeft, words } from './hash-blocks';

/** RFC 1321. */
export function md5(bytes: Uint8Array): Uint8Array {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  const blocks = new DataView(padded(bytes, 64, true).buffer);
  for (let start = 0; start < blocks.byteLength; start += 64) md5Block(blocks, start, state);
  return words(state, true);
}

const MD5_SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const MD5_SINES = Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32));

function md5Block(blocks: DataView, start: number, state: number[]): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let index = 0; index < 64; index++) {
    const round = index >> 4;
    const mixed = md5Mix(round, b, c, d);
    const word = [index, 5 * index + 1, 3 * index + 5, 7 * index][round] ?? 0;
    const sum = (a + mixed + (MD5_SINES[index] ?? 0) + blocks.getUint32(start + (word % 16) * 4, true)) | 0;
    const shift = MD5_SHIFTS[round * 4 + (index % 4)] ?? 0;
    [a, d, c, b] = [d, c, b, (b + rotateLeft(sum, shift)) | 0];
  }
  accumulate(state, [a, b, c, d]);
}

function md5Mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 1) return (b & d) | (c & ~d);
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d);
}

/** RFC 3174. */
export function sha1(bytes: Uint8Array): Uint8Array {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const blocks = new DataView(padded(bytes, 64, false).buffer);
  for (let start = 0; start < blocks.byteLength; start += 64) sha1Block(blocks, start, state);
  return words(state, false);
}

const SHA1_CONSTANTS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

function sha1Block(blocks: DataView, start: number, state: number[]): void {
  const schedule = Array.from({ length: 16 }, (_, index) => blocks.getUint32(start + index * 4));
  for (let index = 16; index < 80; index++) {
    const mixed = [3, 8, 14, 16].reduce((sum, back) => sum ^ (schedule[index - back] ?? 0), 0);
    schedule.push(rotateLeft(mixed, 1));
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (const [index, word] of schedule.entries()) {
    const round = Math.floor(index / 20);
    const mixed = round === 0 ? (b & c) | (~b & d) : round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
    const next = (rotateLeft(a, 5) + mixed + e + (SHA1_CONSTANTS[round] ?? 0) + word) | 0;
    [e, d, c, b, a] = [d, c, rotateLeft(b, 30), a, next];
  }
  accumulate(state, [a, b, c, d, e]);
}

export function hexDigest(digest: (bytes: Uint8Array) => Uint8Array): (bytes: Uint8Array) => string {
  return (bytes) => hexadecimal(digest(bytes));
}
