/** Texts as nobody meant them: half deleted, doubled, unbalanced, with pieces of others and with what is hostile in them. */
import type { Random } from './random';

/** A text beyond this is cut: it is the edits that are many, not the letters. */
const longest = 16_000;

export function mutated(text: string, others: readonly string[], random: Random): string {
  const mutate = random.pick(mutations);
  return mutate(text, { random, others }).slice(0, longest);
}

/** Bytes of any kind, as the text that a reader of UTF-8 makes of them. */
export function randomText(random: Random, length = random.below(400)): string {
  const bytes = Uint8Array.from({ length }, () => random.pick(alphabets)(random));
  return new TextDecoder().decode(bytes);
}

const alphabets: readonly ((random: Random) => number)[] = [
  (random) => random.below(256),
  (random) => 32 + random.below(95),
  (random) => random.pick([...'\n\n  :-{}[]"\'=,$%#&*!|>()\\\t~'].map((it) => it.charCodeAt(0))),
];

type Given = { readonly random: Random; readonly others: readonly string[] };
type Mutation = (text: string, given: Given) => string;

const mutations: readonly Mutation[] = [
  (text, { random }) => without(text, spanIn(text, random)),
  (text, { random }) => without(text, lineSpan(text, random)),
  (text, { random }) => inserted(text, random.below(text.length + 1), random.pick(snippets)),
  (text, { random }) => inserted(text, tokenAt(text, random).start, random.pick(snippets)),
  (text, { random }) => {
    const { start, end } = lineSpan(text, random);
    return inserted(text, end, text.slice(start, end));
  },
  (text, { random }) => {
    const { start, end } = spanIn(text, random);
    return inserted(text, random.below(text.length + 1), text.slice(start, end));
  },
  (text, { random }) => {
    const other = tokenAt(text, random);
    return replaced(text, tokenAt(text, random), text.slice(other.start, other.end));
  },
  (text, { random }) => replaced(text, tokenAt(text, random), random.pick(words)),
  (text, { random, others }) => {
    const other = random.pick(others);
    const { start, end } = spanIn(other, random);
    return inserted(text, random.below(text.length + 1), other.slice(start, end));
  },
  (text, { random, others }) => {
    const other = random.pick(others);
    const { start, end } = tokenAt(other, random);
    return replaced(text, tokenAt(text, random), other.slice(start, end));
  },
  (text, { random }) => without(text, bracketIn(text, random)),
  (text, { random }) => (random.chance(0.3) ? text.slice(0, random.below(text.length + 1)) : `${text}\n`),
  (text, { random }) => (random.chance(0.2) ? randomText(random) : inserted(text, 0, random.pick(snippets))),
  (text, { random }) => (random.chance(0.2) ? text.replaceAll('\n', '\r\n') : text.replace(/\n/, '\r')),
];

type Span = { readonly start: number; readonly end: number };

/** Rather short than long. */
function spanIn(text: string, random: Random): Span {
  const start = random.below(text.length + 1);
  return { start, end: Math.min(text.length, start + random.below(random.chance(0.9) ? 12 : 200)) };
}

function lineSpan(text: string, random: Random): Span {
  const at = random.below(text.length + 1);
  const end = text.indexOf('\n', at);
  return { start: text.lastIndexOf('\n', at - 1) + 1, end: end < 0 ? text.length : end + 1 };
}

function tokenAt(text: string, random: Random): Span {
  const at = random.below(text.length + 1);
  const [token] = text.slice(at, at + 200).matchAll(/[\w-]+|"[^"\n]*"|[^\w\s]/g);
  if (!token) return { start: at, end: at };
  return { start: at + token.index, end: at + token.index + token[0].length };
}

function bracketIn(text: string, random: Random): Span {
  const from = random.below(text.length + 1);
  const at = text.slice(from).search(/[[\]{}()"]/);
  return at < 0 ? { start: 0, end: 0 } : { start: from + at, end: from + at + 1 };
}

function without(text: string, span: Span): string {
  return replaced(text, span, '');
}

function inserted(text: string, at: number, piece: string): string {
  return replaced(text, { start: at, end: at }, piece);
}

function replaced(text: string, { start, end }: Span, piece: string): string {
  return text.slice(0, start) + piece + text.slice(end);
}

const words = [
  ...['null', 'true', 'false', '""', '[]', '{}', '0', '-1', '1e999', '9999999999999999999999', '0.1', '-0', '~'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'each.key',
    'each.value',
    'count.index',
    'self',
    'local',
  ],
  ...['"111122223333"', '"prod"', 'data', 'var.x', 'module.m', 'local.a', 'path.module', 'terraform.workspace', '*'],
];

const snippets = [
  ...[
    '"',
    '"${',
    '${',
    '%{ if',
    '%{ for x in',
    '}',
    '{',
    '[',
    ']',
    '(',
    ')',
    '<<EOT\n',
    '<<-EOT\n',
    'EOT\n',
    '/*',
    '*/',
  ],
  ...[
    '#',
    '//',
    '\\',
    '\\u',
    "'",
    '`',
    '\0',
    '\u{1b}[31m',
    '\u{202e}',
    '\u{feff}',
    '\ud800',
    '\u{10ffff}',
    '\t',
    '\r',
    '\n',
  ],
  ...[
    '&a ',
    '*a ',
    '<<: *a\n',
    '!!binary ',
    '!Sub ',
    '- ',
    '? ',
    ': ',
    '|',
    '>',
    '---\n',
    '...\n',
    '%YAML 9.9\n',
    '{{ x }}',
  ],
  ...[
    '<% x %>',
    '# idc: ignore syntax -- x\n',
    '# idc: ignore\n',
    '__proto__: 1\n',
    'constructor = 1\n',
    '"__proto__" = {}\n',
  ],
  'locals { a = local.b\n b = local.a }\n',
  'locals { a = { x = local.a } }\n',
  'locals { __proto__ = 1\n constructor = local.__proto__ }\n',
  'module "m" { source = "./" }\n',
  'module "m" { source = "../m"\n for_each = toset(["a", "__proto__"]) }\n',
  'module "n" { source = "./modules/n"\n count = 2 }\n',
  'resource "aws_ssoadmin_permission_set" "x" { name = file("x.txt") }\n',
  'resource "aws_ssoadmin_permission_set" "y" { for_each = toset(keys(local.a))\n name = each.key }\n',
  'resource "aws_ssoadmin_account_assignment" "x" { count = 3\n principal_id = aws_identitystore_group.x[count.index].group_id }\n',
  'resource "aws_identitystore_group" "x" { for_each = { for k, v in local.a : k => v... }\n display_name = each.value }\n',
  'dynamic "inline" { for_each = [1, null, "x"]\n content { a = inline.value } }\n',
  'variable "x" { type = object({ a = optional(list(string), ["b"]) })\n default = { a = null } }\n',
  'a = templatefile("x.tftpl", { x = 1 })\n',
  'a = yamldecode(file("teams.yaml"))\n',
  'a = jsondecode("{\\"__proto__\\": {}}")\n',
  'a = regexall("(a+)+$", "aaaaaaaaaaaaaaaa!")\n',
  'a = format("%#v %*d", [1], 2)\n',
  'a = one(flatten([[], [null], setproduct(["a"], [1, 2])]))\n',
  'a = cidrsubnet("10.0.0.0/8", 99, -1)\n',
  'permission_sets:\n  Reader: &a { managed_policies: [*a] }\n',
  'groups: [a, a, [a], { a: a }]\n',
  'account_assignments: null\n',
];
