/** Changes to YAML that keep the author's style: quotes, indentation, block or flow, line ends. */
import { locationIn, type TextEdit } from '../../base';
import type { Entry, File, Mapping, Node, Scalar, Sequence } from './tree';

/** Keeps the quotes where there are some; adds them where the new text would not be read as text. */
export function replaceScalar(file: File, scalar: Scalar, text: string): TextEdit {
  const written = file.text.slice(scalar.span.start, scalar.span.end);
  return { ...locationIn(file.path, scalar.span), text: scalarText(text, written.charAt(0)) };
}

/** A block entry goes with its lines, a flow entry with its comma. The last entry leaves `{}` behind. */
export function removeEntry(file: File, mapping: Mapping, entry: Entry): TextEdit {
  if (mapping.entries.length === 1) return { ...locationIn(file.path, mapping.span), text: '{}' };
  return remove(
    file,
    mapping,
    mapping.entries.map((it) => it.span),
    mapping.entries.indexOf(entry),
  );
}

/** As `removeEntry`; the last item leaves `[]` behind. */
export function removeItem(file: File, sequence: Sequence, index: number): TextEdit {
  if (sequence.items.length === 1) return { ...locationIn(file.path, sequence.span), text: '[]' };
  return remove(
    file,
    sequence,
    sequence.items.map((it) => it.span),
    index,
  );
}

/** Adds `key: value` as the last entry; `value` is YAML as it shall stand. */
export function addEntry(file: File, mapping: Mapping, key: string, value: string): TextEdit {
  const keyText = scalarText(key, '');
  if (isFlow(file, mapping)) return addInFlow(file, mapping, `${keyText}: ${value}`);
  return addLine(file, mapping, `${keyText}: ${value}`);
}

/** Adds an item at the end; `value` is YAML as it shall stand. */
export function addItem(file: File, sequence: Sequence, value: string): TextEdit {
  return isFlow(file, sequence) ? addInFlow(file, sequence, value) : addLine(file, sequence, `- ${value}`);
}

/** The text as a scalar; `quote` is the mark the author used, or another letter. */
export function scalarText(text: string, quote: string): string {
  if (quote === '"') return JSON.stringify(text);
  if (quote === "'" && !/[\n\r\t]/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return isPlain(text) ? text : JSON.stringify(text);
}

/** Whether every reader takes the bare text for a string: no number, date, boolean or null of any YAML version. */
function isPlain(text: string): boolean {
  if (!/^[A-Za-z_/][\w./+@=-]*( [\w./+@=-]+)*$/.test(text)) return false;
  return !/^(y|yes|n|no|on|off|true|false|null|nan|inf)$/i.test(text);
}

function isFlow(file: File, node: Node): boolean {
  const first = file.text.charAt(node.span.start);
  return first === '{' || first === '[';
}

type Spans = readonly { readonly start: number; readonly end: number }[];

function remove(file: File, parent: Node, parts: Spans, index: number): TextEdit {
  const part = parts[index];
  if (!part) return { path: file.path, start: parent.span.start, end: parent.span.start, text: '' };
  if (isFlow(file, parent)) return removeInFlow(file, parts, index, part);
  return removeLines(file, parent, part);
}

/** From the previous part's end, or up to the next one's start, so that exactly one comma goes. */
function removeInFlow(file: File, parts: Spans, index: number, part: Spans[number]): TextEdit {
  const next = parts[index + 1];
  const previous = parts[index - 1];
  if (next) return { path: file.path, start: part.start, end: next.start, text: '' };
  return { path: file.path, start: previous?.end ?? part.start, end: part.end, text: '' };
}

/** Whole lines, unless the part shares its first line with the key or dash it belongs to (`- a: 1`, then it starts there). */
function removeLines(file: File, parent: Node, part: Spans[number]): TextEdit {
  const lineStart = file.text.lastIndexOf('\n', part.start - 1) + 1;
  const lead = file.text.slice(lineStart, part.start);
  const end = lineEndAfter(file.text, part.end);
  if (/^\s*(- *)?$/.test(lead) && (parent.kind === 'sequence' || /^\s*$/.test(lead))) {
    return { path: file.path, start: lineStart, end, text: '' };
  }
  const nextLine = /^[ \t]*/.exec(file.text.slice(end))?.[0].length ?? 0;
  return { path: file.path, start: part.start, end: end + nextLine, text: '' };
}

function lineEndAfter(text: string, offset: number): number {
  const newline = text.indexOf('\n', Math.max(0, offset - (text.charAt(offset - 1) === '\n' ? 1 : 0)));
  return newline === -1 ? text.length : newline + 1;
}

function addInFlow(file: File, parent: Mapping | Sequence, text: string): TextEdit {
  const last = parent.kind === 'mapping' ? parent.entries.at(-1) : parent.items.at(-1);
  const at = last ? last.span.end : parent.span.start + 1;
  return { path: file.path, start: at, end: at, text: last ? `, ${text}` : text };
}

/** Behind the last line of the last part, in the column of the first one. */
function addLine(file: File, parent: Mapping | Sequence, text: string): TextEdit {
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  const column = parent.span.start - (file.text.lastIndexOf('\n', parent.span.start - 1) + 1);
  const at = lineEndAfter(file.text, trimmedEnd(file.text, parent.span.end));
  const before = at === file.text.length && !file.text.endsWith('\n') ? newline : '';
  return { path: file.path, start: at, end: at, text: `${before}${' '.repeat(column)}${text}${newline}` };
}

function trimmedEnd(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}
