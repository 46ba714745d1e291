/** A file's tokens for colouring and for checks: their texts, one behind the other, are the file. */
import type { Span } from '../../../base';
import { Kind } from './kind';
import { scan } from './scan';

export type Token = { readonly kind: TokenKind; readonly span: Span };

/** `mark` is `${`, `%{` and their `}`; `string` is the text of strings and heredocs, with their quotes and end marks. */
export type TokenKind =
  | 'whitespace'
  | 'newline'
  | 'comment'
  | 'identifier'
  | 'keyword'
  | 'number'
  | 'string'
  | 'mark'
  | 'punctuation'
  | 'invalid';

export function tokens(text: string): readonly Token[] {
  const list = scan(text, 'exact');
  const found: Token[] = [];
  for (let index = 0; index < list.count - 1; index++) {
    const start = list.startOf(index);
    const end = list.ends[index] ?? start;
    const kind = list.kinds[index] ?? Kind.invalid;
    found.push({
      kind: kind === Kind.identifier ? wordKind(text.slice(start, end)) : kindNames(kind),
      span: { start, end },
    });
  }
  return found;
}

/** `for`, `in` and `if` are words of the language only inside brackets and directives; they are seldom anything else. */
const keywords: ReadonlySet<string> = new Set(['for', 'in', 'if', 'else', 'endif', 'endfor', 'true', 'false', 'null']);

function wordKind(word: string): TokenKind {
  return keywords.has(word) ? 'keyword' : 'identifier';
}

function kindNames(kind: number): TokenKind {
  switch (kind) {
    case Kind.whitespace:
      return 'whitespace';
    case Kind.newline:
      return 'newline';
    case Kind.comment:
    case Kind.openComment:
      return 'comment';
    case Kind.number:
      return 'number';
    case Kind.openQuote:
    case Kind.closeQuote:
    case Kind.text:
    case Kind.openHeredoc:
    case Kind.heredocText:
    case Kind.closeHeredoc:
      return 'string';
    case Kind.interpolation:
    case Kind.directive:
    case Kind.sequenceEnd:
      return 'mark';
    case Kind.invalid:
      return 'invalid';
    default:
      return 'punctuation';
  }
}
