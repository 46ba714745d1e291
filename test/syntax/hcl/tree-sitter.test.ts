/** A second opinion on structure: tree-sitter's HCL grammar must see the same blocks, attributes and calls as we do. */
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Language, type Node, Parser } from 'web-tree-sitter';
import * as hcl from '../../../server/src/core/syntax/hcl';
import { soundPages } from './pages';
import { brokenText, soundText } from './texts';

const require = createRequire(import.meta.url);
let parser: Parser;

beforeAll(async () => {
  await Parser.init();
  parser = new Parser();
  const grammar = require.resolve('@tree-sitter-grammars/tree-sitter-hcl/package.json');
  parser.setLanguage(await Language.load(grammar.replace('package.json', 'tree-sitter-hcl.wasm')));
});

type Outline = readonly string[];

function ours({ attributes, blocks }: hcl.Body, depth = 0): Outline {
  const items = [
    ...attributes.map((it) => ({ start: it.span.start, lines: [`${it.name.text} = ${calls(it.value).join(' ')}`] })),
    ...blocks.map((it) => ({
      start: it.span.start,
      lines: [[it.type, ...it.labels].map(({ text }) => text).join(' '), ...ours(it.body, depth + 1)],
    })),
  ];
  return items.toSorted((a, b) => a.start - b.start).flatMap(({ lines }) => indented(lines));
}

function calls(value: hcl.Expression): readonly string[] {
  const found: string[] = [];
  hcl.walkExpression(value, (it) => {
    if (it.kind === 'call') found.push(it.name.text);
  });
  return found.toSorted();
}

function indented(lines: Outline): Outline {
  return lines.map((line) => `  ${line}`);
}

function theirs(node: Node): Outline {
  return childrenOf(node).flatMap((child) => {
    if (child.type === 'body') return theirs(child);
    if (child.type === 'attribute') return indented([`${child.firstChild?.text} = ${theirCalls(child).join(' ')}`]);
    if (child.type !== 'block') return [];
    return indented([
      headerOf(child),
      ...childrenOf(child)
        .filter((it) => it.type === 'body')
        .flatMap(theirs),
    ]);
  });
}

function childrenOf(node: Node): readonly Node[] {
  return node.namedChildren.filter((child) => child !== null);
}

function headerOf(block: Node): string {
  const words = childrenOf(block).filter(({ type }) => type === 'identifier' || type === 'string_lit');
  return words.map(({ text }) => text.replaceAll('"', '')).join(' ');
}

function theirCalls(node: Node): readonly string[] {
  const found = node.descendantsOfType('function_call').filter((call) => call !== null);
  return found.map((call) => call.text.slice(0, call.text.indexOf('(')).trim()).toSorted();
}

/** Where one of the two finds fault with a text, there is nothing to compare. */
function comparison(text: string): { readonly ours: Outline; readonly theirs: Outline } | undefined {
  const file = hcl.parse({ path: 'main.tf', text });
  const tree = parser.parse(text);
  if (!tree || tree.rootNode.hasError || file.problems.length > 0) return undefined;
  return { ours: ours(file.body), theirs: theirs(tree.rootNode) };
}

describe('tree-sitter and our parser', () => {
  it.each(soundPages)('see the same in $name, unless tree-sitter cannot read it', ({ text }) => {
    const both = comparison(text) ?? { ours: [], theirs: [] };
    expect(both.ours).toEqual(both.theirs);
  });

  it('both read most of the pages', () => {
    const read = soundPages.filter(({ text }) => comparison(text) !== undefined);
    expect(read.length).toBeGreaterThanOrEqual(soundPages.length / 2);
  });

  it('see the same in texts made at random', () => {
    const texts = fc.sample(fc.oneof(soundText, brokenText), { seed: 30, numRuns: 600 });
    const compared = texts.flatMap((text) => comparison(text) ?? []);
    expect(compared.length).toBeGreaterThan(100);
    expect(compared.map((both) => both.ours)).toEqual(compared.map((both) => both.theirs));
  });
});
