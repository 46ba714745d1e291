/** The line that a finding stands on, with carets below what is meant. */
import type { LineIndex } from '../../core/base';
import { sameWidth } from '../../core/features/report';
import type { PlacedRange } from '../input/places';

/** A generated file may be one line of a megabyte; nobody reads more than this around the place. */
const widest = 240;
const before = 80;

export type Excerpt = { readonly line: string; readonly blanks: string; readonly carets: string };

export function excerptOf(text: string, lines: LineIndex, range: PlacedRange): Excerpt {
  const start = lines.offsetOf({ line: range.line - 1, column: 0 });
  const whole = text.slice(start, lines.offsetOf({ line: range.line, column: 0 })).replace(/[\r\n]+$/, '');
  const end = range.endLine === range.line ? range.endColumn : whole.length + 1;
  const from = whole.length <= widest ? 0 : Math.max(0, range.column - 1 - before);
  const line = whole.slice(from, from + widest);
  const column = range.column - 1 - from;
  const marked = Math.min(end - range.column, Math.max(1, line.length - column));
  return {
    line: shown(line, from > 0, from + widest < whole.length),
    blanks: `${from > 0 ? ' ' : ''}${line.slice(0, column).replaceAll(/[^\t]/g, ' ')}`,
    carets: '^'.repeat(Math.max(1, marked)),
  };
}

function shown(line: string, cutBefore: boolean, cutBehind: boolean): string {
  return `${cutBefore ? '…' : ''}${sameWidth(line)}${cutBehind ? '…' : ''}`;
}
