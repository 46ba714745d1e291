/** What the YAML tree says of a text: where things stand, and what was written rather than what it might mean. */
import { describe, expect, it } from 'vitest';
import * as yaml from '../../../server/src/core/syntax/yaml';
import { problemText } from '../../../server/src/core/wording';

const parse = (text: string) => yaml.parse({ path: 'a.yaml', text });
const rootOf = (text: string) => parse(text).documents[0]?.root;

describe('Places', () => {
  it('of scalars include the quotes', () => {
    const text = 'a: "x"\nb: \'y\'\nc: z # c\n';
    expect(valuesOf(text)).toEqual(['"x"', "'y'", 'z']);
  });

  it('of block scalars begin at the mark and hold the lines', () => {
    expect(valuesOf('a: |\n  one\n  # two\nb: >-\n  three\n')).toEqual(['|\n  one\n  # two\n', '>-\n  three\n']);
  });

  it('of collections end with their last part', () => {
    expect(valuesOf('a:\n  b: 1\n\n  # on its own\nc:\n  - 1\n  - 2\n\nd: [1,\n 2 ]\n')).toEqual([
      'b: 1',
      '- 1\n  - 2',
      '[1,\n 2 ]',
    ]);
  });

  it('of nothing are where it would stand', () => {
    const root = rootOf('a:\nb: 1\n');
    const [entry] = root?.kind === 'mapping' ? root.entries : [];
    expect(entry?.value).toMatchObject({ kind: 'scalar', text: '', span: { start: 2, end: 2 } });
  });

  it('of an alias are those of the text it repeats', () => {
    const text = 'a: &x [1]\nb: *x\n';
    expect(valuesOf(text)).toEqual(['[1]', '[1]']);
  });

  it('of comments are kept, and a hash in a text is none', () => {
    const { comments } = parse('# one\na: "# no" # two\nb: |\n  # no\nc: x#no\n');
    expect(comments).toEqual([
      { span: { start: 0, end: 5 }, text: 'one' },
      { span: { start: 16, end: 21 }, text: 'two' },
    ]);
  });
});

describe('Texts', () => {
  it('of plain scalars are what was written, whatever other readers make of them', () => {
    const written = ['012345670123', 'yes', 'on', 'null', '~', '1e3', '2024-01-31', '1_000', '0x1F', '.inf'];
    expect(textsOf(written.map((it) => `- ${it}\n`).join(''))).toEqual(written);
  });

  it('of quoted and folded ones have their escapes and folds applied', () => {
    expect(textsOf("- \"a\\tb\\u00e9\"\n- 'it''s'\n- >\n  one\n  two\n")).toEqual(['a\tbé', "it's", 'one two\n']);
  });

  it('keep their tag, known or not', () => {
    const root = rootOf('- !Ref A\n- !!str 1\n- !GetAtt [A, Arn]\n- !Sub {a: 1}\n');
    expect(root?.kind === 'sequence' && root.items.map((it) => it.tag)).toEqual(['!Ref', '!!str', '!GetAtt', '!Sub']);
  });

  it('may follow a byte order mark and end in any line end', () => {
    expect(valuesOf('\uFEFFa: 1\r\nb: 2\r\n')).toEqual(['1', '2']);
  });
});

describe('Documents', () => {
  it('are told apart', () => {
    expect(parse('a: 1\n---\nb: 2\n...\n').documents).toHaveLength(2);
  });

  it('may be empty', () => {
    expect(parse('# nothing\n').documents.map((it) => it.root)).toEqual([]);
    expect(parse('---\n').documents.map((it) => it.root)).toEqual([undefined]);
  });
});

describe('Merge keys', () => {
  it('are followed by those who read fields, and what is written wins', () => {
    const root = rootOf('base: &b {x: 1, y: 2}\nuse: {<<: *b, y: 3}\n');
    const use = root?.kind === 'mapping' ? root.entries[1]?.value : undefined;
    const fields = use?.kind === 'mapping' ? yaml.fieldsOf(use) : [];
    const texts = fields.map(({ name, value }) => `${name}=${value.kind === 'scalar' ? value.text : ''}`);
    expect(texts.toSorted()).toEqual(['x=1', 'y=3']);
  });
});

describe('Keys', () => {
  it('that stand twice are told, each where it repeats', () => {
    const problems = yaml.duplicateKeys(parse('a: 1\nb: {c: 1, "c": 2}\na: 3\n'));
    expect(problems.map(({ reason, at }) => [problemText(reason), at.start])).toEqual([
      ['the key "a" is already used', 23],
      ['the key "c" is already used', 15],
    ]);
  });

  it('are found in one pass over many', () => {
    const many = 20_000;
    const text = Array.from({ length: many }, (_, index) => `key${index}: 1\n`).join('');
    const { file, reads } = watched(parse(text));
    expect(yaml.duplicateKeys(file)).toEqual([]);
    expect(reads()).toBeGreaterThan(many);
    expect(reads()).toBeLessThan(50 * many);
  });
});

function valuesOf(text: string): readonly string[] {
  const root = rootOf(text);
  const entries = root?.kind === 'mapping' ? root.entries : [];
  return entries.map(({ value }) => text.slice(value.span.start, value.span.end));
}

function textsOf(text: string): readonly string[] {
  const root = rootOf(text);
  return root?.kind === 'sequence' ? root.items.map((it) => (it.kind === 'scalar' ? it.text : '')) : [];
}

/** The file, with a count of how often anything in it was looked at. */
function watched(file: yaml.File): { readonly file: yaml.File; readonly reads: () => number } {
  let count = 0;
  const known = new WeakMap<object, object>();
  const watch = <T>(it: T): T => {
    if (typeof it !== 'object' || it === null) return it;
    const before = known.get(it);
    if (before) return before as T;
    const proxy = new Proxy(it, {
      get(target, name) {
        count++;
        return watch(Reflect.get(target, name));
      },
    });
    known.set(it, proxy);
    return proxy;
  };
  return { file: watch(file), reads: () => count };
}
