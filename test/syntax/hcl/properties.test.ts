import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as hcl from '../../../server/src/core/syntax/hcl';
import { Cursor } from '../../../server/src/core/syntax/hcl/parser/cursor';
import { pages } from './pages';
import { brokenText, soundText, soup } from './texts';

/** Every property is tried with the same texts each time. */
const seeded = { seed: 7, numRuns: 300 };

function spansOf(file: hcl.File): readonly { readonly start: number; readonly end: number }[] {
  const spans = file.problems.map(({ at }) => ({ start: at.start, end: at.end }));
  hcl.walk(file.body, ({ span }) => spans.push(span));
  return spans;
}

/** Reads a text, and says which of the promises about trees it breaks. */
function brokenPromises(text: string, path = 'main.tf'): readonly string[] {
  const file = hcl.parse({ path, text });
  const outside = spansOf(file).filter(({ start, end }) => !(start >= 0 && start <= end && end <= text.length));
  const order = file.problems.map(({ at }) => at.start);
  return [
    ...outside.map(({ start, end }) => `the span ${start}..${end} is not in the text`),
    ...(order.every((start, index) => start >= (order[index - 1] ?? 0)) ? [] : ['the problems are not in order']),
  ];
}

function tokensJoined(text: string): string {
  return hcl
    .tokens(text)
    .map(({ span }) => text.slice(span.start, span.end))
    .join('');
}

describe('any text is read', () => {
  it.each(pages)('every prefix of $name', ({ name, text }) => {
    const broken: string[] = [];
    for (let length = 0; length <= text.length; length++) broken.push(...brokenPromises(text.slice(0, length), name));
    expect(broken).toEqual([]);
  });

  it('broken pages, soup and nonsense', () => {
    const anything = fc.oneof(brokenText, soup, fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(anything, fc.constantFrom('main.tf', 'main.tf.json'), (text, path) => {
        expect(brokenPromises(text, path)).toEqual([]);
      }),
      { ...seeded, numRuns: 1000 },
    );
  });
});

describe('tokens', () => {
  it('give any text back', () => {
    fc.assert(
      fc.property(fc.oneof(brokenText, soup, fc.string({ unit: 'binary' })), (text) => {
        expect(tokensJoined(text)).toBe(text);
      }),
      seeded,
    );
  });
});

describe('strings', () => {
  it('quoted by us mean what was quoted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const { problems, body } = hcl.parse({ path: 'main.tf', text: `a = ${hcl.quoted(value)}\n` });
        const parts = value === '' ? [] : [{ kind: 'text', value }];
        expect({ problems, value: body.attributes[0]?.value }).toMatchObject({ problems: [], value: { parts } });
      }),
      seeded,
    );
  });
});

describe('a second block', () => {
  const second = 'resource "aws_ssoadmin_permission_set" "second" {\n  name = "Second"\n}\n';

  it('survives whatever stands half typed before it', () => {
    fc.assert(
      fc.property(fc.oneof(brokenText, soundText), fc.double({ min: 0, max: 1, noNaN: true }), (text, cut) => {
        const typed = text.slice(0, Math.floor(text.length * cut)).replaceAll(/\/\*|<<-?\w+/g, '');
        const { blocks } = hcl.parse({ path: 'main.tf', text: `${typed}\n${second}` }).body;
        expect(blocks.at(-1)?.labels.map(({ text: label }) => label)).toEqual([
          'aws_ssoadmin_permission_set',
          'second',
        ]);
      }),
      seeded,
    );
  });

  it.each([
    'resource "a" "b" {\n  name =\n}\n',
    'resource "a" "b" {\n  name = \n',
    'resource "a" "b" {\n  tags = {\n',
    'resource "a" "b"\n',
    'resource "a\n',
    'resource\n',
    'locals {\n  a = "${merge(\n',
    'locals {\n  a = [for x in\n',
    'locals {\n  a = <<EOT\n  never ends\n',
    'locals {\n}\n}\n',
  ])('stands whole behind %j, at the cost of few problems', (typed) => {
    const { body, problems } = hcl.parse({ path: 'main.tf', text: `${typed}\n${second}` });
    expect(body.blocks.at(-1)?.body.attributes.map(({ name }) => name.text)).toEqual(['name']);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(3);
  });
});

describe('nesting beyond all reason', () => {
  const openers = [
    ...[
      '(',
      '[',
      '{',
      'a {\n',
      '-',
      '!',
      '"${',
      '%{ if x }',
      'a[',
      'f(',
      '[for x in ',
      '{ a = ',
      'a ? ',
      'a ? b : ',
      '1 + ',
      'a.b',
      '.a',
    ],
    ...['[*]', '.*', '<<A\n', '"', '}', ')', '~}', '/*', '::', 'a = 1 }\n'],
  ];

  /** How often the parser goes on to the next token: its work, on any machine. */
  function stepsOf(text: string): { readonly steps: number; readonly body: hcl.Body } {
    const { advance } = Cursor.prototype;
    let steps = 0;
    Cursor.prototype.advance = function () {
      steps++;
      advance.call(this);
    };
    try {
      return { body: hcl.parse({ path: 'main.tf', text }).body, steps };
    } finally {
      Cursor.prototype.advance = advance;
    }
  }

  it.each(openers)('30,000 times %j is read in few steps, and by one who visits every node', (opener) => {
    let count = 0;
    for (const prefix of ['', 'a = ', 'a = "']) {
      const text = prefix + opener.repeat(30_000);
      const { body, steps } = stepsOf(text);
      hcl.walk(body, () => count++);
      expect(steps).toBeLessThan(4 * text.length);
    }
    expect(count).toBeLessThan(1_000_000);
  });

  it.each(['(', '[', '{', 'a {\n'])('100,000 times %j takes no more steps than it should', (opener) => {
    const text = `a = 1\nb = ${opener.repeat(100_000)}`;
    expect(stepsOf(text).steps).toBeLessThan(4 * text.length);
  });

  it('is reported as such', () => {
    const { problems } = hcl.parse({ path: 'main.tf', text: `a = ${'('.repeat(1000)}1${')'.repeat(1000)}\n` });
    expect(problems.map(({ reason }) => reason.kind)).toEqual(['nested-too-deeply']);
  });

  it('is reported in JSON, too', () => {
    const { problems } = hcl.parse({ path: 'main.tf.json', text: `{"locals": ${'['.repeat(100_000)}` });
    expect(problems.map(({ reason }) => reason.kind)).toEqual(['nested-too-deeply']);
  });

  it('leaves a hundred levels alone', () => {
    const text = `a = ${'['.repeat(100)}"${'${"'.repeat(20)}x${'"}'.repeat(20)}"${']'.repeat(100)}\n`;
    expect(hcl.parse({ path: 'main.tf', text }).problems).toEqual([]);
  });
});
