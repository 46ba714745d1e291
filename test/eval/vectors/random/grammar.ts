/**
 * The language as a grammar: each kind of expression is one of its productions, and `‹kind›` in a production stands for
 * any expression of that kind. Types are a matter of likelihood: now and then a kind lets in what Terraform refuses.
 */
import fc from 'fast-check';
import { calls } from './calls';
import { literals } from './literals';

/** Productions by kind. The first one is what is left when an expression has grown deep enough. */
export type Grammar = Readonly<Record<string, readonly string[]>>;

const expressions: Grammar = {
  number: [
    '‹literalNumber›',
    ...Array<string>(6).fill('‹calledNumber›'),
    '‹literalNumber›',
    '(‹number› ‹arithmetic› ‹number›)',
    '-‹literalNumber›',
    '-(‹number›)',
    '(‹bool› ? ‹number› : ‹number›)',
    '‹numbers›[‹index›]',
    'try(‹numbers›[‹number›], -1)',
    'try(‹mapping›.‹name›, ‹number›)',
    'element([for i, v in ‹list› : i], ‹index›)',
  ],
  string: [
    '‹literalString›',
    ...Array<string>(6).fill('‹calledString›'),
    '‹literalString›',
    '"‹piece›"',
    '"‹piece›‹piece›"',
    '"‹piece›‹piece›‹piece›"',
    '"${‹anything›}"',
    '(‹bool› ? ‹string› : ‹stringish›)',
    '‹strings›[‹index›]',
    '‹stringmap›["‹name›"]',
    'try(‹mapping›["‹name›"], ‹string›)',
  ],
  stringish: ['‹string›', '‹number›', '‹bool›', 'null', '‹anything›'],
  piece: [
    '‹plain›',
    '‹plain›',
    '${‹stringish›}',
    '${~ ‹string› ~} ',
    ' ${ ‹number› ~}  ‹plain›',
    '%{ if ‹bool› }‹plain›%{ endif }',
    '%{ if ‹bool› ~} ‹plain› %{~ else } ‹plain›${‹string›} %{ endif ~}',
    '%{ for v in ‹strings› }${v},%{ endfor }',
    '%{ for k, v in ‹mapping› ~} ${k} %{~ endfor }',
    '%{ for i, v in ‹list› }${i}%{ endfor }',
  ],
  heredoc: [
    '<<EOT\n‹line›\nEOT\n',
    '<<EOT\n‹line›\n  ‹line›\nEOT\n',
    '<<-EOT\n    ‹line›\n      ‹line›\n    EOT\n',
    '<<-EOT\n  ‹line›\n\n ‹line›\n   ‹line›\n  EOT\n',
    '<<-EOT\n\t‹line›\n\t%{ for v in ‹strings› ~}\n\t‹line›\n\t%{ endfor ~}\n\tEOT\n',
    '<<EOT\n%{ if ‹bool› }\n‹line›\n%{ else ~}\n‹line›\n%{ endif }\nEOT\n',
    '<<EOT\n%{ if ‹bool› ~}\n  ‹line›\n%{ endif ~}\n‹line›\nEOT\n',
  ],
  /** What may hold line breaks, and so cannot stand inside a string. */
  lines: [
    '‹heredoc›',
    '‹heredoc›',
    '[\n‹heredoc›, ‹heredoc›,\n]',
    '{a = ‹heredoc›b = ‹anything›\n}',
    'upper(‹heredoc›)',
    'chomp(‹heredoc›) == ‹string›',
    'split("\\n", ‹heredoc›)',
    'yamldecode(<<-EOT\n  a: ‹name›\n  b: [${‹number›}, "‹name›"]\n  c: |\n    ${‹literalBool›}\n  EOT\n)',
    '(‹bool› ? ‹heredoc› : ‹string›)',
    '{‹name› = ‹string›\n‹name› = ‹anything›\n}',
    '{\n‹name› = ‹string›,\n"‹name›" : ‹anything›,\n}',
    '[\n‹anything›,\n# x\n‹anything›,\n]',
    '[\nfor v in ‹list› :\nv\nif v != null\n]',
    '(\n‹bool›\n? ‹anything›\n: ‹anything›\n)',
    'merge(\n‹mapping›,\n/* y */ ‹mapping›,\n)',
    'trimspace(\n‹heredoc›)',
  ],
  line: [
    '‹plainLine›',
    '‹plainLine›${‹string›}',
    '${‹stringish›}',
    '  ${‹number›} ‹plainLine›',
    '%{ if ‹bool› }‹plainLine›%{ else }x%{ endif }',
    '%{ for v in ‹strings› }${v} %{ endfor ~}',
    '${~ ‹string› ~}',
  ],
  bool: [
    '‹literalBool›',
    ...Array<string>(6).fill('‹calledBool›'),
    '‹literalBool›',
    '(‹number› ‹comparison› ‹number›)',
    '(‹anything› ‹equality› ‹anything›)',
    '(‹string› ‹equality› ‹string›)',
    '(‹list› ‹equality› ‹list›)',
    '(‹bool› ‹logic› ‹bool›)',
    '!‹bool›',
    'can(‹anything›‹step›)',
    'can(‹call›)',
    '(‹bool› ? ‹bool› : ‹stringish›)',
    '(‹anything› ‹equality› null)',
  ],
  strings: [
    '[‹literalString›, ‹literalString›]',
    ...Array<string>(6).fill('‹calledStrings›'),
    '[]',
    '[‹literalString›]',
    '[‹string›, ‹string›, ‹string›]',
    '[‹string›, ‹stringish›]',
    '[for v in ‹strings› : "${v}-x" if v != ‹literalString›]',
    '[for i, v in ‹strings› : "${i}${v}"]',
    '[for k, v in ‹mapping› : k]',
    '[for v in ‹strings› : v]',
    '[for v in ‹strings› : try(‹mapping›[v], v)]',
    '‹objects›[*].a',
    '‹objects›.*.b',
    '(‹bool› ? ‹strings› : ‹strings›)',
    '(‹bool› ? ‹strings› : null)',
    '(‹bool› ? ‹strings› : [])',
  ],
  numbers: [
    '[‹literalNumber›, ‹literalNumber›]',
    ...Array<string>(6).fill('‹calledNumbers›'),
    '[]',
    '[‹number›, ‹number›, ‹number›]',
    '[‹number›]',
    '[for v in ‹numbers› : v * 2 if v > 0]',
    '[for v in ‹strings› : length(v)]',
    '[for i, v in ‹list› : i]',
    '[for v in ‹objects› : try(v.c, 0)]',
    '(‹bool› ? ‹numbers› : ‹numbers›)',
  ],
  objects: [
    '[{a = ‹literalString›, b = ‹literalString›, c = ‹literalNumber›}, {a = ‹literalString›, b = ‹literalNumber›, c = 1}]',
    '[{a = ‹string›, b = ‹anything›, c = ‹number›}]',
    '[‹mapping›, ‹mapping›]',
    '[{a = ‹string›}, {b = ‹number›}]',
    '[for v in ‹strings› : {a = v, b = ‹string›, c = length(v)}]',
    '[for k, v in ‹mapping› : {a = k, b = v}]',
    '[]',
  ],
  list: ['‹strings›', '‹numbers›', '‹objects›', '[‹anything›, ‹anything›]', '[‹anything›]', '‹set›'],
  set: ['toset(‹strings›)', 'toset(‹numbers›)', 'toset([‹anything›, ‹anything›])', 'toset(‹objects›)', 'toset([])'],
  mapping: [
    '{}',
    ...Array<string>(6).fill('‹calledMapping›'),
    '{‹name› = ‹literalString›}',
    '{‹name› = ‹literalString›, ‹name› = ‹literalString›}',
    '{‹name› = ‹anything›, "‹name›" = ‹anything›}',
    '{‹name› : ‹anything›, (‹string›) : ‹anything›}',
    '{"x${‹string›}" = ‹anything›}',
    '{for i, v in ‹strings› : "${try(tostring(v), "x")}${i}" => i}',
    '{for v in ‹strings› : v => upper(v)...}',
    '{for v in ‹objects› : v.a => v...}',
    '{for v in ‹objects› : v.a => v}',
    '{for k, v in ‹mapping› : upper(k) => v}',
    '{for k, v in ‹mapping› : k => v if k != "a"}',
    '{for k, v in ‹mapping› : k => try(v.a, v[0], v)}',
    '(‹bool› ? ‹mapping› : ‹mapping›)',
    '(‹bool› ? ‹mapping› : {})',
    '(‹bool› ? ‹mapping› : null)',
  ],
  stringmap: [
    '{a = ‹literalString›, b = ‹literalString›}',
    '{for v in ‹strings› : v => "x${v}"...}',
    '{a = ‹string›, dev = ‹string›}',
    'tomap({a = ‹string›, b = ‹stringish›})',
  ],
  anything: [
    '‹string›',
    'null',
    '‹number›',
    '‹bool›',
    '‹strings›',
    '‹numbers›',
    '‹objects›',
    '‹mapping›',
    '‹set›',
    '‹call›',
    '[‹anything›, ‹anything›]',
    '{a = ‹anything›, b = ‹anything›}',
    '(‹bool› ? ‹anything› : ‹anything›)',
    '(‹bool› ? [‹anything›] : [‹anything›])',
    '(‹bool› ? {a = ‹anything›} : {a = ‹anything›})',
    '(‹bool› ? {a = ‹anything›} : {b = ‹anything›})',
    '(‹bool› ? ‹list› : ‹list›)',
    '(‹bool› ? [‹mapping›, ‹mapping›] : [‹mapping›])',
    '(‹anything›)‹step›',
    'try((‹anything›)‹step›, ‹anything›)',
    '(‹anything›)[*]',
    '(‹anything›)[*].a',
    '(‹list›)[*][0]',
    '(‹objects›).*.a',
    '[for v in ‹list› : v]',
    '[for v in ‹anything› : v]',
    '[for k, v in ‹anything› : [k, v]]',
    '{for k, v in ‹anything› : k => v}',
    '[for a in ‹list› : [for b in ‹strings› : [a, b]]]',
    '[for v in [‹anything›, ‹anything›] : v if v != null]',
  ],
};

export const grammar: Grammar = { ...literals, ...expressions, ...calls };

/** Expressions of every kind, nested so many levels deep at most. */
export function generated(depthSize: fc.DepthSize, maxDepth: number): Readonly<Record<string, fc.Arbitrary<string>>> {
  const depth = { depthSize, maxDepth, depthIdentifier: fc.createDepthIdentifier() } as const;
  return fc.letrec<Record<string, string>>((tie) =>
    Object.fromEntries(Object.entries(grammar).map(([kind, productions]) => [kind, oneOf(productions, tie, depth)])),
  );
}

type Tie = (kind: string) => fc.Arbitrary<string>;

function oneOf(productions: readonly string[], tie: Tie, depth: fc.OneOfConstraints): fc.Arbitrary<string> {
  if (productions.every((it) => !it.includes('‹'))) return fc.constantFrom(...productions);
  const [first = '', ...others] = productions.map((it) => producing(it, tie));
  if (first === '') throw new Error('a kind has at least one production');
  return fc.oneof(depth, first, ...others);
}

function producing(production: string, tie: Tie): fc.Arbitrary<string> {
  const parts = production.split(/[‹›]/).map((part, index) => (index % 2 === 0 ? fc.constant(part) : known(part, tie)));
  return fc.tuple(...parts).map((texts) => texts.join(''));
}

function known(kind: string, tie: Tie): fc.Arbitrary<string> {
  if (!Object.hasOwn(grammar, kind)) throw new Error(`no kind is called ${kind}`);
  return tie(kind);
}
