/** Where a new attribute or item goes, and how its lines are indented. */
import { type Span, span } from '../../../base';
import { indentation, lineBreak, lineEnd, lineStart } from '../tree/lines';
import type { Plain } from '../tree/plain';
import type { Attribute, Block, ObjectExpression, TupleExpression } from '../tree/tree';

export type NewItem = { readonly name: string; readonly value: Plain };
/** `text` is the value as HCL. */
export type Line = { readonly name: string; readonly text: string };
export type Insertion = { readonly at: Span; readonly text: string };

export function addLines(text: string, block: Block, item: Line): Insertion {
  const last = block.body.attributes.at(-1);
  const outer = indentation(text, block.span.start);
  if (last && lineStart(text, last.span.start) !== lineStart(text, block.body.span.start)) {
    return afterLine(text, last, item);
  }
  const lines = [...(last ? [text.slice(last.span.start, last.span.end)] : []), `${item.name} = ${item.text}`];
  const written = lines.map((line) => `${lineBreak(text)}${outer}  ${line}`).join('');
  return intoBraces(text, block, written);
}

function afterLine(text: string, last: Attribute, item: Line): Insertion {
  const end = lineEnd(text, last.span.end);
  const name = item.name.padEnd(assignColumn(text, last), ' ');
  const line = `${indentation(text, last.span.start)}${name} = ${item.text}`;
  return { at: span(end, end), text: lineBreak(text) + line };
}

/** The width of the names above, where their `=` stand in a column. */
function assignColumn(text: string, { name }: Attribute): number {
  return text.indexOf('=', name.span.end) - 1 - name.span.start;
}

/** A body on one line is spread over several; any other keeps its lines below the new one. */
function intoBraces(text: string, block: Block, written: string): Insertion {
  const { start, end } = block.body.span;
  const isOneLine = lineStart(text, start) === lineStart(text, end);
  if (!isOneLine) return { at: span(start + 1, start + 1), text: written };
  return { at: span(start, end), text: `{${written}${lineBreak(text)}${indentation(text, block.span.start)}}` };
}

/** `written` is the new item's text. Items of objects on lines of their own may do without commas. */
export function addToList(text: string, list: TupleExpression | ObjectExpression, written: string): Insertion {
  const last = list.items.at(-1);
  if (!last) return emptyList(list, written);
  const comma = commaAfter(text, last.span.end, list.span.end);
  const isOwnLine = lineStart(text, last.span.start) !== lineStart(text, list.span.start);
  const needsComma = comma === undefined && (list.kind === 'tuple' || !isOwnLine || usesCommas(text, list));
  const start = comma ?? last.span.end;
  const separator = isOwnLine ? lineBreak(text) + indentation(text, last.span.start) : ' ';
  const isTrailing = isOwnLine && comma !== undefined;
  return { at: span(start, start), text: `${needsComma ? ',' : ''}${separator}${written}${isTrailing ? ',' : ''}` };
}

function emptyList(list: TupleExpression | ObjectExpression, written: string): Insertion {
  return { at: list.span, text: list.kind === 'tuple' ? `[${written}]` : `{ ${written} }` };
}

function usesCommas(text: string, { items }: TupleExpression | ObjectExpression): boolean {
  const [first, second] = items;
  return first !== undefined && second !== undefined && text.slice(first.span.end, second.span.start).includes(',');
}

/** Behind the comma that follows the last item, if one does. */
function commaAfter(text: string, start: number, end: number): number | undefined {
  const between = text.slice(start, end);
  return /^\s*,/.test(between) ? start + between.indexOf(',') + 1 : undefined;
}
