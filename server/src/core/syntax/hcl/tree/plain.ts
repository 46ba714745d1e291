/** Writing values down: plain data as HCL or as JSON, and texts as strings of both. */
import { wordEnd } from '../scanner/characters';

/** What an edit may write: data, no expression. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/** A quoted string of HCL that means exactly `value`. */
export function quoted(value: string): string {
  return `"${escapeQuoted(value)}"`;
}

/** A JSON string that means `value` where Terraform reads it as a template. */
export function quotedJson(value: string): string {
  return JSON.stringify(escapeMarks(value));
}

/** Text for the inside of a quoted string. */
export function escapeQuoted(value: string): string {
  return escapeMarks(value.replaceAll(/[\\"]|\p{Cc}/gu, escapeCharacter));
}

/** Text for the inside of any template. */
export function escapeMarks(value: string): string {
  return value.replaceAll(/[$%](?=\{)/g, (mark) => mark + mark);
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['"', '\\"'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escapeCharacter(character: string): string {
  return escapes.get(character) ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

export function isIdentifier(text: string): boolean {
  return text !== '' && wordEnd(text, 0) === text.length;
}

/** A key of an object: bare where it can be, for `for` would begin a for expression. */
export function keyText(key: string): string {
  return isIdentifier(key) && key !== 'for' ? key : quoted(key);
}

/** One line of HCL. */
export function plainText(value: Plain): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(plainText).join(', ')}]`;
  const items = Object.entries(value).map(([key, item]) => `${keyText(key)} = ${plainText(item)}`);
  return items.length === 0 ? '{}' : `{ ${items.join(', ')} }`;
}

/** The same data with template marks escaped, for `JSON.stringify`. */
export function plainJson(value: Plain): unknown {
  if (typeof value === 'string') return escapeMarks(value);
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map(plainJson);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [escapeMarks(key), plainJson(item)]));
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}
