/** `[for item in list : value if condition]` and `{for key, item in map : k => v... if condition}`. */
import { span } from '../../../base';
import { Kind } from '../scanner/kind';
import type { Expression, Name } from '../tree/tree';
import type { Cursor } from './cursor';
import { invalid } from './invalid';
import { takeName } from './name';
import { skipToCloser } from './recovery';

type ForHead = { readonly key: Name | undefined; readonly item: Name; readonly collection: Expression };

/** Stands at `for`, behind the bracket that began at `start`. Newlines mean nothing in here. */
export function parseFor(cursor: Cursor, start: number, newlines: boolean): Expression {
  const isObject = cursor.text.charCodeAt(start) === 123;
  const closer = isObject ? Kind.closeBrace : Kind.closeBracket;
  const known = cursor.problems.length;
  const result = parseHeadAndBody(cursor, isObject);
  if (cursor.kind !== closer) {
    if (cursor.problems.length === known) cursor.problem(cursor.here, { kind: 'for-end-missing' });
    skipToCloser(cursor, closer);
  }
  cursor.take(closer);
  cursor.setNewlines(newlines);
  return { ...result, span: span(start, cursor.previousEnd) };
}

function parseHeadAndBody(cursor: Cursor, isObject: boolean): Expression {
  cursor.advance();
  const head = parseForHead(cursor);
  if (!head) return invalid({ kind: 'for-incomplete' }, cursor.gap);
  if (!cursor.take(Kind.colon)) {
    cursor.problem(cursor.here, { kind: 'for-colon-missing' });
    return invalid({ kind: 'for-incomplete' }, cursor.gap);
  }
  const first = cursor.parseExpression();
  return isObject ? parseObjectResult(cursor, head, first) : parseTupleResult(cursor, head, first);
}

/** `key, item in collection`, shared with the `for` directive of templates. */
export function parseForHead(cursor: Cursor): ForHead | undefined {
  const first = forName(cursor);
  if (!first) return undefined;
  const second = cursor.take(Kind.comma) ? forName(cursor) : first;
  if (!second) return undefined;
  if (!cursor.isWord('in')) {
    cursor.problem(cursor.here, { kind: 'for-in-missing' });
    return undefined;
  }
  cursor.advance();
  const collection = cursor.parseExpression();
  return { key: second === first ? undefined : first, item: second, collection };
}

function forName(cursor: Cursor): Name | undefined {
  if (cursor.kind === Kind.identifier && !cursor.isBeforeAttribute) return takeName(cursor);
  cursor.problem(cursor.here, { kind: 'for-name-missing' });
  return undefined;
}

function parseTupleResult(cursor: Cursor, head: ForHead, value: Expression): Expression {
  if (cursor.kind === Kind.arrow) cursor.problem(cursor.tokenSpan, { kind: 'for-tuple-key' });
  const condition = parseCondition(cursor);
  return { kind: 'for-tuple', ...head, value, condition, span: value.span };
}

function parseObjectResult(cursor: Cursor, head: ForHead, keyResult: Expression): Expression {
  if (!cursor.take(Kind.arrow)) {
    cursor.problem(cursor.here, { kind: 'for-value-missing' });
    return invalid({ kind: 'for-without-value' }, cursor.gap);
  }
  const valueResult = cursor.parseExpression();
  const grouping = cursor.take(Kind.ellipsis);
  const condition = parseCondition(cursor);
  return { kind: 'for-object', ...head, keyResult, valueResult, grouping, condition, span: keyResult.span };
}

function parseCondition(cursor: Cursor): Expression | undefined {
  if (!cursor.isWord('if')) return undefined;
  cursor.advance();
  return cursor.parseExpression();
}
