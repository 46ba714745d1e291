/** Where heredocs begin and their lines end. */
import { Code, wordEnd } from './characters';

/** `end` is behind the line break. */
export type HeredocMarker = { readonly word: string; readonly end: number };

/** `<<WORD` or `<<-WORD`, directly followed by a line break; anything else is two less-than signs. */
export function heredocMarker(text: string, start: number): HeredocMarker | undefined {
  const wordStart = text.charCodeAt(start + 2) === Code.minus ? start + 3 : start + 2;
  const end = wordEnd(text, wordStart);
  if (end === wordStart) return undefined;
  const newline = text.charCodeAt(end) === Code.carriageReturn ? end + 1 : end;
  if (text.charCodeAt(newline) !== Code.lineFeed) return undefined;
  return { word: text.slice(wordStart, end), end: newline + 1 };
}

export type HeredocLine = {
  /** Where the text ends, without a line break. */
  readonly textEnd: number;
  /** Where the token ends: behind the line break, or before `${`. */
  readonly end: number;
  readonly stop: 'newline' | 'interpolation' | 'directive' | 'carriage-return' | 'end';
};

export function endOfHeredocLine(text: string, start: number): HeredocLine {
  for (let position = start; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === Code.lineFeed) return { textEnd: position, end: position + 1, stop: 'newline' };
    if (code === Code.carriageReturn) return atCarriageReturn(text, position);
    if (code !== Code.dollar && code !== Code.percent) continue;
    const next = text.charCodeAt(position + 1);
    if (next === code && text.charCodeAt(position + 2) === Code.openBrace) position += 2;
    else if (next === Code.openBrace) {
      return { textEnd: position, end: position, stop: code === Code.dollar ? 'interpolation' : 'directive' };
    }
  }
  return { textEnd: text.length, end: text.length, stop: 'end' };
}

/** HCL's scanner knows `\r` in a heredoc only as part of a line break. */
function atCarriageReturn(text: string, position: number): HeredocLine {
  if (text.charCodeAt(position + 1) === Code.lineFeed) {
    return { textEnd: position, end: position + 2, stop: 'newline' };
  }
  return { textEnd: position, end: position, stop: 'carriage-return' };
}

/** Where each lone word on a line stands last: tells at once whether a heredoc's end marker is still to come. */
export type LastLines = ReadonlyMap<string, number>;

export function lastLines(text: string): LastLines {
  const found = new Map<string, number>();
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end).trim();
    if (line !== '' && wordEnd(line, 0) === line.length) found.set(line, start);
    start = end + 1;
  }
  return found;
}
