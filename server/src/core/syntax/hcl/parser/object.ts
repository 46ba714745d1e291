/** Objects: items with `=` or `:`, apart by commas or newlines. */
import { span } from '../../../base';
import { Kind } from '../scanner/kind';
import type { Expression, ObjectItem, Template } from '../tree/tree';
import type { Cursor } from './cursor';
import { parseFor } from './for';
import { invalid } from './invalid';
import { skipObjectItem } from './recovery';

export function parseObject(cursor: Cursor): Expression {
  const { start } = cursor;
  cursor.advance();
  const before = cursor.setNewlines(false);
  if (cursor.isWord('for')) return parseFor(cursor, start, before);
  cursor.setNewlines(true);
  const items: ObjectItem[] = [];
  while (cursor.kind !== Kind.closeBrace && !endsObject(cursor)) {
    if (!cursor.take(Kind.newline)) items.push(parseItem(cursor));
  }
  if (!cursor.take(Kind.closeBrace)) cursor.problem(span(start, start + 1), { kind: 'unclosed-object' });
  cursor.setNewlines(before);
  return { kind: 'object', items, span: span(start, cursor.previousEnd) };
}

/** A closing bracket of another kind belongs to something outside. */
function endsObject(cursor: Cursor): boolean {
  switch (cursor.kind) {
    case Kind.end:
    case Kind.restart:
    case Kind.closeBracket:
    case Kind.closeParen:
    case Kind.sequenceEnd:
    case Kind.closeQuote:
    case Kind.closeHeredoc:
      return true;
    default:
      return false;
  }
}

function parseItem(cursor: Cursor): ObjectItem {
  const known = cursor.problems.length;
  const key = asKey(cursor.parseExpression());
  const value =
    cursor.take(Kind.assign) || cursor.take(Kind.colon) ? cursor.parseExpression() : missingValue(cursor, key);
  endItem(cursor, known);
  return { key, value, span: span(key.span.start, Math.max(key.span.end, value.span.end)) };
}

function missingValue(cursor: Cursor, key: Expression): Expression {
  cursor.problem(key.span, { kind: 'object-value-missing' });
  return invalid({ kind: 'value-missing' }, cursor.gap);
}

function endItem(cursor: Cursor, known: number): void {
  if (cursor.take(Kind.comma) || cursor.take(Kind.newline) || cursor.kind === Kind.closeBrace) return;
  if (endsObject(cursor)) return;
  if (cursor.problems.length === known) cursor.problem(cursor.tokenSpan, { kind: 'object-comma-missing' });
  skipObjectItem(cursor);
  if (!cursor.take(Kind.comma)) cursor.take(Kind.newline);
}

/** A lone word is the key's text, even `true` or `null`; `(word)` is an expression. */
function asKey(expression: Expression): Expression {
  switch (expression.kind) {
    case 'variable':
      return bare(expression.name, expression);
    case 'bool':
      return bare(String(expression.value), expression);
    case 'null':
      return bare('null', expression);
    default:
      return expression;
  }
}

function bare(value: string, { span: at }: Expression): Template {
  return { kind: 'template', quote: 'bare', parts: [{ kind: 'text', value, span: at }], span: at };
}
