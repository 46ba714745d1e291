/** Terms: literals, names, calls, parentheses, tuples. */
import { span } from '../../../base';
import type { ProblemReason } from '../../../reasons';
import { Kind } from '../scanner/kind';
import type { Expression, Name } from '../tree/tree';
import type { Cursor } from './cursor';
import { parseFor } from './for';
import { invalid } from './invalid';
import { takeName } from './name';
import { parseObject } from './object';
import { skipToCloser } from './recovery';
import { parseTemplate } from './template';

export function parseTerm(cursor: Cursor): Expression {
  switch (cursor.kind) {
    case Kind.identifier:
      return cursor.isBeforeAttribute ? noTerm(cursor) : parseWord(cursor);
    case Kind.openQuote:
    case Kind.openHeredoc:
      return parseTemplate(cursor);
    case Kind.number:
      return parseNumber(cursor);
    case Kind.openParen:
      return parseParentheses(cursor);
    case Kind.openBracket:
      return parseTuple(cursor);
    case Kind.openBrace:
      return parseObject(cursor);
    default:
      return noTerm(cursor);
  }
}

function noTerm(cursor: Cursor): Expression {
  if (cursor.kind === Kind.openComment) cursor.problem(cursor.tokenSpan, { kind: 'unclosed-comment' });
  else cursor.problem(cursor.here, { kind: 'value-missing' });
  return invalid({ kind: 'value-missing' }, cursor.gap);
}

function parseNumber(cursor: Cursor): Expression {
  const at = cursor.tokenSpan;
  const text = cursor.tokenText;
  if (!isNumber(text)) cursor.problem(at, { kind: 'invalid-number-text', text });
  cursor.advance();
  return { kind: 'number', text, span: at };
}

/** Nearly all numbers are plain digits, and need no further look. */
function isNumber(text: string): boolean {
  return !/\D/.test(text) || (/^\d+(\.\d*)?([eE][+-]?\d+)?$/.test(text) && hasFiniteExponent(text));
}

/** Terraform takes exponents up to the size of a 32-bit number, even where the value is then infinite. */
function hasFiniteExponent(text: string): boolean {
  const exponent = text.search(/[eE]/);
  return exponent < 0 || Math.abs(Number(text.slice(exponent + 1))) < 2 ** 31 - 1;
}

function parseWord(cursor: Cursor): Expression {
  const name = takeName(cursor);
  if (cursor.kind === Kind.openParen) return parseCall(cursor, name);
  if (cursor.kind === Kind.doubleColon) return parseNamespacedCall(cursor, name);
  switch (name.text) {
    case 'true':
    case 'false':
      return { kind: 'bool', value: name.text === 'true', span: name.span };
    case 'null':
      return { kind: 'null', span: name.span };
    default:
      return { kind: 'variable', name: name.text, span: name.span };
  }
}

/** `provider::aws::arn_parse(…)`. */
function parseNamespacedCall(cursor: Cursor, first: Name): Expression {
  let text = first.text;
  while (cursor.take(Kind.doubleColon)) {
    if (cursor.kind !== Kind.identifier) {
      cursor.problem(cursor.gap, { kind: 'function-name-missing' });
      return invalid({ kind: 'function-name-incomplete' }, span(first.span.start, cursor.previousEnd));
    }
    text += `::${cursor.tokenText}`;
    cursor.advance();
  }
  const name = { text, span: span(first.span.start, cursor.previousEnd) };
  if (cursor.kind === Kind.openParen) return parseCall(cursor, name);
  cursor.problem(cursor.gap, { kind: 'call-without-parenthesis', name: text });
  return invalid({ kind: 'arguments-missing' }, name.span);
}

function parseCall(cursor: Cursor, name: Name): Expression {
  cursor.advance();
  const before = cursor.setNewlines(false);
  const args: Expression[] = [];
  let spread = false;
  while (cursor.kind !== Kind.closeParen) {
    const known = cursor.problems.length;
    args.push(cursor.parseExpression());
    spread = cursor.take(Kind.ellipsis);
    if (!spread && cursor.take(Kind.comma)) continue;
    if (cursor.kind !== Kind.closeParen) {
      missingCloser(cursor, known, { kind: 'unclosed-call', name: name.text });
      args.push(invalid({ kind: 'arguments-unreadable' }, cursor.gap));
    }
    break;
  }
  close(cursor, Kind.closeParen, before);
  return { kind: 'call', name, args, spread, span: span(name.span.start, cursor.previousEnd) };
}

/** Says what is missing unless that follows from a problem inside, and goes on to the closing bracket. */
function missingCloser(cursor: Cursor, known: number, reason: ProblemReason): void {
  if (cursor.problems.length === known) cursor.problem(cursor.here, reason);
}

function close(cursor: Cursor, closer: number, newlines: boolean): void {
  if (cursor.kind !== closer) skipToCloser(cursor, closer);
  cursor.take(closer);
  cursor.setNewlines(newlines);
}

function parseParentheses(cursor: Cursor): Expression {
  const { start } = cursor;
  cursor.advance();
  const before = cursor.setNewlines(false);
  const known = cursor.problems.length;
  const inner = cursor.parseExpression();
  if (cursor.kind !== Kind.closeParen) missingCloser(cursor, known, { kind: 'parenthesis-missing' });
  close(cursor, Kind.closeParen, before);
  return { kind: 'parentheses', inner, span: span(start, cursor.previousEnd) };
}

function parseTuple(cursor: Cursor): Expression {
  const { start } = cursor;
  cursor.advance();
  const before = cursor.setNewlines(false);
  if (cursor.isWord('for')) return parseFor(cursor, start, before);
  const items: Expression[] = [];
  while (cursor.kind !== Kind.closeBracket) {
    const known = cursor.problems.length;
    items.push(cursor.parseExpression());
    if (cursor.take(Kind.comma)) continue;
    if (cursor.kind !== Kind.closeBracket) {
      missingCloser(cursor, known, { kind: 'comma-missing' });
      items.push(invalid({ kind: 'list-unreadable' }, cursor.gap));
    }
    break;
  }
  close(cursor, Kind.closeBracket, before);
  return { kind: 'tuple', items, span: span(start, cursor.previousEnd) };
}
