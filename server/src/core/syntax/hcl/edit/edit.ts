/**
 * Edits of one file, made where the author wrote. Every function answers with edits that leave the rest of the text
 * alone, or with none where the place holds nothing of the kind.
 */
import { locationIn, type Span, span, type TextEdit } from '../../../base';
import { isJson } from '../json/parse-json';
import { lineBreak } from '../tree/lines';
import { keyText, type Plain, plainText } from '../tree/plain';
import type { Block, File, ObjectExpression, TupleExpression } from '../tree/tree';
import { addLines, addToList, type NewItem } from './add';
import { addJson, removeJson } from './json';
import { removeLines, removeListItem } from './remove';
import { replacementAt } from './string';
import { pathTo, type Removable, removableAt } from './target';

/** A tree and the very text it was read from. */
export type Source = { readonly file: File; readonly text: string };

/** Replaces the string, label, bare key or attribute name at a span by another value, in the same style; a number by a string. */
export function replaceString(source: Source, at: Span, value: string): readonly TextEdit[] {
  const replacement = replacementAt(source, at, value);
  return replacement ? [edit(source, replacement.at, replacement.text)] : [];
}

/** Writes other HCL for exactly the expression, attribute or name at a span; in JSON, where expressions are strings, nothing. */
export function replaceNode(source: Source, at: Span, text: string): readonly TextEdit[] {
  const node = pathTo(source.file, at).at(-1)?.node;
  const isNode = node?.span.start === at.start && node.span.end === at.end;
  return isNode && !isJson(source.file.path) ? [edit(source, at, text)] : [];
}

/** Removes the block, attribute, object item or tuple item at a span, with its comma or its lines. */
export function remove(source: Source, at: Span): readonly TextEdit[] {
  const target = removableAt(source.file, at);
  if (!target) return [];
  if (isJson(source.file.path)) return removeJson(source, target.at);
  return [edit(source, removalOf(source, target), '')];
}

function removalOf({ text }: Source, target: Removable): Span {
  return target.siblings ? removeListItem(text, target.at, target.siblings) : removeLines(text, target.at);
}

/** Writes `name = value` behind the block's last attribute. */
export function addAttribute(source: Source, block: Block, item: NewItem): readonly TextEdit[] {
  if (isJson(source.file.path)) return addJson(source, block.body.span, item);
  const { at, text } = addLines(source.text, block, { name: item.name, text: plainText(item.value) });
  return [edit(source, at, text)];
}

/** Writes lines of HCL, as they are given, behind the outermost block around a span. JSON gets none. */
export function addBlock(source: Source, at: Span, text: string): readonly TextEdit[] {
  const [outermost] = pathTo(source.file, at);
  if (outermost?.kind !== 'block' || isJson(source.file.path)) return [];
  const { end } = outermost.node.span;
  const lines = `\n\n${text}`.replaceAll('\n', lineBreak(source.text));
  return [edit(source, span(end, end), lines)];
}

/** Writes another item behind the object's last one. */
export function addObjectItem(source: Source, object: ObjectExpression, item: NewItem): readonly TextEdit[] {
  if (isJson(source.file.path)) return addJson(source, object.span, item);
  const written = `${keyText(item.name)} = ${plainText(item.value)}`;
  const { at, text } = addToList(source.text, object, written);
  return [edit(source, at, text)];
}

/** Writes another item behind the tuple's last one. */
export function addTupleItem(source: Source, tuple: TupleExpression, value: Plain): readonly TextEdit[] {
  if (isJson(source.file.path)) return addJson(source, tuple.span, { name: undefined, value });
  const { at, text } = addToList(source.text, tuple, plainText(value));
  return [edit(source, at, text)];
}

function edit({ file }: Source, at: Span, text: string): TextEdit {
  return { ...locationIn(file.path, span(at.start, at.end)), text };
}
