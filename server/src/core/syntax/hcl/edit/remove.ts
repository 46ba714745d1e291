/** What goes with a removed thing: its lines, or its comma. */
import { type Span, span } from '../../../base';
import { isBlank, isBlankOrComment, lineBreak, lineEnd, lineStart, nextLine } from '../tree/lines';

/** A block or attribute goes with its whole lines, and with one blank line where it stood between two. */
export function removeLines(text: string, at: Span): Span {
  const start = lineStart(text, at.start);
  const end = lineEnd(text, at.end);
  if (!isBlank(text, start, at.start) || !isBlankOrComment(text, at.end, end)) return withinLine(text, at);
  const next = nextLine(text, at.end);
  if (text.slice(next).trim() === '') return span(beforeBlankLines(text, start), next);
  return span(start, isBlankAbove(text, start) ? afterBlankLines(text, next) : next);
}

/** `name { a = 1 }`: only the argument goes, with the space behind it. */
function withinLine(text: string, at: Span): Span {
  return span(at.start, text.charAt(at.end) === ' ' ? at.end + 1 : at.end);
}

/** True also for the first line of the file or of a body. */
function isBlankAbove(text: string, start: number): boolean {
  if (start === 0) return true;
  const above = text.slice(lineStart(text, start - 1), start).trim();
  return above === '' || above.endsWith('{');
}

/** Where nothing follows, what stood between goes too. */
function beforeBlankLines(text: string, start: number): number {
  const kept = text.slice(0, start).trimEnd();
  return kept === '' ? 0 : lineEnd(text, kept.length) + (start > kept.length ? lineBreak(text).length : 0);
}

function afterBlankLines(text: string, start: number): number {
  let position = start;
  while (position < text.length && isBlank(text, position, lineEnd(text, position)))
    position = nextLine(text, position);
  return position;
}

/** An item of a tuple or object: with the lines that are its own, else with the comma on one of its sides. */
export function removeListItem(text: string, at: Span, siblings: readonly Span[]): Span {
  const afterComma = commaEnd(text, at.end);
  const start = lineStart(text, at.start);
  const end = lineEnd(text, afterComma);
  if (isBlank(text, start, at.start) && isBlankOrComment(text, afterComma, end))
    return span(start, nextLine(text, end));
  const index = siblings.findIndex((sibling) => sibling.start === at.start);
  const next = siblings[index + 1];
  if (next && lineStart(text, next.start) === lineStart(text, at.end)) return span(at.start, next.start);
  const previous = siblings[index - 1];
  return previous ? span(previous.end, at.end) : span(at.start, afterComma);
}

/** Behind the comma that follows on the same line, if one does. */
function commaEnd(text: string, end: number): number {
  let position = end;
  while (text.charAt(position) === ' ' || text.charAt(position) === '\t') position++;
  return text.charAt(position) === ',' ? position + 1 : end;
}
