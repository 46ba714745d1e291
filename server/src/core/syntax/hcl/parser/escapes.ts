/** Escapes in template text: backslashes in quoted strings, `$${` and `%%{` everywhere. */
import { span } from '../../../base';
import type { Cursor } from './cursor';

/** The text of the token at hand, escapes resolved; wrong ones are reported and stand as written. */
export function quotedText(cursor: Cursor): string {
  const { text, start, end } = cursor;
  const raw = text.slice(start, end);
  if (!raw.includes('\\')) return withoutTemplateEscapes(raw);
  let value = '';
  let plain = start;
  for (let position = text.indexOf('\\', start); position >= 0 && position < end; ) {
    const length = escapeLength(text, position, end);
    value += withoutTemplateEscapes(text.slice(plain, position)) + escaped(cursor, position, length);
    plain = position + length;
    position = text.indexOf('\\', plain);
  }
  return value + withoutTemplateEscapes(text.slice(plain, end));
}

/** `$${` and `%%{` become `${` and `%{`. */
export function withoutTemplateEscapes(raw: string): string {
  if (!raw.includes('{')) return raw;
  return raw.replaceAll('$${', '${').replaceAll('%%{', '%{');
}

function escapeLength(text: string, start: number, end: number): number {
  const code = text.charCodeAt(start + 1);
  if (code !== 117 && code !== 85) return Math.min(2, end - start);
  const digits = code === 117 ? 4 : 8;
  let length = 2;
  while (length < digits + 2 && start + length < end && isHexDigit(text.charCodeAt(start + length))) length++;
  return length;
}

function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

function escaped(cursor: Cursor, start: number, length: number): string {
  const selector = cursor.text.charAt(start + 1);
  const simple = length === 1 ? undefined : simpleEscapes.get(selector);
  if (simple !== undefined) return simple;
  if (length > 2 && length === (selector === 'u' ? 6 : 10)) {
    const character = codePoint(cursor.text.slice(start + 2, start + length));
    if (character !== undefined) return character;
  }
  cursor.problem(span(start, start + length), { kind: 'invalid-escape', selector });
  return cursor.text.slice(start + 1, start + length);
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);

/** Half a surrogate pair is no character. */
function codePoint(hex: string): string | undefined {
  const point = Number.parseInt(hex, 16);
  if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined;
  return String.fromCodePoint(point);
}
