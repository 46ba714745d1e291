/** What follows a term: `.name`, `[key]`, `.0`, and the two splats. */
import { type Span, span } from '../../../base';
import { Kind } from '../scanner/kind';
import type { Expression, Name, SplatStep } from '../tree/tree';
import type { Cursor } from './cursor';
import { invalid } from './invalid';
import { takeName } from './name';
import { skipToCloser } from './recovery';
import { parseTerm } from './term';

export function parseTraversal(cursor: Cursor): Expression {
  const siblings = cursor.height;
  cursor.height = 0;
  const expression = parseSteps(cursor, parseTerm(cursor));
  cursor.height = Math.max(siblings, cursor.height);
  return expression;
}

function parseSteps(cursor: Cursor, term: Expression): Expression {
  let object = term;
  while (cursor.kind === Kind.dot || cursor.kind === Kind.openBracket) {
    if (!cursor.grow()) return tooLong(cursor, object);
    object = join(object, parseStep(cursor));
  }
  return object;
}

/** The rest of a chain that is too long is dropped in one pass. */
function tooLong(cursor: Cursor, object: Expression): Expression {
  while (cursor.kind === Kind.dot || cursor.kind === Kind.openBracket) {
    const closes = cursor.kind === Kind.openBracket;
    cursor.advance();
    if (closes) {
      skipToCloser(cursor, Kind.closeBracket);
      cursor.take(Kind.closeBracket);
    } else if (cursor.kind === Kind.identifier || cursor.kind === Kind.number) cursor.advance();
  }
  return invalid({ kind: 'nested-too-deeply' }, span(object.span.start, cursor.previousEnd));
}

function join(object: Expression, step: SplatStep): Expression {
  const at = span(object.span.start, step.span.end);
  switch (step.kind) {
    case 'attribute':
      return { kind: 'attribute', object, name: step.name, span: at };
    case 'index':
      return { kind: 'index', object, key: step.key, span: at };
    case 'splat':
      return { kind: 'splat', style: step.style, source: object, each: step.each, span: at };
  }
}

/** The span of a step begins at its dot or bracket. */
function parseStep(cursor: Cursor): SplatStep {
  const { start } = cursor;
  if (cursor.take(Kind.dot)) {
    return cursor.kind === Kind.star ? parseLegacySplat(cursor, start) : parseDotStep(cursor, start);
  }
  cursor.advance();
  return cursor.kind === Kind.star ? parseFullSplat(cursor, start) : parseIndex(cursor, start);
}

function parseDotStep(cursor: Cursor, start: number): SplatStep {
  if (cursor.kind === Kind.number) return legacyIndex(cursor, start);
  const isName = cursor.kind === Kind.identifier && !cursor.isBeforeAttribute;
  const name = isName ? takeName(cursor) : missingName(cursor);
  return { kind: 'attribute', name, span: span(start, name.span.end) };
}

function missingName(cursor: Cursor): Name {
  const at = cursor.gap;
  cursor.problem(span(at.start - 1, at.end), { kind: 'name-after-dot-missing' });
  return { text: '', span: at };
}

/** `list.0`. HCL reads `list.0.1` as the number 0.1 and refuses it, and so do we. */
function legacyIndex(cursor: Cursor, start: number): SplatStep {
  const at = cursor.tokenSpan;
  const text = cursor.tokenText;
  if (text.includes('.')) cursor.problem(at, { kind: 'repeated-index' });
  cursor.advance();
  return { kind: 'index', key: { kind: 'number', text, span: at }, span: span(start, at.end) };
}

/** Only attributes and legacy indices belong to `.*`: in `list.*.name[0]` the index takes the first name. */
function parseLegacySplat(cursor: Cursor, start: number): SplatStep {
  cursor.advance();
  const each: SplatStep[] = [];
  while (cursor.kind === Kind.dot && cursor.grow()) {
    const dot = cursor.start;
    cursor.advance();
    if (cursor.kind === Kind.star) return nestedSplat(cursor, start, each);
    each.push(parseDotStep(cursor, dot));
  }
  return { kind: 'splat', style: 'legacy', each, span: span(start, cursor.previousEnd) };
}

function nestedSplat(cursor: Cursor, start: number, each: readonly SplatStep[]): SplatStep {
  cursor.problem(cursor.tokenSpan, { kind: 'repeated-splat' });
  cursor.advance();
  return { kind: 'splat', style: 'legacy', each, span: span(start, cursor.previousEnd) };
}

/** All further steps belong to `[*]`, another `[*]` among them. */
function parseFullSplat(cursor: Cursor, start: number): SplatStep {
  cursor.advance();
  if (!cursor.take(Kind.closeBracket)) cursor.problem(cursor.here, { kind: 'splat-bracket-missing' });
  const each: SplatStep[] = [];
  if (!cursor.descend()) return { kind: 'splat', style: 'full', each, span: span(start, cursor.previousEnd) };
  while ((cursor.kind === Kind.dot || cursor.kind === Kind.openBracket) && cursor.grow()) each.push(parseStep(cursor));
  cursor.ascend();
  return { kind: 'splat', style: 'full', each, span: span(start, cursor.previousEnd) };
}

function parseIndex(cursor: Cursor, start: number): SplatStep {
  const before = cursor.setNewlines(false);
  const key = cursor.kind === Kind.closeBracket ? missingKey(cursor) : cursor.parseExpression();
  if (cursor.kind !== Kind.closeBracket) {
    cursor.problem(cursor.here, { kind: 'index-bracket-missing' });
    skipToCloser(cursor, Kind.closeBracket);
  }
  cursor.take(Kind.closeBracket);
  cursor.setNewlines(before);
  return { kind: 'index', key, span: span(start, cursor.previousEnd) };
}

function missingKey(cursor: Cursor): Expression {
  const at: Span = cursor.gap;
  cursor.problem(span(at.start - 1, cursor.end), { kind: 'empty-index' });
  return invalid({ kind: 'index-missing' }, at);
}
