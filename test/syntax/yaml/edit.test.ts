/** Edits keep the author's hand: quotes, indentation, block or flow, line ends. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type TextEdit } from '../../../server/src/core/base';
import * as yaml from '../../../server/src/core/syntax/yaml';

type Edit = (file: yaml.File, root: yaml.Mapping) => TextEdit | undefined;

/** The text after an edit of the first document's mapping. */
function edited(text: string, edit: Edit): string {
  const file = yaml.parse({ path: 'a.yaml', text });
  const root = file.documents[0]?.root;
  const made = root?.kind === 'mapping' ? edit(file, root) : undefined;
  return made ? applyEdits('a.yaml', text, [made]) : text;
}

const at = (root: yaml.Mapping, key: string) => {
  const entry = root.entries.find((it) => it.key.kind === 'scalar' && it.key.text === key);
  if (!entry) throw new Error(`no key ${key}`);
  return entry;
};

describe('Replacing a scalar', () => {
  const replace = (text: string, value: string) =>
    edited(text, (file, root) => {
      const node = at(root, 'a').value;
      return node.kind === 'scalar' ? yaml.replaceScalar(file, node, value) : undefined;
    });

  it('keeps its quotes', () => {
    expect(replace('a: "x" # why\n', 'y "z"')).toBe('a: "y \\"z\\"" # why\n');
    expect(replace("a: 'x'\n", "it's")).toBe("a: 'it''s'\n");
    expect(replace('a: x\nb: 1\n', 'z')).toBe('a: z\nb: 1\n');
  });

  it('adds quotes where the text would be read as something else', () => {
    expect(replace('a: x\n', '012345678901')).toBe('a: "012345678901"\n');
    expect(replace('a: x\n', 'yes')).toBe('a: "yes"\n');
    expect(replace('a: x\n', 'a: b')).toBe('a: "a: b"\n');
    expect(replace('a: x\n', '')).toBe('a: ""\n');
  });

  it('means exactly the new text, whatever that is', () => {
    const quotes = fc.constantFrom('a: x\n', "a: 'x'\n", 'a: "x"\n', '{a: x}\n');
    fc.assert(
      fc.property(quotes, fc.string({ unit: 'grapheme' }), (text, value) => {
        const after = yaml.parse({ path: 'a.yaml', text: replace(text, value) }).documents[0]?.root;
        const node = after?.kind === 'mapping' ? at(after, 'a').value : undefined;
        return node?.kind === 'scalar' && node.text === value;
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe('Removing', () => {
  const removeKey = (text: string, key: string) =>
    edited(text, (file, root) => yaml.removeEntry(file, root, at(root, key)));
  const removeAt = (text: string, index: number) =>
    edited(text, (file, root) => {
      const list = at(root, 'a').value;
      return list.kind === 'sequence' ? yaml.removeItem(file, list, index) : undefined;
    });

  it('a block entry takes its lines', () => {
    expect(removeKey('a: 1\nb:\n  c: 2\n  d: 3\ne: 4\n', 'b')).toBe('a: 1\ne: 4\n');
    expect(removeKey('a: 1\nb: 2', 'b')).toBe('a: 1\n');
    expect(removeKey('a: 1\nb: |\n  text\nc: 2\n', 'b')).toBe('a: 1\nc: 2\n');
  });

  it('a flow entry takes its comma', () => {
    expect(removeKey('{a: 1, b: 2, c: 3}\n', 'b')).toBe('{a: 1, c: 3}\n');
    expect(removeKey('{a: 1, b: 2}\n', 'b')).toBe('{a: 1}\n');
  });

  it('an item takes its line or its comma', () => {
    expect(removeAt('a:\n  - 1\n  - 2\n  - 3\n', 1)).toBe('a:\n  - 1\n  - 3\n');
    expect(removeAt('a: [1, 2, 3]\n', 2)).toBe('a: [1, 2]\n');
  });

  it('the last one leaves an empty collection', () => {
    expect(removeKey('a: 1\n', 'a')).toBe('{}\n');
    expect(removeAt('a:\n  - 1\n', 0)).toBe('a:\n  []\n');
  });
});

describe('Adding', () => {
  it('an entry to a block goes below the last one, in its column', () => {
    const add: Edit = (file, root) => {
      const node = at(root, 'a').value;
      return node.kind === 'mapping' ? yaml.addEntry(file, node, 'new', '{}') : undefined;
    };
    expect(edited('a:\n  b: 1 # why\nc: 2\n', add)).toBe('a:\n  b: 1 # why\n  new: {}\nc: 2\n');
    expect(edited('a:\n  b: 1', add)).toBe('a:\n  b: 1\n  new: {}\n');
    expect(edited('a: {b: 1}\n', add)).toBe('a: {b: 1, new: {}}\n');
    expect(edited('a: {}\n', add)).toBe('a: {new: {}}\n');
    expect(edited('a:\r\n  b: 1\r\n', add)).toBe('a:\r\n  b: 1\r\n  new: {}\r\n');
  });

  it('an item likewise', () => {
    const add: Edit = (file, root) => {
      const node = at(root, 'a').value;
      return node.kind === 'sequence' ? yaml.addItem(file, node, 'new') : undefined;
    };
    expect(edited('a:\n- 1\nb: 2\n', add)).toBe('a:\n- 1\n- new\nb: 2\n');
    expect(edited('a: [1]\n', add)).toBe('a: [1, new]\n');
  });
});
