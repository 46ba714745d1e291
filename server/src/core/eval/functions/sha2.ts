/** SHA-256 and SHA-512, FIPS 180-4. Their constants are the first bits of the roots of the first primes. */
import { accumulate, padded, rotateLeft, words } from './hash-blocks';

const MASK = (1n << 64n) - 1n;
const PRIMES = primes(80);
const SHA512_CONSTANTS = PRIMES.map((prime) => fractionOfRoot(prime, 3n));
const SHA256_CONSTANTS = SHA512_CONSTANTS.slice(0, 64).map((constant) => Number(constant >> 32n) | 0);

export function sha256(bytes: Uint8Array): Uint8Array {
  const state = PRIMES.slice(0, 8).map((prime) => Number(fractionOfRoot(prime, 2n) >> 32n) | 0);
  const blocks = new DataView(padded(bytes, 64, false).buffer);
  for (let start = 0; start < blocks.byteLength; start += 64) sha256Block(blocks, start, state);
  return words(state, false);
}

function sha256Block(blocks: DataView, start: number, state: number[]): void {
  const schedule = Array.from({ length: 16 }, (_, index) => blocks.getUint32(start + index * 4));
  for (let index = 16; index < 64; index++) {
    const [w2 = 0, w7 = 0, w15 = 0, w16 = 0] = [2, 7, 15, 16].map((back) => schedule[index - back]);
    const s0 = rotateLeft(w15, 25) ^ rotateLeft(w15, 14) ^ (w15 >>> 3);
    const s1 = rotateLeft(w2, 15) ^ rotateLeft(w2, 13) ^ (w2 >>> 10);
    schedule.push((w16 + s0 + w7 + s1) | 0);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (const [index, word] of schedule.entries()) {
    const s1 = rotateLeft(e, 26) ^ rotateLeft(e, 21) ^ rotateLeft(e, 7);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (SHA256_CONSTANTS[index] ?? 0) + word) | 0;
    const s0 = rotateLeft(a, 30) ^ rotateLeft(a, 19) ^ rotateLeft(a, 10);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  accumulate(state, [a, b, c, d, e, f, g, h]);
}

export function sha512(bytes: Uint8Array): Uint8Array {
  const state = PRIMES.slice(0, 8).map((prime) => fractionOfRoot(prime, 2n));
  const blocks = new DataView(padded(bytes, 128, false).buffer);
  for (let start = 0; start < blocks.byteLength; start += 128) sha512Block(blocks, start, state);
  const digest = new DataView(new ArrayBuffer(64));
  for (const [index, word] of state.entries()) digest.setBigUint64(index * 8, word);
  return new Uint8Array(digest.buffer);
}

function sha512Block(blocks: DataView, start: number, state: bigint[]): void {
  const schedule = Array.from({ length: 16 }, (_, index) => blocks.getBigUint64(start + index * 8));
  for (let index = 16; index < 80; index++) {
    const [w2 = 0n, w7 = 0n, w15 = 0n, w16 = 0n] = [2, 7, 15, 16].map((back) => schedule[index - back]);
    const s0 = turn(w15, 1n) ^ turn(w15, 8n) ^ (w15 >> 7n);
    const s1 = turn(w2, 19n) ^ turn(w2, 61n) ^ (w2 >> 6n);
    schedule.push((w16 + s0 + w7 + s1) & MASK);
  }
  let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
  for (const [index, word] of schedule.entries()) {
    const s1 = turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n);
    const t1 = h + s1 + ((e & f) ^ (~e & MASK & g)) + (SHA512_CONSTANTS[index] ?? 0n) + word;
    const s0 = turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n);
    const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & MASK, c, b, a, (t1 + t2) & MASK];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = ((state[index] ?? 0n) + word) & MASK;
}

/** To the right, by bits, within 64. */
function turn(word: bigint, bits: bigint): bigint {
  return ((word >> bits) | (word << (64n - bits))) & MASK;
}

function primes(count: number): readonly number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}

/** The first 64 bits behind the point of a square or cube root, by bisection. */
function fractionOfRoot(prime: number, degree: 2n | 3n): bigint {
  const target = BigInt(prime) << (64n * degree);
  let low = 0n;
  let high = 1n << 72n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= target) low = middle;
    else high = middle;
  }
  return low & MASK;
}
