/** Expressions without brackets: conditionals, operators, and the cap on depth. */
import { span } from '../../../base';
import { Kind } from '../scanner/kind';
import type { BinaryOperator, Expression } from '../tree/tree';
import type { Cursor } from './cursor';
import { invalid } from './invalid';
import { skipObjectItem } from './recovery';
import { parseTraversal } from './traversal';

/** Strength of each binary operator, by kind of token; 0 for every other token. */
const precedence = new Uint8Array(64);
precedence[Kind.or] = 1;
precedence[Kind.and] = 2;
for (const kind of [Kind.equal, Kind.notEqual]) precedence[kind] = 3;
for (const kind of [Kind.less, Kind.lessEqual, Kind.greater, Kind.greaterEqual]) precedence[kind] = 4;
for (const kind of [Kind.plus, Kind.minus]) precedence[kind] = 5;
for (const kind of [Kind.star, Kind.slash, Kind.percent]) precedence[kind] = 6;

const operators: readonly BinaryOperator[] = ['||', '&&', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'];

export function parseExpression(cursor: Cursor): Expression {
  if (!cursor.descend()) return tooDeep(cursor);
  const siblings = cursor.height;
  cursor.height = 0;
  const expression = parseConditional(cursor);
  cursor.height = Math.max(siblings, cursor.height + 1);
  cursor.ascend();
  return expression;
}

function tooDeep(cursor: Cursor): Expression {
  const start = cursor.start;
  skipObjectItem(cursor);
  return invalid({ kind: 'nested-too-deeply' }, span(start, Math.max(start, cursor.previousEnd)));
}

function parseConditional(cursor: Cursor): Expression {
  const condition = parseBinary(cursor, 1);
  if (cursor.kind !== Kind.question) return condition;
  cursor.advance();
  const then = parseExpression(cursor);
  if (!cursor.take(Kind.colon)) {
    cursor.problem(cursor.here, { kind: 'conditional-colon-missing' });
    return conditional(condition, then, invalid({ kind: 'other-case-missing' }, cursor.gap));
  }
  return conditional(condition, then, parseExpression(cursor));
}

function conditional(condition: Expression, then: Expression, otherwise: Expression): Expression {
  return { kind: 'conditional', condition, then, otherwise, span: span(condition.span.start, otherwise.span.end) };
}

function parseBinary(cursor: Cursor, minPrecedence: number): Expression {
  let left = parseUnary(cursor);
  for (;;) {
    const { kind } = cursor;
    const precedenceOfOperator = precedence[kind] ?? 0;
    if (precedenceOfOperator < minPrecedence || precedenceOfOperator === 0) return left;
    if (!cursor.grow()) return tooDeep(cursor);
    cursor.advance();
    const right = parseBinary(cursor, precedenceOfOperator + 1);
    const operator = operators[kind - Kind.or] ?? '||';
    left = { kind: 'binary', operator, left, right, span: span(left.span.start, right.span.end) };
  }
}

/** A sign binds tighter than any operator, and looser than a traversal: `-a.b + 1` is `(-(a.b)) + 1`. */
export function parseUnary(cursor: Cursor): Expression {
  const { kind, start } = cursor;
  if (kind !== Kind.minus && kind !== Kind.bang) return parseTraversal(cursor);
  if (!cursor.descend()) return tooDeep(cursor);
  cursor.advance();
  const operand = parseUnary(cursor);
  cursor.ascend();
  return { kind: 'unary', operator: kind === Kind.minus ? '-' : '!', operand, span: span(start, operand.span.end) };
}
