/**
 * A JSON string is a template: first JSON's escapes are resolved, then the result is read as HCL reads a template file.
 * The tree's spans are led back through the escapes to the file.
 */
import { type Span, span } from '../../../base';
import { Cursor } from '../parser/cursor';
import { withoutTemplateEscapes } from '../parser/escapes';
import { parseExpression } from '../parser/expression';
import { parseBareTemplate } from '../parser/template';
import { scanTemplate } from '../scanner/scan';
import type { Template, TemplatePart } from '../tree/tree';
import type { JsonContext } from './expression';

/** `at` is the string with its quotes. */
export function jsonTemplate(context: JsonContext, at: Span): Template {
  const raw = context.file.text.slice(at.start + 1, isClosed(context.file.text, at) ? at.end - 1 : at.end);
  const inner = span(at.start + 1, at.start + 1 + raw.length);
  return { kind: 'template', quote: 'quoted', parts: partsOf(context, raw, inner), span: at };
}

function isClosed(text: string, at: Span): boolean {
  return at.end - at.start > 1 && text.charAt(at.end - 1) === '"';
}

function partsOf(context: JsonContext, raw: string, at: Span): readonly TemplatePart[] {
  if (raw === '') return [];
  const decoded = raw.includes('\\') ? decode(raw) : { text: raw, offsets: undefined };
  if (!mayHoldSequence(decoded.text)) return [{ kind: 'text', value: withoutTemplateEscapes(decoded.text), span: at }];
  const offsetOf = (offset: number) => at.start + (decoded.offsets?.[offset] ?? offset);
  const { text } = decoded;
  const { path } = context.file;
  const cursor = new Cursor({ path, text, tokens: scanTemplate(text), mode: 'exact', parseExpression });
  const parts = parseBareTemplate(cursor);
  for (const { at: where, reason } of cursor.problems) {
    const [start, end] = [offsetOf(where.start), offsetOf(where.end)];
    context.problems.push({ at: { path: context.file.path, start, end }, reason });
  }
  return withShiftedSpans(parts, offsetOf);
}

function mayHoldSequence(text: string): boolean {
  return text.includes('${') || text.includes('%{');
}

type Decoded = { readonly text: string; readonly offsets: readonly number[] };

/** `offsets` tells for each character of the result, and its end, where it comes from. */
function decode(raw: string): Decoded {
  let text = '';
  const offsets: number[] = [];
  let position = 0;
  while (position < raw.length) {
    const { character, length } = characterAt(raw, position);
    offsets.push(position);
    text += character;
    position += length;
  }
  return { text, offsets: [...offsets, raw.length] };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function characterAt(raw: string, position: number): { readonly character: string; readonly length: number } {
  if (raw.charAt(position) !== '\\') return { character: raw.charAt(position), length: 1 };
  const selector = raw.charAt(position + 1);
  const hex = raw.slice(position + 2, position + 6);
  if (selector === 'u' && /^[\da-fA-F]{4}$/.test(hex)) {
    return { character: String.fromCharCode(Number.parseInt(hex, 16)), length: 6 };
  }
  return { character: escapes.get(selector) ?? (selector === '' ? '\\' : selector), length: 2 };
}

/** A copy with every span led through `offsetOf`. */
function withShiftedSpans<T>(node: T, offsetOf: (offset: number) => number): T {
  if (typeof node !== 'object' || node === null) return node;
  const copy = Array.isArray(node)
    ? node.map((item) => withShiftedSpans(item, offsetOf))
    : Object.fromEntries(Object.entries(node).map(([key, value]) => [key, shiftedField(key, value, offsetOf)]));
  // The copy has the fields of the original, one by one, with only numbers of spans changed.
  return copy as T;
}

function shiftedField(key: string, value: unknown, offsetOf: (offset: number) => number): unknown {
  if ((key === 'start' || key === 'end') && typeof value === 'number') return offsetOf(value);
  return withShiftedSpans(value, offsetOf);
}
