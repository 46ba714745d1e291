/** Texts to try the parser with, made by fast-check from a seed: sound expressions, broken pages, and soup. */
import fc from 'fast-check';
import { soundPages } from './pages';

/** The marks of the language, and words that mean something somewhere. */
const scraps = fc.constantFrom(
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '"',
    '${',
    '%{',
    '~}',
    '${~',
    '$${',
    '%%{',
    '<<E\n',
    '<<-E\n',
    'E\n',
    '\n',
    '\r\n',
    '\t',
    ' ',
  ],
  ...[
    '=',
    ',',
    ':',
    '::',
    '?',
    '.',
    '...',
    '=>',
    '==',
    '!',
    '-',
    '+',
    '*',
    '/',
    '%',
    '<',
    '>=',
    '&&',
    '||',
    '&',
    ';',
    "'",
  ],
  ...[
    'for ',
    ' in ',
    ' if ',
    'a',
    'é',
    '1',
    '1.5',
    '.0',
    '[*]',
    '.*',
    'true',
    '"x"',
    '\\',
    '\\n',
    '\\u00e9',
    '#',
    '//',
    '/*',
    '*/',
  ],
  ...[
    '%{ if a }',
    '%{ else }',
    '%{ endif }',
    '%{ for x in y }',
    '%{ endfor }',
    'a = 1\n',
    'b {\n}\n',
    '\nresource "x" "y" {\n',
  ],
);

const items: readonly string[] = soundPages.flatMap(({ text }) => text.split(/\n(?=\S)/).map((item) => `${item}\n`));

/** A piece of a page with a few scraps in places where they were not. */
export const brokenText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...items),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), scraps, fc.nat(2)), { maxLength: 3 }),
  )
  .map(([item, changes]) =>
    changes.reduce((text, [where, scrap, gone]) => {
      const at = Math.floor(where * text.length);
      return text.slice(0, at) + scrap + text.slice(at + gone);
    }, item),
  );

export const soup: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', 'a = ', 'a = "', 'a = [', 'a = f(', 'a = <<E\n', 'b {\n'),
    fc.array(scraps, { maxLength: 12 }),
  )
  .map(([start, rest]) => `${start}${rest.join('')}\n`);

const word = fc.constantFrom('a', 'var', 'each', 'local-name', '_x', 'größe', 'e1');
const literal = fc.constantFrom('1', '2.50', '1e3', 'true', 'null', '""', '"x"', '"a\\n\\"$${b}"', '<<E\n  x\nE\n');

/** Expressions that are sound by construction. Heredocs end with a line, so everything stands in parentheses. */
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      word,
      literal,
      fc
        .tuple(inner, fc.constantFrom('+', '-', '*', '/', '%', '==', '!=', '<', '>=', '&&', '||'), inner)
        .map((it) => it.join(' ')),
      fc.tuple(fc.constantFrom('-', '!'), inner).map((it) => it.join('')),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `(${a}) ? ${b} : (${c})`),
      fc.tuple(inner, word).map(([a, name]) => `(${a}).${name}`),
      fc.tuple(word, inner).map(([name, key]) => `${name}[${key}]`),
      fc.tuple(word, word).map(([a, b]) => `${a}[*].${b}[0]`),
      fc.tuple(word, word).map(([a, b]) => `${a}.*.${b}.0`),
      fc.tuple(word, fc.array(inner, { maxLength: 3 })).map(([name, args]) => `${name}(${args.join(', ')})`),
      fc.array(inner, { maxLength: 3 }).map((list) => `[${list.join(',\n')}]`),
      fc
        .array(fc.tuple(word, inner), { maxLength: 3 })
        .map((pairs) => `{${pairs.map(([k, v]) => `${k} = (${v})`).join(', ')}}`),
      fc.tuple(inner, inner).map(([list, value]) => `[for k, v in ${list} : ${value} if v]`),
      fc.tuple(inner, inner).map(([list, value]) => `{ for v in ${list} :\n ${value} => v... }`),
      inner.map((it) => `"x\${ ${it} }y"`),
      fc.tuple(inner, inner).map(([a, b]) => `"%{ if ${a} ~} \${${b}} %{~ else }n%{ endif }"`),
      inner.map((it) => `provider::ns::fn(\n${it}\n)`),
    ),
  };
});

export const soundText: fc.Arbitrary<string> = expression.map((it) => `a = (${it})\n`);
