/** Which characters make a word, a number or a space, by character code. */

export const Code = {
  tab: 9,
  lineFeed: 10,
  carriageReturn: 13,
  space: 32,
  bang: 33,
  quote: 34,
  hash: 35,
  dollar: 36,
  percent: 37,
  ampersand: 38,
  openParen: 40,
  closeParen: 41,
  star: 42,
  plus: 43,
  comma: 44,
  minus: 45,
  dot: 46,
  slash: 47,
  colon: 58,
  less: 60,
  assign: 61,
  greater: 62,
  question: 63,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  openBrace: 123,
  pipe: 124,
  closeBrace: 125,
  tilde: 126,
  byteOrderMark: 0xfeff,
} as const;

const WORD_START = 1;
const WORD = 2;
const DIGIT = 4;

const classes = new Uint8Array(128);
for (let code = 48; code <= 57; code++) classes[code] = WORD | DIGIT;
for (let code = 65; code <= 90; code++) classes[code] = WORD_START | WORD;
for (let code = 97; code <= 122; code++) classes[code] = WORD_START | WORD;
classes[95] = WORD_START | WORD;
classes[45] = WORD;

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The end of the identifier that begins at `start`, or `start` where none does. */
export function wordEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first < 128) {
    if (((classes[first] ?? 0) & WORD_START) === 0) return start;
  } else if (!isWideWordStart(text, start)) return start;
  return restOfWord(text, start);
}

function restOfWord(text: string, start: number): number {
  let position = start;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code < 128) {
      if (((classes[code] ?? 0) & WORD) === 0) break;
      position++;
    } else {
      const width = wideWordWidth(text, position);
      if (width === 0) break;
      position += width;
    }
  }
  return position;
}

function isWideWordStart(text: string, position: number): boolean {
  const point = text.codePointAt(position);
  return point !== undefined && /\p{ID_Start}/u.test(String.fromCodePoint(point));
}

function wideWordWidth(text: string, position: number): number {
  const point = text.codePointAt(position) ?? 0;
  if (!/\p{ID_Continue}/u.test(String.fromCodePoint(point))) return 0;
  return point > 0xffff ? 2 : 1;
}

/**
 * The end of the number at `start`. Like HCL, dots and exponents are taken as they come (`1.2.3` is one wrong number),
 * but a number never ends with a dot, so that `1...` is a number and an ellipsis.
 */
export function numberEnd(text: string, start: number): number {
  let position = start + 1;
  let end = position;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (isDigit(code)) end = ++position;
    else if (code === Code.dot) position++;
    else if (code === 101 || code === 69) {
      const sign = text.charCodeAt(position + 1);
      const digit = sign === Code.plus || sign === Code.minus ? position + 2 : position + 1;
      if (!isDigit(text.charCodeAt(digit))) break;
      position = digit + 1;
      end = position;
    } else break;
  }
  return end;
}

/** White space as Go's `unicode.IsSpace` has it: `~` and heredoc indentation are measured with it. */
export function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  return (code >= 0x2000 && code <= 0x200a) || wideSpaces.has(code);
}

const wideSpaces: ReadonlySet<number> = new Set([0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]);

export function trimStart(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text.charCodeAt(start))) start++;
  return text.slice(start);
}

export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}
