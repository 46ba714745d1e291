import { describe, expect, it } from 'vitest';
import { applyEdits, type Span, type TextEdit } from '../../../server/src/core/base';
import * as hcl from '../../../server/src/core/syntax/hcl';

type Change = (source: hcl.Source, at: Span) => readonly TextEdit[];

/** Applies an edit at the words between `‹` and `›`. */
function edited(marked: string, change: Change, path = 'main.tf'): string {
  const at = { start: marked.indexOf('‹'), end: marked.indexOf('›') - 1 };
  const text = marked.replace('‹', '').replace('›', '');
  return applyEdits(path, text, change({ file: hcl.parse({ path, text }), text }, at));
}

function replaced(marked: string, value: string, path?: string): string {
  return edited(marked, (source, at) => hcl.replaceString(source, at, value), path);
}

function removed(marked: string, path?: string): string {
  return edited(marked, hcl.remove, path);
}

function firstBlock(source: hcl.Source): hcl.Block {
  const block = source.file.body.blocks[0];
  if (!block) throw new Error('the text has no block');
  return block;
}

function withAttribute(text: string, name: string, value: hcl.Plain, path = 'main.tf'): string {
  const source = { file: hcl.parse({ path, text }), text };
  return applyEdits(path, text, hcl.addAttribute(source, firstBlock(source), { name, value }));
}

describe('replacing a string', () => {
  it('keeps the quotes and escapes what needs it', () => {
    expect(replaced('a = ‹"old"›', 'new')).toBe('a = "new"');
    expect(replaced('a = "‹old›"', 'say "hi" \\ ${x} %{y}\n\u0001')).toBe(
      'a = "say \\"hi\\" \\\\ $${x} %%{y}\\n\\u0001"',
    );
  });

  it('leaves a bare key bare where it can', () => {
    expect(replaced('a = { ‹old› = 1 }', 'new')).toBe('a = { new = 1 }');
    expect(replaced('a = { ‹old› = 1 }', 'two words')).toBe('a = { "two words" = 1 }');
  });

  it('writes a heredoc as a heredoc of the same indentation, and any other value in quotes', () => {
    const heredoc = 'a = ‹<<-EOT\n    one\n      two\n  EOT›\n';
    expect(replaced(heredoc, 'three\n\n  ${four}\n')).toBe('a = <<-EOT\n    three\n\n      $${four}\n  EOT\n');
    expect(replaced(heredoc, 'no line break')).toBe('a = "no line break"\n');
  });

  it('changes only the words between sequences', () => {
    expect(replaced('a = "‹team-›${b}"', 'group-')).toBe('a = "group-${b}"');
    expect(replaced('a = "‹team›${b}"', 'cost$')).toBe('a = "cost\\u0024${b}"');
  });

  it('renames labels and attributes', () => {
    expect(replaced('resource "aws_x" ‹"old"› {\n}', 'new')).toBe('resource "aws_x" "new" {\n}');
    expect(replaced('resource aws_x ‹old› {\n}', 'new')).toBe('resource aws_x new {\n}');
    expect(replaced('‹old› = 1', 'new')).toBe('new = 1');
  });

  it('leaves alone what is no string', () => {
    expect(replaced('a = ‹var.b›', 'new')).toBe('a = var.b');
    expect(replaced('a = ‹"x${b}"›', 'new')).toBe('a = "x${b}"');
  });

  it('writes JSON strings in JSON', () => {
    expect(replaced('{"locals": {"a": ‹"old"›}}', 'say "${x}"', 'main.tf.json')).toBe(
      '{"locals": {"a": "say \\"$${x}\\""}}',
    );
    expect(replaced('{"locals": {‹"a"›: 1}}', 'b', 'main.tf.json')).toBe('{"locals": {"b": 1}}');
  });

  it.each(['plain', 'tab\tquote" \\ line\nend', '${a} $${a} %{b} $ %', 'é 😀 \u0000', ''])(
    'means exactly %j',
    (value) => {
      const text = replaced('a = ‹"old"›', value);
      expect(hcl.parse({ path: 'main.tf', text })).toMatchObject({
        problems: [],
        body: { attributes: [{ value: { parts: value === '' ? [] : [{ kind: 'text', value }] } }] },
      });
    },
  );
});

describe('removing', () => {
  it('takes an item of a tuple with one comma', () => {
    expect(removed('a = [‹"one"›, "two"]')).toBe('a = ["two"]');
    expect(removed('a = ["one", ‹"two"›]')).toBe('a = ["one"]');
    expect(removed('a = [‹"one"›]')).toBe('a = []');
    expect(removed('a = ["one", ‹"two"›, "three"]')).toBe('a = ["one", "three"]');
  });

  it('takes the line of an item that has one, with its comment', () => {
    expect(removed('a = [\n  "one",\n  ‹"two"›, # why\n  "three",\n]')).toBe('a = [\n  "one",\n  "three",\n]');
    expect(removed('a = {\n  one = 1\n  ‹two = 2›\n}')).toBe('a = {\n  one = 1\n}');
  });

  it('takes an item of an object by its key, too', () => {
    expect(removed('a = { one = 1, ‹two = 2› }')).toBe('a = { one = 1 }');
    expect(removed('a = { ‹one› = 1, two = 2 }')).toBe('a = { two = 2 }');
  });

  it('takes an attribute with its line', () => {
    expect(removed('a {\n  ‹b = 1› # why\n  c = 2\n}\n')).toBe('a {\n  c = 2\n}\n');
    expect(removed('a { ‹b = 1› }\n')).toBe('a { }\n');
  });

  it('takes a block with one of the blank lines around it', () => {
    expect(removed('a {\n}\n\n‹b {\n}›\n\nc {\n}\n')).toBe('a {\n}\n\nc {\n}\n');
    expect(removed('‹a {\n}›\n\nb {\n}\n')).toBe('b {\n}\n');
  });

  it('keeps JSON valid', () => {
    expect(removed('{"locals": {"a": ["one", ‹"two"›]}}', 'main.tf.json')).toBe('{"locals": {"a": ["one"]}}');
    expect(removed('{"locals": {‹"a": 1›, "b": 2}}', 'main.tf.json')).toBe('{"locals": {"b": 2}}');
  });
});

describe('adding', () => {
  it('writes an attribute behind the last one, with its indentation and column', () => {
    expect(withAttribute('a {\n    long = 1\n\n    b {\n    }\n}\n', 'c', 'x')).toBe(
      'a {\n    long = 1\n    c    = "x"\n\n    b {\n    }\n}\n',
    );
  });

  it('opens an empty body and a body on one line', () => {
    expect(withAttribute('  a {}\n', 'b', 1)).toBe('  a {\n    b = 1\n  }\n');
    expect(withAttribute('a { b = 1 }\n', 'c', true)).toBe('a {\n  b = 1\n  c = true\n}\n');
    expect(withAttribute('a {\n  b {\n  }\n}\n', 'c', [])).toBe('a {\n  c = []\n  b {\n  }\n}\n');
  });

  it('keeps the line breaks of the file', () => {
    expect(withAttribute('a {\r\n  b = 1\r\n}\r\n', 'c', 2)).toBe('a {\r\n  b = 1\r\n  c = 2\r\n}\r\n');
  });

  it('writes JSON into JSON', () => {
    expect(withAttribute('{"module": {"m": {"a": 1}}}', 'b', ['${x}'], 'main.tf.json')).toBe(
      '{"module": {"m": {"a": 1,"b": ["$${x}"]}}}',
    );
    expect(withAttribute('{\n  "module": {\n    "m": {\n      "a": 1\n    }\n  }\n}\n', 'b', 2, 'main.tf.json')).toBe(
      '{\n  "module": {\n    "m": {\n      "a": 1,\n      "b": 2\n    }\n  }\n}\n',
    );
  });

  it.each([
    ['a = {}', 'a = { b = { c = ["d"] } }'],
    ['a = { x = 1 }', 'a = { x = 1, b = { c = ["d"] } }'],
    ['a = {\n  x = 1\n}', 'a = {\n  x = 1\n  b = { c = ["d"] }\n}'],
    ['a = {\n  x = 1,\n}', 'a = {\n  x = 1,\n  b = { c = ["d"] },\n}'],
  ])('an item to the object of %j', (text, expected) => {
    const source = { file: hcl.parse({ path: 'main.tf', text }), text };
    const object = source.file.body.attributes[0]?.value;
    const item = { name: 'b', value: { c: ['d'] } };
    const edits = object?.kind === 'object' ? hcl.addObjectItem(source, object, item) : [];
    expect(applyEdits('main.tf', text, edits)).toBe(expected);
  });

  it.each([
    ['a = []', 'a = ["b"]'],
    ['a = [1]', 'a = [1, "b"]'],
    ['a = [\n  1,\n]', 'a = [\n  1,\n  "b",\n]'],
    ['a = [\n  1\n]', 'a = [\n  1,\n  "b"\n]'],
  ])('an item to the tuple of %j', (text, expected) => {
    const source = { file: hcl.parse({ path: 'main.tf', text }), text };
    const tuple = source.file.body.attributes[0]?.value;
    const edits = tuple?.kind === 'tuple' ? hcl.addTupleItem(source, tuple, 'b') : [];
    expect(applyEdits('main.tf', text, edits)).toBe(expected);
  });
});
