/** Which keys and items surround a place in the file: what completion, hover and symbols ask. */
import type { Document, Entry, File, Mapping, Node, Sequence } from './tree';

export type Step =
  | { readonly kind: 'entry'; readonly mapping: Mapping; readonly entry: Entry; readonly key: string }
  | { readonly kind: 'item'; readonly sequence: Sequence; readonly index: number };

export type PathAt = {
  readonly document: Document;
  /** From the root inwards. */
  readonly steps: readonly Step[];
  /** The innermost node at the place, or the one it would be added to (a blank line inside a mapping). */
  readonly node: Node | undefined;
  /** Whether `node` is the key of the last step rather than its value. */
  readonly on: 'key' | 'value';
};

/** A blank line belongs to the mapping whose keys stand left of the cursor, or in its column. */
export function pathAt(file: File, offset: number): PathAt | undefined {
  const document = documentAt(file, offset);
  if (!document) return undefined;
  const start: PathAt = { document, steps: [], node: document.root, on: 'value' };
  return document.root ? descend(start, document.root, { text: file.text, offset }) : start;
}

type Cursor = { readonly text: string; readonly offset: number };

function documentAt(file: File, offset: number): Document | undefined {
  return file.documents.findLast((document) => document.span.start <= offset) ?? file.documents[0];
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function descend(found: PathAt, node: Node, cursor: Cursor): PathAt {
  if (node.kind === 'mapping') return inMapping(found, node, cursor);
  if (node.kind === 'sequence') return inSequence(found, node, cursor);
  return found;
}

function inMapping(found: PathAt, mapping: Mapping, cursor: Cursor): PathAt {
  const entry = mapping.entries.findLast((it) => it.span.start <= cursor.offset);
  if (!entry) return found;
  const step: Step = { kind: 'entry', mapping, entry, key: entry.key.kind === 'scalar' ? entry.key.text : '' };
  const steps = [...found.steps, step];
  if (cursor.offset <= entry.key.span.end) return { ...found, steps, node: entry.key, on: 'key' };
  if (cursor.offset > entry.span.end && !belongsTo(entry.span.start, cursor)) return found;
  return intoValue({ ...found, steps, node: entry.value, on: 'value' }, entry, cursor);
}

/** An aliased value stands elsewhere: its parts are not at this place. */
function intoValue(found: PathAt, { span, value }: Entry, cursor: Cursor): PathAt {
  return value.span.start < span.start || value.span.end > span.end ? found : descend(found, value, cursor);
}

function inSequence(found: PathAt, sequence: Sequence, cursor: Cursor): PathAt {
  const index = sequence.items.findLastIndex((it) => it.span.start <= cursor.offset);
  const item = sequence.items[index];
  if (!item || (cursor.offset > item.span.end && !belongsTo(item.span.start, cursor, 'in-column'))) return found;
  return descend({ ...found, steps: [...found.steps, { kind: 'item', sequence, index }], node: item }, item, cursor);
}

/** Below its end, what stands further right than its first letter is still part of an entry. */
function belongsTo(start: number, { text, offset }: Cursor, edge: 'right-of' | 'in-column' = 'right-of'): boolean {
  const column = columnOf(text, offset);
  const own = columnOf(text, start);
  return edge === 'in-column' ? column >= own : column > own;
}
