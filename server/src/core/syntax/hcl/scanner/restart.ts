/** What tells, in text that is broken, that something open was never closed. Never asked about sound text. */
import { Code, wordEnd } from './characters';

/** https://developer.hashicorp.com/terraform/language and, for `.tftest.hcl`, https://developer.hashicorp.com/terraform/language/tests */
const topLevelTypes: ReadonlySet<string> = new Set([
  'check',
  'data',
  'ephemeral',
  'import',
  'locals',
  'module',
  'moved',
  'output',
  'provider',
  'removed',
  'resource',
  'run',
  'terraform',
  'variable',
]);

/** A known block type at the start of a line, with labels and `{` behind it on that line. */
export function beginsTopLevelBlock(text: string, start: number): boolean {
  const end = wordEnd(text, start);
  if (end === start || !topLevelTypes.has(text.slice(start, end))) return false;
  return text.charCodeAt(afterLabels(text, end)) === Code.openBrace;
}

function afterLabels(text: string, start: number): number {
  let position = blanks(text, start);
  while (position < text.length) {
    const end = labelEnd(text, position);
    if (end === position) break;
    position = blanks(text, end);
  }
  return position;
}

function labelEnd(text: string, start: number): number {
  if (text.charCodeAt(start) !== Code.quote) return wordEnd(text, start);
  for (let position = start + 1; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === Code.quote) return position + 1;
    if (code === Code.lineFeed || code === Code.dollar || code === Code.backslash) break;
  }
  return start;
}

/**
 * Whether the line at `start` cannot go on inside the `${` of a quoted string: it sets an attribute, or holds nothing
 * but a closing brace.
 */
export function endsSequenceEarly(text: string, start: number): boolean {
  const first = blanks(text, start);
  if (text.charCodeAt(first) === Code.closeBrace) return isLineEnd(text, blanks(text, first + 1));
  return beginsAttribute(text, start);
}

/** `name =` behind blanks, and neither `name ==` nor `name =>`. */
export function beginsAttribute(text: string, start: number): boolean {
  const first = blanks(text, start);
  const end = wordEnd(text, first);
  if (end === first) return false;
  const assign = blanks(text, end);
  const next = text.charCodeAt(assign + 1);
  return text.charCodeAt(assign) === Code.assign && next !== Code.assign && next !== Code.greater;
}

function isLineEnd(text: string, position: number): boolean {
  const code = text.charCodeAt(position);
  return Number.isNaN(code) || code === Code.lineFeed || code === Code.carriageReturn;
}

function blanks(text: string, start: number): number {
  let position = start;
  while (text.charCodeAt(position) === Code.space || text.charCodeAt(position) === Code.tab) position++;
  return position;
}
