/**
 * The JSON syntax of the same language (https://developer.hashicorp.com/terraform/language/syntax/json), read into the
 * same tree. Only a schema could tell a nested block from an argument, so everything inside a top-level block is an
 * attribute; a nested block is then an object, or a tuple of objects. Names and labels keep their quotes in their spans.
 */
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { type Problem, type SourceFile, type Span, span } from '../../../base';
import type { ProblemReason } from '../../../reasons';
import type { Attribute, Block, Body, Comment, File, Name } from '../tree/tree';
import { exceedsDepth } from './depth';
import { type JsonContext, keyName, propertiesOf, spanOf, valueOf } from './expression';

export function isJson(path: string): boolean {
  return path.endsWith('.json');
}

/** How many labels a block of each type has. */
const labelCounts: ReadonlyMap<string, number> = new Map([
  ['check', 1],
  ['data', 2],
  ['ephemeral', 2],
  ['import', 0],
  ['locals', 0],
  ['module', 1],
  ['moved', 0],
  ['output', 1],
  ['provider', 1],
  ['removed', 0],
  ['resource', 2],
  ['terraform', 0],
  ['variable', 1],
]);

type Items = { readonly attributes: Attribute[]; readonly blocks: Block[]; readonly names: Set<string> };

export function parseJson(file: SourceFile): File {
  const problems: Problem[] = [];
  const comments: Comment[] = [];
  const context: JsonContext = { file, problems, comments };
  const root = readTree(context);
  const items = noItems();
  for (const property of root ? propertiesOf(context, root) : []) addTopLevel(context, items, property);
  const body = { attributes: items.attributes, blocks: items.blocks, span: span(0, file.text.length) };
  return { path: file.path, body, problems: firstProblems(problems), comments };
}

/** The library's parser calls itself for each level, so depth is looked at before. */
function readTree(context: JsonContext): Node | undefined {
  const { path, text } = context.file;
  const tooDeep = exceedsDepth(text);
  if (tooDeep !== undefined) {
    context.problems.push({ at: { path, start: tooDeep, end: tooDeep + 1 }, reason: { kind: 'nested-too-deeply' } });
    return undefined;
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowEmptyContent: true });
  for (const error of onePerPlace(errors)) context.problems.push(toProblem(path, error));
  return root;
}

/** Nobody reads more of them; the text they are of is read all the same. */
const maxProblems = 1000;

function firstProblems(problems: readonly Problem[]): readonly Problem[] {
  const sorted = problems.toSorted((a, b) => a.at.start - b.at.start);
  const next = sorted[maxProblems];
  if (!next) return sorted;
  return [...sorted.slice(0, maxProblems), { at: next.at, reason: { kind: 'more-problems', limit: maxProblems } }];
}

function onePerPlace(errors: readonly ParseError[]): readonly ParseError[] {
  return errors.filter((error, index) => errors[index - 1]?.offset !== error.offset);
}

function toProblem(path: string, { error, offset, length }: ParseError): Problem {
  const reason: ProblemReason = { kind: 'invalid-json', code: printParseErrorCode(error) };
  return { at: { path, start: offset, end: offset + length }, reason };
}

function noItems(): Items {
  return { attributes: [], blocks: [], names: new Set() };
}

function addTopLevel(context: JsonContext, items: Items, property: Node): void {
  const type = keyName(property);
  const labels = labelCounts.get(type.text);
  if (context.file.path.endsWith('.tfvars.json') || labels === undefined) addAttribute(context, items, property);
  else addBlocks(context, items, { type, labels: [], missing: labels, value: property.children?.[1] });
}

function addAttribute(context: JsonContext, items: Items, property: Node): void {
  const name = keyName(property);
  if (items.names.has(name.text)) report(context, name.span, { kind: 'already-set', name: name.text });
  items.names.add(name.text);
  items.attributes.push({ name, value: valueOf(context, property), span: spanOf(property) });
}

function report(context: JsonContext, at: Span, reason: ProblemReason): void {
  context.problems.push({ at: { path: context.file.path, ...at }, reason });
}

type Header = {
  readonly type: Name;
  readonly labels: readonly Name[];
  readonly missing: number;
  readonly value: Node | undefined;
};

/** Objects, or arrays of objects, hold one label after the other, and then the bodies. */
function addBlocks(context: JsonContext, items: Items, header: Header): void {
  const { value, labels, missing } = header;
  if (!value || value.type === 'null') return;
  if (value.type !== 'object' && value.type !== 'array') {
    report(context, spanOf(value), { kind: 'block-object-expected', type: header.type.text });
  } else if (missing > 0) {
    for (const property of propertiesOf(context, value)) {
      const label = keyName(property);
      addBlocks(context, items, {
        ...header,
        labels: [...labels, label],
        missing: missing - 1,
        value: property.children?.[1],
      });
    }
  } else for (const body of bodiesOf(value)) addBlock(context, items, header, body);
}

function bodiesOf(value: Node): readonly Node[] {
  return value.type === 'array' ? (value.children ?? []) : [value];
}

function addBlock(context: JsonContext, items: Items, { type, labels }: Header, value: Node): void {
  const body = bodyOf(context, value);
  const header = (labels.at(-1) ?? type).span;
  items.blocks.push({ type, labels, body, header, span: span(Math.min(header.start, body.span.start), body.span.end) });
}

function bodyOf(context: JsonContext, value: Node): Body {
  const items = noItems();
  for (const property of propertiesOf(context, value)) addAttribute(context, items, property);
  return { attributes: items.attributes, blocks: [], span: spanOf(value) };
}
