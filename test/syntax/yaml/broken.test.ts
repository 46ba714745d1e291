/** Broken and hostile YAML: a clear word, the rest of the file, and never an exception. */
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Lexer } from 'yaml';
import * as yaml from '../../../server/src/core/syntax/yaml';
import { problemText } from '../../../server/src/core/wording';

const parse = (text: string) => yaml.parse({ path: 'a.yaml', text });
const messages = ({ problems }: yaml.File) => problems.map(({ reason }) => problemText(reason));

const sample = `permission_sets:
  Developer: &common
    session_duration: PT8H # working day
    managed_policies: [ "arn:aws:iam::aws:policy/ReadOnlyAccess", 'x' ]
  Operator:
    <<: *common
    description: >-
      on call
      and off
? [a, b]
: !Ref c
---
groups: {platform: {description: "a \\" quote"}, }
`;

describe('Broken text', () => {
  it.each([
    ['a: "x\n', 'the closing double quote is missing'],
    ["a: 'x\n", 'the closing single quote is missing'],
    ['a: [1, 2\n', 'the closing ] is missing'],
    ['a: {b: 1\n', 'the closing } is missing'],
    ['a:\n\t- 1\n', 'a tab cannot indent YAML: use spaces'],
    ['a: *b\n', 'no anchor "&b" stands before this alias'],
    ['a: b: c\n', 'a mapping or list cannot begin on this line: put it on a line of its own, indented'],
    ['a: 1\nb\nc: 2\n', 'a key must be followed by a colon and a space'],
    ["a: 'it's'\n", 'this text does not belong to the value before it: is a quote missing, or one too many?'],
    ['a: &x [*x]\n', 'the alias "*x" stands inside the value it means'],
  ])('%j has a problem that says what to fix', (text, message) => {
    expect(messages(parse(text))[0]).toBe(message);
  });

  it('does not hide what is around it', () => {
    const { documents } = parse('a: 1\nb: [x, *nothing]\nc: 3\n');
    const root = documents[0]?.root;
    expect(root?.kind === 'mapping' && root.entries.map(({ key }) => key.kind === 'scalar' && key.text)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
});

describe('Hostile text', () => {
  it('of aliases that multiply is cut off', () => {
    const lines = Array.from({ length: 40 }, (_, index) => {
      const items = index === 0 ? 'x' : Array.from({ length: 10 }, () => `*a${index - 1}`).join(',');
      return `a${index}: &a${index} [${items}]`;
    });
    const file = parse(lines.join('\n'));
    expect(messages(file)[0]).toBe('aliases multiply this file beyond what is read');
    expect(countNodes(file)).toBeLessThan(2_000_000);
  });

  it.each([
    ['brackets', '['.repeat(100_000)],
    ['dashes', '- '.repeat(100_000)],
    ['braces', '{a: '.repeat(50_000)],
    ['question marks', '? '.repeat(50_000)],
    ['indentation', Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
  ])('nested too deeply in %s ends with a problem', (_, text) => {
    expect(messages(parse(text)).at(-1)).toContain('nested more than 200 levels deep');
  });

  it('of five million characters is refused at once, and said to be', () => {
    const lex = vi.spyOn(Lexer.prototype, 'lex');
    const file = parse('key: value\n'.repeat(500_000));
    expect(messages(file)).toEqual(['this file is longer than 1000000 characters and is not read']);
    expect(file.documents).toEqual([]);
    expect(lex).not.toHaveBeenCalled();
    lex.mockRestore();
  });
});

describe('Any text', () => {
  it('that begins like a definition is parsed without an exception, and every place lies in it', () => {
    for (let end = 0; end <= sample.length; end++) expectSound(sample.slice(0, end));
  });

  it('with letters lost, doubled or strange is too', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'a: ',
        '- ',
        '{',
        '}',
        '[',
        ']',
        ',',
        '"',
        "'",
        '|',
        '>',
        '&a ',
        '*a ',
        '!t ',
        '#',
        '\n',
        '\n  ',
        '\t',
      ),
      fc.constantFrom(
        '---\n',
        '...\n',
        '%YAML 1.1\n',
        '? ',
        ': ',
        '<<: ',
        '@',
        '`',
        '\\',
        '\u0000',
        '\u2028',
        '\uD800',
        '\r',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    );
    const texts = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(fc.property(texts, expectSound), { seed: 20, numRuns: 3_000 });
  });
});

function expectSound(text: string): void {
  const file = parse(text);
  yaml.duplicateKeys(file);
  for (const { at, reason } of file.problems) {
    if (at.start < 0 || at.start > at.end || problemText(reason) === '')
      throw new Error(`odd problem in ${JSON.stringify(text)}`);
  }
  for (const { root } of file.documents) if (root) expectInside(root, text);
  for (let offset = 0; offset <= text.length; offset += 7) yaml.pathAt(file, offset);
}

function expectInside(node: yaml.Node, text: string): void {
  const { start, end } = node.span;
  if (start < 0 || start > end || end > text.length) throw new Error(`${start}..${end} in ${JSON.stringify(text)}`);
  for (const child of childrenOf(node)) expectInside(child, text);
}

function childrenOf(node: yaml.Node): readonly yaml.Node[] {
  if (node.kind === 'mapping') return node.entries.flatMap(({ key, value }) => [key, value]);
  return node.kind === 'sequence' ? node.items : [];
}

function countNodes(file: yaml.File): number {
  const count = (node: yaml.Node): number => childrenOf(node).reduce((sum, child) => sum + count(child), 1);
  return file.documents.reduce((sum, { root }) => sum + (root ? count(root) : 0), 0);
}
