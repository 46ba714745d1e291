/** Bodies: attributes and blocks, and how to find the next one behind a broken one. */
import { type Span, span } from '../../../base';
import type { ProblemReason } from '../../../reasons';
import { Kind } from '../scanner/kind';
import type { Attribute, Block, Body, Expression, Name } from '../tree/tree';
import type { Cursor } from './cursor';
import { invalid } from './invalid';
import { takeName } from './name';
import { skipItem } from './recovery';
import { parseLabel } from './template';

/** `names` is filled only where there are so many attributes that looking through them would be slow. */
type Items = { readonly attributes: Attribute[]; readonly blocks: Block[]; names: Set<string> | undefined };

const MANY_ATTRIBUTES = 16;

/** So many tokens are read within a few milliseconds. */
const tokensInSlice = 20_000;

/** Yields between top-level items: a long file keeps nobody waiting. */
export function* parseFileBody(cursor: Cursor): Generator<void, Body> {
  const items = noItems();
  let pauseAt = tokensInSlice;
  while (cursor.kind !== Kind.end) {
    if (cursor.index > pauseAt) {
      pauseAt = cursor.index + tokensInSlice;
      yield;
    }
    if (cursor.kind === Kind.closeBrace) unexpectedBrace(cursor);
    else if (!cursor.take(Kind.restart)) parseItem(cursor, items);
  }
  return bodyOf(items, span(0, cursor.text.length));
}

function unexpectedBrace(cursor: Cursor): void {
  cursor.problem(cursor.tokenSpan, { kind: 'stray-brace' });
  cursor.advance();
}

function noItems(): Items {
  return { attributes: [], blocks: [], names: undefined };
}

function bodyOf({ attributes, blocks }: Items, at: Span): Body {
  return { attributes, blocks, span: at };
}

function parseItem(cursor: Cursor, items: Items): void {
  if (cursor.take(Kind.newline)) return;
  if (cursor.kind === Kind.identifier) parseNamedItem(cursor, items);
  else unexpectedItem(cursor);
}

function parseNamedItem(cursor: Cursor, items: Items): void {
  const name = takeName(cursor);
  if (cursor.kind === Kind.assign) addAttribute(cursor, items, name);
  else if (beginsBlock(cursor.kind)) items.blocks.push(parseBlock(cursor, name));
  else {
    cursor.problem(name.span, { kind: 'definition-missing', name: name.text });
    skipItem(cursor);
  }
}

function unexpectedItem(cursor: Cursor): void {
  cursor.problem(cursor.tokenSpan, { kind: cursor.kind === Kind.openComment ? 'unclosed-comment' : 'item-missing' });
  cursor.advance();
  skipItem(cursor);
}

function beginsBlock(kind: number): boolean {
  return kind === Kind.openQuote || kind === Kind.openBrace || kind === Kind.identifier;
}

function addAttribute(cursor: Cursor, items: Items, name: Name): void {
  if (isTaken(items, name.text)) cursor.problem(name.span, { kind: 'already-set', name: name.text });
  items.names?.add(name.text);
  items.attributes.push(parseAttribute(cursor, name));
  endItem(cursor, { kind: 'value-line-break-missing' });
}

function isTaken(items: Items, name: string): boolean {
  if (items.names) return items.names.has(name);
  for (const attribute of items.attributes) {
    if (attribute.name.text === name) return true;
  }
  if (items.attributes.length >= MANY_ATTRIBUTES) items.names = new Set(items.attributes.map((it) => it.name.text));
  return false;
}

function parseAttribute(cursor: Cursor, name: Name): Attribute {
  const assign = cursor.tokenSpan;
  cursor.advance();
  const value = endsItem(cursor.kind) ? missingValue(cursor, assign) : cursor.parseExpression();
  return { name, value, span: span(name.span.start, Math.max(assign.end, value.span.end)) };
}

function missingValue(cursor: Cursor, assign: Span): Expression {
  cursor.problem(assign, { kind: 'value-after-equals-missing' });
  return invalid({ kind: 'value-missing' }, span(assign.end, assign.end));
}

function endsItem(kind: number): boolean {
  return kind === Kind.newline || kind === Kind.end || kind === Kind.restart || kind === Kind.closeBrace;
}

/** An item ends with its line; the file's end will do. */
function endItem(cursor: Cursor, reason: ProblemReason): void {
  if (cursor.take(Kind.newline) || cursor.kind === Kind.end) return;
  if (cursor.kind !== Kind.restart) cursor.problem(cursor.tokenSpan, reason);
  skipItem(cursor);
}

function parseBlock(cursor: Cursor, type: Name): Block {
  const labels = parseLabels(cursor);
  const header = span(type.span.start, labels.at(-1)?.span.end ?? type.span.end);
  if (cursor.kind !== Kind.openBrace) {
    const at = endsItem(cursor.kind) ? header : cursor.tokenSpan;
    cursor.problem(at, { kind: 'block-without-brace', type: type.text });
    skipItem(cursor);
    return { type, labels, header, body: emptyBody(header.end), span: header };
  }
  const body = parseBlockBody(cursor, type);
  endItem(cursor, { kind: 'block-line-break-missing' });
  return { type, labels, header, body, span: span(header.start, body.span.end) };
}

function emptyBody(at: number): Body {
  return { attributes: [], blocks: [], span: span(at, at) };
}

function parseLabels(cursor: Cursor): readonly Name[] {
  const labels: Name[] = [];
  for (;;) {
    if (cursor.kind === Kind.identifier) labels.push(takeName(cursor));
    else if (cursor.kind === Kind.openQuote) labels.push(parseLabel(cursor));
    else return labels;
  }
}

/** The span of a block's body includes its braces. */
function parseBlockBody(cursor: Cursor, type: Name): Body {
  const start = cursor.start;
  if (!cursor.descend()) {
    skipItem(cursor);
    return { ...emptyBody(start), span: span(start, cursor.previousEnd) };
  }
  cursor.advance();
  const items = noItems();
  if (cursor.kind === Kind.newline || cursor.kind === Kind.end) parseLines(cursor, items);
  else if (cursor.kind !== Kind.closeBrace) parseOneLine(cursor, items);
  if (!cursor.take(Kind.closeBrace)) notClosed(cursor, type);
  cursor.ascend();
  return bodyOf(items, span(start, cursor.previousEnd));
}

function parseLines(cursor: Cursor, items: Items): void {
  while (cursor.kind !== Kind.closeBrace && cursor.kind !== Kind.end && cursor.kind !== Kind.restart) {
    parseItem(cursor, items);
  }
}

function notClosed(cursor: Cursor, type: Name): void {
  cursor.problem(type.span, { kind: 'unclosed-block', type: type.text });
}

/** `name { a = 1 }`: a block on one line holds one argument and no block. */
function parseOneLine(cursor: Cursor, items: Items): void {
  if (cursor.kind === Kind.identifier && cursor.kindAfter === Kind.assign) {
    items.attributes.push(parseAttribute(cursor, takeName(cursor)));
    if (cursor.kind === Kind.closeBrace) return;
  }
  if (cursor.kind === Kind.end || cursor.kind === Kind.restart) return;
  cursor.problem(cursor.tokenSpan, { kind: 'one-line-block' });
  skipRest(cursor, items);
}

/** Reads on as if the rest were on lines of its own. */
function skipRest(cursor: Cursor, items: Items): void {
  if (cursor.kind === Kind.comma) cursor.advance();
  parseLines(cursor, items);
}
