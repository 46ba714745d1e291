/** The inside of `%{…}`: its keyword and what belongs to it. */
import { span } from '../../../base';
import { Kind } from '../scanner/kind';
import type { Cursor } from './cursor';
import { parseForHead } from './for';
import type { Directive } from './template-pieces';

/** Stands behind `%{`, which began at `start`; takes everything but the closing brace. */
export function parseDirective(cursor: Cursor, start: number): Directive | undefined {
  const at = span(start, start + 2);
  const word = cursor.kind === Kind.identifier ? cursor.tokenText : '';
  switch (word) {
    case 'if':
      cursor.advance();
      return { kind: 'if-mark', condition: cursor.parseExpression(), span: at };
    case 'for':
      return parseForMark(cursor, start);
    case 'else':
    case 'endif':
    case 'endfor':
      cursor.advance();
      return { kind: 'mark', word, span: at };
    default:
      cursor.problem(word === '' ? at : cursor.tokenSpan, { kind: 'directive-word-missing' });
      return undefined;
  }
}

function parseForMark(cursor: Cursor, start: number): Directive | undefined {
  cursor.advance();
  const head = parseForHead(cursor);
  return head && { kind: 'for-mark', ...head, span: span(start, start + 2) };
}
