/** Digests, written out since core has no crypto. They serve names and tags here, never security. */
import { hexadecimal } from './bytes';

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

/** FIPS 180-4. The constants of the SHA-2 family are the first bits of roots of the first primes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const state = PRIMES.slice(0, 8).map((prime) => Number(fractionOfRoot(prime, 2n) >> 32n) | 0);
  const blocks = new DataView(padded(bytes, 64, false).buffer);
  for (let start = 0; start < blocks.byteLength; start += 64) sha256Block(blocks, start, state);
  return words(state, false);
}

const PRIMES = primes(80);
const SHA512_CONSTANTS = PRIMES.map((prime) => fractionOfRoot(prime, 3n));
const SHA256_CONSTANTS = SHA512_CONSTANTS.slice(0, 64).map((constant) => Number(constant >> 32n) | 0);

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

const MASK = (1n << 64n) - 1n;

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

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function accumulate(state: number[], block: readonly number[]): void {
  for (const [index, word] of block.entries()) state[index] = ((state[index] ?? 0) + word) | 0;
}

function words(state: readonly number[], littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(state.length * 4));
  for (const [index, word] of state.entries()) view.setUint32(index * 4, word, littleEndian);
  return new Uint8Array(view.buffer);
}

/** A one bit, zeros, and the length in bits at the end of the last block. */
function padded(bytes: Uint8Array, block: number, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const size = Math.ceil((bytes.length + 1 + block / 8) / block) * block;
  const message = new Uint8Array(size);
  message.set(bytes);
  message[bytes.length] = 0x80;
  new DataView(message.buffer).setBigUint64(size - 8, BigInt(bytes.length) * 8n, littleEndian);
  return message;
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

export function hexDigest(digest: (bytes: Uint8Array) => Uint8Array): (bytes: Uint8Array) => string {
  return (bytes) => hexadecimal(digest(bytes));
}
