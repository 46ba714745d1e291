/** Operators and marks. */
import { Code } from './characters';
import { Kind } from './kind';

const single = new Uint8Array(128).fill(Kind.invalid);
single[Code.openParen] = Kind.openParen;
single[Code.closeParen] = Kind.closeParen;
single[Code.openBracket] = Kind.openBracket;
single[Code.closeBracket] = Kind.closeBracket;
single[Code.comma] = Kind.comma;
single[Code.dot] = Kind.dot;
single[Code.colon] = Kind.colon;
single[Code.question] = Kind.question;
single[Code.bang] = Kind.bang;
single[Code.less] = Kind.less;
single[Code.greater] = Kind.greater;
single[Code.assign] = Kind.assign;
single[Code.plus] = Kind.plus;
single[Code.minus] = Kind.minus;
single[Code.star] = Kind.star;
single[Code.percent] = Kind.percent;

/** Where the mark at `start` ends. */
export function punctuationEnd(text: string, start: number): number {
  const code = text.charCodeAt(start);
  const next = text.charCodeAt(start + 1);
  if (code >= 128) return start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
  if (code === Code.dot && next === Code.dot && text.charCodeAt(start + 2) === Code.dot) return start + 3;
  return start + (doubleMark(code, next) === undefined ? 1 : 2);
}

/** The kind of the mark between two offsets; a character HCL has no use for is `invalid`. */
export function punctuationKind(text: string, start: number, end: number): number {
  const code = text.charCodeAt(start);
  if (code >= 128) return Kind.invalid;
  if (end - start === 3) return Kind.ellipsis;
  const double = end - start === 2 ? doubleMark(code, text.charCodeAt(start + 1)) : undefined;
  return double ?? single[code] ?? Kind.invalid;
}

function doubleMark(code: number, next: number): number | undefined {
  if (next === Code.assign) return beforeAssign(code);
  if (code === Code.assign && next === Code.greater) return Kind.arrow;
  if (code !== next) return undefined;
  if (code === Code.ampersand) return Kind.and;
  if (code === Code.pipe) return Kind.or;
  return code === Code.colon ? Kind.doubleColon : undefined;
}

function beforeAssign(code: number): number | undefined {
  if (code === Code.assign) return Kind.equal;
  if (code === Code.bang) return Kind.notEqual;
  if (code === Code.less) return Kind.lessEqual;
  return code === Code.greater ? Kind.greaterEqual : undefined;
}
