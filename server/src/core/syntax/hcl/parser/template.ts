/** Quoted strings, heredocs and labels: first into a flat list of pieces, with trimming applied, then into a tree. */
import { type Span, span } from '../../../base';
import { Kind } from '../scanner/kind';
import type { Expression, Name, TemplatePart } from '../tree/tree';
import type { Cursor } from './cursor';
import { parseDirective } from './directive';
import { quotedText, withoutTemplateEscapes } from './escapes';
import { invalid } from './invalid';
import { skipToCloser } from './recovery';
import { mergeTexts, type Piece, pairDirectives, removeIndentation, trimLast, trimmedStart } from './template-pieces';

const noParts: readonly TemplatePart[] = [];

export function parseTemplate(cursor: Cursor): Expression {
  if (cursor.kind === Kind.openHeredoc) return parseHeredoc(cursor);
  const { start } = cursor;
  cursor.advance();
  const plain = plainString(cursor, start);
  if (plain) return plain;
  const pieces = parsePieces(cursor, Kind.closeQuote, span(start, start + 1));
  const at = span(start, cursor.previousEnd);
  return { kind: 'template', quote: 'quoted', parts: pairDirectives(cursor, mergeTexts(pieces)), span: at };
}

/** Nearly all strings are plain: they need no pieces. */
function plainString(cursor: Cursor, start: number): Expression | undefined {
  if (cursor.kind === Kind.closeQuote) {
    cursor.advance();
    return { kind: 'template', quote: 'quoted', parts: noParts, span: span(start, cursor.previousEnd) };
  }
  if (cursor.kind !== Kind.text || cursor.kindAfter !== Kind.closeQuote) return undefined;
  const part: TemplatePart = { kind: 'text', value: quotedText(cursor), span: cursor.tokenSpan };
  cursor.advance();
  cursor.advance();
  return { kind: 'template', quote: 'quoted', parts: [part], span: span(start, cursor.previousEnd) };
}

function parseHeredoc(cursor: Cursor): Expression {
  const { start } = cursor;
  const marker = cursor.tokenText.trimEnd();
  cursor.advance();
  const pieces = parsePieces(cursor, Kind.closeHeredoc, span(start, start + marker.length));
  if (marker.startsWith('<<-')) removeIndentation(pieces);
  const at = span(start, cursor.previousEnd);
  return { kind: 'template', quote: 'heredoc', parts: pairDirectives(cursor, mergeTexts(pieces)), span: at };
}

/** The parts of a text that is a template as a whole, as strings of the JSON syntax are. */
export function parseBareTemplate(cursor: Cursor): readonly TemplatePart[] {
  return pairDirectives(cursor, mergeTexts(parsePieces(cursor, Kind.end, cursor.gap)));
}

/** Takes the closer too. `opener` is where a missing one is reported. */
function parsePieces(cursor: Cursor, closer: number, opener: Span): Piece[] {
  const pieces: Piece[] = [];
  let trims = false;
  while (cursor.kind !== closer) {
    const before = pieces.length;
    if (cursor.kind === Kind.text || cursor.kind === Kind.heredocText) pieces.push(textPiece(cursor, trims));
    else if (cursor.kind === Kind.interpolation || cursor.kind === Kind.directive) parseSequence(cursor, pieces);
    else {
      notClosed(cursor, closer, opener);
      return pieces;
    }
    trims = pieces.length > before && endsTrimming(cursor);
  }
  cursor.advance();
  return pieces;
}

function endsTrimming(cursor: Cursor): boolean {
  const end = cursor.previousEnd;
  return cursor.previousKind === Kind.sequenceEnd && cursor.text.charCodeAt(end - 2) === 126;
}

function textPiece(cursor: Cursor, trims: boolean): Piece {
  const value = cursor.kind === Kind.text ? quotedText(cursor) : withoutTemplateEscapes(cursor.tokenText);
  const piece: Piece = { kind: 'text', value: trims ? trimmedStart(value) : value, span: cursor.tokenSpan };
  cursor.advance();
  return piece;
}

/** `${…}` or `%{…}`; a `~` behind the opening mark trims the text before it. */
function parseSequence(cursor: Cursor, pieces: Piece[]): void {
  if (cursor.end - cursor.start === 3) trimLast(pieces);
  const { kind, start } = cursor;
  cursor.advance();
  const newlines = cursor.setNewlines(false);
  const piece = kind === Kind.interpolation ? parseInterpolation(cursor, start) : parseDirective(cursor, start);
  const isClosed = closeSequence(cursor, kind, start);
  cursor.setNewlines(newlines);
  const at = span(start, cursor.previousEnd);
  if (piece) pieces.push({ ...piece, span: at });
  else if (isClosed)
    pieces.push({ kind: 'interpolation', expression: invalid({ kind: 'directive-missing' }, at), span: at });
}

function parseInterpolation(cursor: Cursor, start: number): Piece {
  const at = span(start, start + 2);
  if (cursor.kind !== Kind.sequenceEnd) {
    return { kind: 'interpolation', expression: cursor.parseExpression(), span: at };
  }
  cursor.problem(span(start, cursor.end), { kind: 'empty-interpolation' });
  return {
    kind: 'interpolation',
    expression: invalid({ kind: 'value-missing' }, span(cursor.start, cursor.start)),
    span: at,
  };
}

function closeSequence(cursor: Cursor, kind: number, start: number): boolean {
  if (cursor.take(Kind.sequenceEnd)) return true;
  const mark = kind === Kind.interpolation ? '${' : '%{';
  const isOnLine = cursor.here.end > cursor.here.start;
  if (isOnLine) cursor.problem(cursor.tokenSpan, { kind: 'sequence-brace-missing', mark });
  else cursor.problem(span(start, start + 2), { kind: 'unclosed-sequence', mark });
  skipToCloser(cursor, Kind.sequenceEnd);
  return cursor.take(Kind.sequenceEnd);
}

function notClosed(cursor: Cursor, closer: number, opener: Span): void {
  const at = closer === Kind.closeHeredoc ? opener : span(opener.start, Math.max(opener.end, cursor.previousEnd));
  cursor.problem(at, { kind: closer === Kind.closeHeredoc ? 'unclosed-heredoc' : 'unclosed-string' });
}

/** Labels are strings without sequences. Their spans include the quotes. */
export function parseLabel(cursor: Cursor): Name {
  const { start } = cursor;
  cursor.advance();
  let text = '';
  while (cursor.kind === Kind.text || cursor.kind === Kind.interpolation || cursor.kind === Kind.directive) {
    if (cursor.kind === Kind.text) text += quotedText(cursor);
    else {
      cursor.problem(cursor.tokenSpan, { kind: 'label-template' });
      cursor.advance();
      skipToCloser(cursor, Kind.sequenceEnd);
    }
    if (cursor.kind === Kind.text || cursor.kind === Kind.sequenceEnd) cursor.advance();
  }
  if (!cursor.take(Kind.closeQuote)) notClosed(cursor, Kind.closeQuote, span(start, start + 1));
  return { text, span: span(start, cursor.previousEnd) };
}
