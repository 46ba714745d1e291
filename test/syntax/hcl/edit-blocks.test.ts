import { describe, expect, it } from 'vitest';
import { applyEdits, type Span, type TextEdit } from '../../../server/src/core/base';
import * as hcl from '../../../server/src/core/syntax/hcl';

function edited(text: string, change: (source: hcl.Source, at: Span) => readonly TextEdit[], path = 'main.tf'): string {
  const file = hcl.parse({ path, text });
  const at = file.body.blocks[0]?.header ?? { start: 0, end: 0 };
  return applyEdits(path, text, change({ file, text }, at));
}

const waiting = (addresses: readonly string[]) => (source: hcl.Source, at: Span) =>
  hcl.addDependsOn(source, at, addresses);

describe('waiting for other blocks', () => {
  it('writes a list, bare', () => {
    expect(edited('resource "a" "b" {\n  c = 1\n}\n', waiting(['d.e', 'module.f']))).toBe(
      'resource "a" "b" {\n  c = 1\n  depends_on = [d.e, module.f]\n}\n',
    );
    expect(edited('resource "a" "b" {}\n', waiting(['d.e']))).toBe('resource "a" "b" {\n  depends_on = [d.e]\n}\n');
  });

  it('adds to a list what it does not name yet', () => {
    const text = 'resource "a" "b" {\n  depends_on = [\n    d.e,\n  ]\n}\n';
    expect(edited(text, waiting(['d.e', 'g.h', 'i.j']))).toBe(
      'resource "a" "b" {\n  depends_on = [\n    d.e,\n    g.h,\n    i.j,\n  ]\n}\n',
    );
    expect(edited(text, waiting(['d.e']))).toBe(text);
    expect(edited('resource "a" "b" {\n  depends_on = []\n}\n', waiting(['d.e']))).toBe(
      'resource "a" "b" {\n  depends_on = [d.e]\n}\n',
    );
  });

  it('writes strings in JSON', () => {
    const json = (body: object) => JSON.stringify({ resource: { a: { b: body } } });
    const after = edited(json({ c: 1 }), waiting(['d.e']), 'main.tf.json');
    expect(JSON.parse(after)).toEqual(JSON.parse(json({ c: 1, depends_on: ['d.e'] })));
    const longer = edited(json({ depends_on: ['d.e'] }), waiting(['d.e', 'g.h']), 'main.tf.json');
    expect(JSON.parse(longer)).toEqual(JSON.parse(json({ depends_on: ['d.e', 'g.h'] })));
  });
});

describe('a new block', () => {
  it('stands behind the one at the place, with the line breaks of the file', () => {
    const add = (source: hcl.Source, at: Span) => hcl.addBlock(source, at, 'import {\n  to = a.b\n}');
    expect(edited('a "b" {\n}\n\nc {}\n', add)).toBe('a "b" {\n}\n\nimport {\n  to = a.b\n}\n\nc {}\n');
    expect(edited('a "b" {\r\n}\r\n', add)).toBe('a "b" {\r\n}\r\n\r\nimport {\r\n  to = a.b\r\n}\r\n');
    expect(edited('{"resource":{"a":{"b":{}}}}', add, 'main.tf.json')).toBe('{"resource":{"a":{"b":{}}}}');
  });
});
