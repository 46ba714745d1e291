/** The composer's nodes as our tree: aliases resolved, spans kept, nothing interpreted. */
import {
  type Alias,
  type Document as ComposedDocument,
  type Node as ComposedNode,
  type Scalar as ComposedScalar,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { locationIn, type Outcome, type Problem, type Span, span } from '../../base';
import type { ProblemReason } from '../../reasons';
import type { Document, Entry, Mapping, Node, Scalar, Sequence } from './tree';

/** A walk of the tree meets an aliased node once for each alias; this bounds the whole walk, whatever the aliases do. */
export const maxNodes = 500_000;

export function convertDocument(path: string, document: ComposedDocument.Parsed): Outcome<Document> {
  const conversion: Conversion = { path, anchors: new Map(), problems: [], repeated: 0 };
  const { contents } = document;
  const root = contents === null || isAbsent(contents) ? undefined : convert(conversion, contents).node;
  const [start, end] = document.range;
  return { value: { root, span: span(start, end) }, problems: conversion.problems };
}

/** `anchors` holds `undefined` for an anchor whose node is still being read: an alias to it would be a loop. */
type Conversion = {
  readonly path: string;
  readonly anchors: Map<string, Sized | undefined>;
  readonly problems: Problem[];
  /** How many nodes the aliases bring, each as often as it is named. */
  repeated: number;
};

/** A node with the number of nodes a walk through it meets. */
type Sized = { readonly node: Node; readonly size: number };

/** An empty document has an empty scalar, as has `a:`; only the former is nothing at all. */
function isAbsent(node: ComposedNode): boolean {
  return isScalar(node) && node.source === '' && node.tag === undefined && node.type === 'PLAIN';
}

function convert(conversion: Conversion, node: ComposedNode): Sized {
  if (isAlias(node)) return resolveAlias(conversion, node);
  const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
  if (anchor !== undefined) conversion.anchors.set(anchor, undefined);
  const converted = convertOwn(conversion, node);
  if (anchor !== undefined) conversion.anchors.set(anchor, converted);
  return converted;
}

function convertOwn(conversion: Conversion, node: ComposedNode): Sized {
  if (isMap(node)) return convertMapping(conversion, node);
  if (isSeq(node)) return convertSequence(conversion, node);
  return { node: convertScalar(node), size: 1 };
}

function convertMapping(conversion: Conversion, map: YAMLMap): Sized {
  const entries: Entry[] = [];
  let size = 1;
  let lastEnd = 0;
  for (const pair of map.items) {
    const { entry, size: entrySize } = convertPair(conversion, pair, spanOf(map).start);
    entries.push(entry);
    size += entrySize;
    lastEnd = entry.span.end;
  }
  const node: Mapping = { kind: 'mapping', entries, span: spanOfAll(map, lastEnd), tag: tagOf(map) };
  return { node, size };
}

function convertPair(conversion: Conversion, pair: Pair, fallback: number): { entry: Entry; size: number } {
  const key = convertPart(conversion, pair.key, fallback);
  const value = convertPart(conversion, pair.value, key.written.end);
  const whole = span(Math.min(key.written.start, value.written.start), Math.max(key.written.end, value.written.end));
  return {
    entry: { key: key.node, value: value.node, span: whole },
    size: key.size + value.size,
  };
}

/** `written` is where the part stands here, which for an alias is not where its node stands. */
function convertPart(conversion: Conversion, part: unknown, fallback: number): Sized & { readonly written: Span } {
  if (!isMap(part) && !isSeq(part) && !isScalar(part) && !isAlias(part)) {
    const node = emptyScalar(fallback);
    return { node, size: 1, written: node.span };
  }
  const converted = convert(conversion, part);
  return { ...converted, written: isAlias(part) ? spanOf(part) : converted.node.span };
}

function convertSequence(conversion: Conversion, sequence: YAMLSeq): Sized {
  const items: Node[] = [];
  let size = 1;
  let lastEnd = 0;
  for (const item of sequence.items) {
    const converted = convertPart(conversion, item, spanOf(sequence).start);
    items.push(converted.node);
    size += converted.size;
    lastEnd = converted.written.end;
  }
  const node: Sequence = { kind: 'sequence', items, span: spanOfAll(sequence, lastEnd), tag: tagOf(sequence) };
  return { node, size };
}

function convertScalar(node: ComposedNode): Scalar {
  if (!isScalar(node)) return emptyScalar(spanOf(node).start);
  return { kind: 'scalar', style: styleOf(node), text: textOf(node), span: spanOf(node), tag: tagOf(node) };
}

function textOf(scalar: ComposedScalar): string {
  return scalar.source ?? (typeof scalar.value === 'string' ? scalar.value : '');
}

function styleOf(scalar: ComposedScalar): Scalar['style'] {
  switch (scalar.type) {
    case 'QUOTE_DOUBLE':
      return 'double-quoted';
    case 'QUOTE_SINGLE':
      return 'single-quoted';
    case 'BLOCK_FOLDED':
    case 'BLOCK_LITERAL':
      return 'block';
    default:
      return 'plain';
  }
}

function resolveAlias(conversion: Conversion, alias: Alias): Sized {
  const target = conversion.anchors.get(alias.source);
  if (target === undefined) return refuse(conversion, alias, aliasProblem(conversion, alias.source));
  conversion.repeated += target.size;
  if (conversion.repeated > maxNodes) return refuse(conversion, alias, { kind: 'aliases-multiply' });
  return target;
}

function aliasProblem({ anchors }: Conversion, name: string): ProblemReason {
  return { kind: anchors.has(name) ? 'alias-inside-itself' : 'unknown-anchor', name };
}

function refuse({ path, problems }: Conversion, alias: Alias, reason: ProblemReason): Sized {
  const written = spanOf(alias);
  problems.push({ at: locationIn(path, written), reason });
  return { node: emptyScalar(written.start), size: 1 };
}

function emptyScalar(offset: number): Scalar {
  return { kind: 'scalar', style: 'plain', text: '', span: span(offset, offset), tag: undefined };
}

function spanOf(node: ComposedNode): Span {
  const [start, valueEnd] = node.range ?? [0, 0];
  return span(start, Math.max(start, valueEnd));
}

/** A block collection ends with its last part; the composer counts the line end in. */
function spanOfAll(collection: YAMLMap | YAMLSeq, lastEnd: number): Span {
  const whole = spanOf(collection);
  return collection.flow || lastEnd < whole.start ? whole : span(whole.start, Math.min(whole.end, lastEnd));
}

/** The core schema's tags are written with two exclamation marks. */
function tagOf(node: { readonly tag?: string | undefined }): string | undefined {
  return node.tag?.replace(/^tag:yaml\.org,2002:/, '!!');
}
