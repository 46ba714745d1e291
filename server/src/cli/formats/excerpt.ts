/** The line that a finding stands on, with carets below what is meant. */
import type { LineIndex } from '../../core/base';
import { codeLine, widthOf } from '../../core/features/report';
import type { PlacedRange } from '../input/places';

/** A generated file may be one line of a megabyte; nobody reads more than this around the place. */
const widest = 240;
const behindCut = 80;

export type Excerpt = { readonly line: string; readonly blanks: string; readonly carets: string };

export function excerptOf(text: string, lines: LineIndex, range: PlacedRange): Excerpt {
  const start = lines.offsetOf({ line: range.line - 1, column: 0 });
  const whole = text.slice(start, lines.offsetOf({ line: range.line, column: 0 })).replace(/[\r\n]+$/, '');
  const end = range.endLine === range.line ? range.endColumn : whole.length + 1;
  const from = whole.length <= widest ? 0 : Math.max(0, range.column - 1 - behindCut);
  const line = whole.slice(from, from + widest);
  const column = range.column - 1 - from;
  const marked = line.slice(column, column + Math.max(1, end - range.column));
  const [cutBefore, cutBehind] = [from > 0 ? '…' : '', from + widest < whole.length ? '…' : ''];
  const shown = codeLine(line);
  const before = codeLine(line.slice(0, column));
  return {
    line: `${cutBefore}${shown}${cutBehind}`,
    blanks: `${cutBefore && ' '}${blanksFor(before)}`,
    carets: '^'.repeat(Math.max(1, widthOf(codeLine(line.slice(0, column) + marked)) - widthOf(before))),
  };
}

/** As wide as the text: a tab is a tab. */
function blanksFor(text: string): string {
  return text
    .split('\t')
    .map((part) => ' '.repeat(widthOf(part)))
    .join('\t');
}
