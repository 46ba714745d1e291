/** Text as bytes and bytes as text. Core has no `TextEncoder` and no `Buffer`, so both directions are written out. */

export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(lengthInUtf8(text));
  let at = 0;
  for (const letter of text) for (const byte of bytesOf(letter.codePointAt(0) ?? 0)) bytes[at++] = byte;
  return bytes;
}

function lengthInUtf8(text: string): number {
  let length = 0;
  for (const letter of text) length += bytesOf(letter.codePointAt(0) ?? 0).length;
  return length;
}

const REPLACEMENT = [0xef, 0xbf, 0xbd];
const SINGLE = Array.from({ length: 0x80 }, (_, code) => [code]);

/** Half of a pair of surrogates is no letter. */
function bytesOf(code: number): readonly number[] {
  const single = SINGLE[code];
  if (single) return single;
  if (code < 0x800) return [0xc0 | (code >> 6), tail(code)];
  if (code >= 0xd800 && code <= 0xdfff) return REPLACEMENT;
  if (code < 0x10000) return [0xe0 | (code >> 12), tail(code >> 6), tail(code)];
  return [0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code)];
}

function tail(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

/** `undefined` where the bytes are no UTF-8. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  const letters: string[] = [];
  let index = 0;
  while (index < bytes.length) {
    const lead = bytes[index] ?? 0;
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    const code = codePoint(bytes, index, length);
    if (code === undefined) return undefined;
    letters.push(String.fromCodePoint(code));
    index += length;
  }
  return letters.join('');
}

const MIN_CODE_POINTS = [0, 0, 0x80, 0x800, 0x10000];

function codePoint(bytes: Uint8Array, index: number, length: number): number | undefined {
  const lead = bytes[index] ?? 0;
  if (length === 1) return lead;
  if (lead < 0xc2 || lead > 0xf4) return undefined;
  let code = lead & (0xff >> (length + 1));
  for (let offset = 1; offset < length; offset++) {
    const next = bytes[index + offset];
    if (next === undefined || (next & 0xc0) !== 0x80) return undefined;
    code = (code << 6) | (next & 0x3f);
  }
  const isValid = code >= (MIN_CODE_POINTS[length] ?? 0) && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isValid ? code : undefined;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function base64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += PIECE)
    pieces.push(base64Piece(bytes.subarray(start, start + PIECE)));
  return pieces.join('');
}

/** Bytes that are written at once: whole groups of three. */
const PIECE = 3 * 1024;

function base64Piece(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = [bytes[index], bytes[index + 1], bytes[index + 2]];
    text += ALPHABET.charAt(a >> 2) + ALPHABET.charAt(((a & 3) << 4) | ((b ?? 0) >> 4));
    text += b === undefined ? '=' : ALPHABET.charAt(((b & 15) << 2) | ((c ?? 0) >> 6));
    text += c === undefined ? '=' : ALPHABET.charAt(c & 63);
  }
  return text;
}

/** `undefined` where the text is no padded base64. Line breaks are no part of it. */
export function fromBase64(source: string): Uint8Array | undefined {
  const text = source.replaceAll(/[\r\n]/g, '');
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let [at, bits, held] = [0, 0, 0];
  for (let index = 0; at < bytes.length; index++) {
    bits = ((bits << 6) | (VALUES.get(text.charAt(index)) ?? 0)) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = (bits >> held) & 0xff;
  }
  return bytes;
}

const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]));

export function hexadecimal(bytes: Iterable<number>): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
