/** Edits of the JSON syntax, with the commas and indentation that JSON wants. */
import { type Edit, findNodeAtOffset, getNodePath, type JSONPath, modify, type Node, parseTree } from 'jsonc-parser';
import type { Span, TextEdit } from '../../../base';
import { exceedsDepth } from '../json/depth';
import { lineBreak } from '../tree/lines';
import { type Plain, plainJson } from '../tree/plain';
import type { Source } from './edit';

/** `name` is `undefined` for an item of an array. */
export type JsonItem = { readonly name: string | undefined; readonly value: Plain };

/** Removes the property or array item whose value, name or whole is at the span, with the comma on one of its sides. */
export function removeJson({ file, text }: Source, at: Span): readonly TextEdit[] {
  const node = nodeAt(text, at);
  const item = node?.parent?.type === 'property' ? node.parent : node;
  return item?.parent ? [{ path: file.path, ...withComma(item, item.parent.children ?? []), text: '' }] : [];
}

/** JSON has no trailing comma: the last item goes with the comma before it. */
function withComma(item: Node, siblings: readonly Node[]): Span {
  const index = siblings.indexOf(item);
  const end = item.offset + item.length;
  const next = siblings[index + 1];
  if (next) return { start: item.offset, end: next.offset };
  const previous = siblings[index - 1];
  return { start: previous ? previous.offset + previous.length : item.offset, end };
}

export function addJson(source: Source, container: Span, item: JsonItem): readonly TextEdit[] {
  const node = nodeAt(source.text, container);
  return node ? insert(source, [...getNodePath(node), item.name ?? -1], plainJson(item.value)) : [];
}

function nodeAt(text: string, at: Span): Node | undefined {
  if (exceedsDepth(text) !== undefined) return undefined;
  const root = parseTree(text);
  return root && owner(findNodeAtOffset(root, at.start), at);
}

/** The name of a property stands for its value, and so does a property as a whole. */
function owner(node: Node | undefined, at: Span): Node | undefined {
  let found = node;
  while (found?.parent && found.offset + found.length < at.end) found = found.parent;
  if (found?.type === 'property') return found.children?.[1];
  const { parent } = found ?? {};
  return parent?.type === 'property' && parent.children?.[0] === found ? parent.children?.[1] : found;
}

/** Only new text on lines of its own is laid out; the library would otherwise lay out everything around it anew. */
function insert({ file, text }: Source, path: JSONPath, value: unknown): readonly TextEdit[] {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: lineBreak(text) };
  const options = { isArrayInsertion: path.at(-1) === -1, ...(text.includes('\n') ? { formattingOptions } : {}) };
  return modify(text, path, value, options).map(({ offset, length, content }: Edit) => ({
    path: file.path,
    start: offset,
    end: offset + length,
    text: content,
  }));
}
