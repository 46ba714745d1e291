/** The flat pieces of a template: trimming, heredoc indentation, and the tree of `if` and `for` they make. */
import { type Span, span } from '../../../base';
import { isSpace, trimEnd, trimStart } from '../scanner/characters';
import type { Expression, Name, TemplatePart } from '../tree/tree';
import type { Cursor } from './cursor';
import { invalid } from './invalid';

export type Directive =
  | { readonly kind: 'if-mark'; readonly condition: Expression; readonly span: Span }
  | {
      readonly kind: 'for-mark';
      readonly key: Name | undefined;
      readonly item: Name;
      readonly collection: Expression;
      readonly span: Span;
    }
  | { readonly kind: 'mark'; readonly word: 'else' | 'endif' | 'endfor'; readonly span: Span };

export type Text = { readonly kind: 'text'; readonly value: string; readonly span: Span };
export type Piece =
  | Text
  | { readonly kind: 'interpolation'; readonly expression: Expression; readonly span: Span }
  | Directive;

export const trimmedStart = trimStart;

/**
 * `${~` trims the one piece before it. A heredoc has a piece for each line, so that there it trims to the line's start,
 * and no further: so does HCL.
 */
export function trimLast(pieces: Piece[]): void {
  const last = pieces.at(-1);
  if (last?.kind === 'text') pieces[pieces.length - 1] = { ...last, value: trimEnd(last.value) };
}

/** `<<-`: the smallest indentation of all lines goes; blank lines have no say, and a line that starts with `${` has none. */
export function removeIndentation(pieces: Piece[]): void {
  const starts = lineStarts(pieces);
  const counted = starts.filter((index) => !isBlankLine(pieces[index]));
  const smallest = counted.reduce(
    (least, index) => Math.min(least, indentation(pieces[index])),
    Number.POSITIVE_INFINITY,
  );
  if (smallest === 0 || smallest === Number.POSITIVE_INFINITY) return;
  for (const index of counted) {
    const piece = pieces[index];
    if (piece?.kind === 'text') pieces[index] = { ...piece, value: piece.value.slice(smallest) };
  }
}

function lineStarts(pieces: readonly Piece[]): readonly number[] {
  const found: number[] = [];
  let isStart = true;
  for (const [index, piece] of pieces.entries()) {
    if (isStart) found.push(index);
    isStart = piece.kind === 'text' && piece.value.endsWith('\n');
  }
  return found;
}

function isBlankLine(piece: Piece | undefined): boolean {
  return piece?.kind === 'text' && piece.value.endsWith('\n') && trimStart(piece.value) === '';
}

function indentation(piece: Piece | undefined): number {
  if (piece?.kind !== 'text') return 0;
  let count = 0;
  while (count < piece.value.length && isSpace(piece.value.charCodeAt(count))) count++;
  return count;
}

/** Joins neighbouring texts, and drops those that trimming left empty. */
export function mergeTexts(pieces: readonly Piece[]): readonly Piece[] {
  const merged: Piece[] = [];
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index];
    if (piece?.kind !== 'text') {
      if (piece) merged.push(piece);
      continue;
    }
    const texts = textsFrom(pieces, index);
    index += texts.length - 1;
    const value = texts.map((it) => it.value).join('');
    const end = texts.at(-1)?.span.end ?? piece.span.end;
    if (value !== '') merged.push({ kind: 'text', value, span: span(piece.span.start, end) });
  }
  return merged;
}

function textsFrom(pieces: readonly Piece[], start: number): readonly Text[] {
  const texts: Text[] = [];
  for (let index = start; index < pieces.length; index++) {
    const piece = pieces[index];
    if (piece?.kind !== 'text') break;
    texts.push(piece);
  }
  return texts;
}

/** Pairs every `if` and `for` with its end. */
export function pairDirectives(cursor: Cursor, pieces: readonly Piece[]): readonly TemplatePart[] {
  const reader = { cursor, pieces, index: 0 };
  const parts: TemplatePart[] = [];
  takeParts(reader, parts);
  while (reader.index < pieces.length) {
    reportUnexpected(reader);
    takeParts(reader, parts);
  }
  return parts;
}

type Reader = { readonly cursor: Cursor; readonly pieces: readonly Piece[]; index: number };

function reportUnexpected(reader: Reader): void {
  const mark = reader.pieces[reader.index];
  reader.index++;
  if (mark?.kind === 'mark') reader.cursor.problem(mark.span, { kind: 'stray-directive', word: mark.word });
}

/** All parts up to a mark that ends something, which stays. */
function takeParts(reader: Reader, parts: TemplatePart[] = []): TemplatePart[] {
  for (;;) {
    const piece = reader.pieces[reader.index];
    if (!piece || piece.kind === 'mark') return parts;
    reader.index++;
    if (piece.kind === 'text' || piece.kind === 'interpolation') parts.push(piece);
    else parts.push(takeDirective(reader, piece));
  }
}

function takeDirective(reader: Reader, open: Exclude<Directive, { kind: 'mark' }>): TemplatePart {
  if (!reader.cursor.descend()) {
    return { kind: 'interpolation', expression: invalid({ kind: 'nested-too-deeply' }, open.span), span: open.span };
  }
  const part = open.kind === 'if-mark' ? takeIf(reader, open) : takeFor(reader, open);
  reader.cursor.ascend();
  return part;
}

function takeIf(reader: Reader, open: Extract<Directive, { kind: 'if-mark' }>): TemplatePart {
  const then = takeParts(reader);
  const otherwise = takeMark(reader, 'else') ? takeParts(reader) : [];
  const end = takeEnd(reader, 'endif', open.span);
  return { kind: 'if', condition: open.condition, then, otherwise, span: span(open.span.start, end) };
}

function takeFor(reader: Reader, open: Extract<Directive, { kind: 'for-mark' }>): TemplatePart {
  const { key, item, collection } = open;
  const parts = takeParts(reader);
  const end = takeEnd(reader, 'endfor', open.span);
  return { kind: 'for', key, item, collection, parts, span: span(open.span.start, end) };
}

function takeMark(reader: Reader, word: string): Piece | undefined {
  const piece = reader.pieces[reader.index];
  if (piece?.kind !== 'mark' || piece.word !== word) return undefined;
  reader.index++;
  return piece;
}

function takeEnd(reader: Reader, word: 'endif' | 'endfor', open: Span): number {
  const mark = takeMark(reader, word);
  if (mark) return mark.span.end;
  reader.cursor.problem(open, { kind: 'unclosed-directive', word });
  return reader.pieces[reader.index - 1]?.span.end ?? open.end;
}
