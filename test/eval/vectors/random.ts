/**
 * Expressions nobody thought of: well-typed ones, made with fast-check from a seed, and asked of Terraform and of us.
 * Most are small; some are the maps of groups, accounts and permission sets that access code is made of.
 */
import fc from 'fast-check';
import { replay } from './replay';
import { ask } from './terraform';

export type Difference = { readonly expression: string; readonly terraform: string; readonly ours: string };

/** Those of so many expressions to which the two answers differ. Errors are equal however they are worded. */
export function compareRandom(count: number, seed: number): readonly Difference[] {
  const expressions = fc.sample(anyExpression, { numRuns: count, seed });
  const answers = ask(expressions, '');
  return expressions.flatMap((expression, index) => {
    const answer = answers[index];
    const terraform = answer && 'value' in answer ? answer.value : 'error';
    const said = replay(expression, '');
    const ours = 'value' in said ? said.value : 'error' in said ? 'error' : '?';
    // What cannot be stored (an infinity) is not known to us either.
    const isInfinite = answer && 'error' in answer && answer.error.includes('infinity');
    return terraform === ours || isInfinite ? [] : [{ expression, terraform, ours }];
  });
}

type Text = fc.Arbitrary<string>;

const words = ['a', 'b', 'dev', 'prod', 'Admin', '', 'ops-1', 'é', '10', 'true', 'a b'];
const name = fc.constantFrom('a', 'b', 'c', 'dev', 'prod', 'x1');
const literalNumber = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.constantFrom('0.5', '1.25', '2.75', '0.1', '1e3', '100', '123456789012', '3.0'),
);
const literalString = fc.constantFrom(...words).map((word) => JSON.stringify(word));
const literalBool = fc.constantFrom('true', 'false');

const join = (items: readonly string[]) => items.join(', ');
const listText = (items: readonly string[]) => `[${join(items)}]`;

function wrap(...parts: readonly (string | Text)[]): Text {
  return fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((all) => all.join(''));
}

const short = { maxLength: 4 };

const { number, string, bool, strings, numbers, mapping, anything } = fc.letrec<Record<string, string>>((tie) => {
  const sub = (kind: string): Text => tie(kind);
  return {
    number: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      literalNumber,
      wrap('(', sub('number'), fc.constantFrom(' + ', ' - ', ' * ', ' % ', ' / '), sub('number'), ')'),
      wrap('length(', fc.oneof(sub('strings'), sub('numbers'), sub('mapping'), sub('string')), ')'),
      wrap(fc.constantFrom('abs', 'ceil', 'floor'), '(', sub('number'), ')'),
      wrap(fc.constantFrom('max', 'min'), '(', sub('number'), ', ', sub('number'), ')'),
      wrap('sum(concat([0], ', sub('numbers'), '))'),
      wrap('(', sub('bool'), ' ? ', sub('number'), ' : ', sub('number'), ')'),
      wrap('try(tonumber(', sub('string'), '), ', sub('number'), ')'),
      wrap('try(', sub('numbers'), '[', sub('number'), '], -1)'),
    ),
    string: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      literalString,
      wrap(
        '"',
        fc.constantFrom('x', 'p-', ''),
        '${',
        fc.oneof(sub('string'), sub('number'), sub('bool')),
        '}',
        fc.constantFrom('', '-s', '!'),
        '"',
      ),
      wrap(fc.constantFrom('upper', 'lower', 'title', 'trimspace', 'strrev'), '(', sub('string'), ')'),
      wrap('join(', literalString, ', ', sub('strings'), ')'),
      wrap('replace(', sub('string'), ', ', literalString, ', ', literalString, ')'),
      wrap(
        'substr(',
        sub('string'),
        ', ',
        fc.constantFrom('0', '1', '-1', '2'),
        ', ',
        fc.constantFrom('1', '2', '-1'),
        ')',
      ),
      wrap('format("%s/%d", ', sub('string'), ', floor(', sub('number'), '))'),
      wrap('format("%v", ', sub('anything'), ')'),
      wrap('coalesce(', sub('string'), ', "z")'),
      wrap('jsonencode(', sub('anything'), ')'),
      wrap('tostring(', fc.oneof(sub('number'), sub('bool')), ')'),
      wrap(
        '(',
        sub('bool'),
        ' ? ',
        sub('string'),
        ' : ',
        fc.oneof(sub('string'), sub('number'), fc.constant('null')),
        ')',
      ),
      wrap(
        'lookup(',
        sub('mapping'),
        ', ',
        name.map((it) => JSON.stringify(it)),
        ', "none")',
      ),
      wrap('element(concat(', sub('strings'), ', ["e"]), ', fc.constantFrom('0', '1', '5'), ')'),
    ),
    bool: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      literalBool,
      wrap('(', sub('number'), fc.constantFrom(' < ', ' >= ', ' == ', ' != '), sub('number'), ')'),
      wrap('(', sub('anything'), fc.constantFrom(' == ', ' != '), sub('anything'), ')'),
      wrap('(', sub('bool'), fc.constantFrom(' && ', ' || '), sub('bool'), ')'),
      wrap('!', sub('bool')),
      wrap('contains(', sub('strings'), ', ', sub('string'), ')'),
      wrap('can(', sub('anything'), fc.constantFrom('.a', '[0]', '["b"]', ''), ')'),
      wrap(fc.constantFrom('alltrue', 'anytrue'), '([for v in ', sub('strings'), ' : v == "a"])'),
      wrap(fc.constantFrom('startswith', 'endswith', 'strcontains'), '(', sub('string'), ', ', literalString, ')'),
    ),
    strings: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.array(literalString, short).map(listText),
      fc.array(sub('string'), short).map(listText),
      wrap('[for v in ', sub('strings'), ' : "${v}-x" if v != ', literalString, ']'),
      wrap('[for i, v in ', sub('strings'), ' : "${i}${v}"]'),
      wrap('[for k, v in ', sub('mapping'), ' : k]'),
      wrap('concat(', sub('strings'), ', ', sub('strings'), ')'),
      wrap(fc.constantFrom('distinct', 'sort', 'reverse', 'compact', 'tolist'), '(', sub('strings'), ')'),
      wrap('tolist(toset(', sub('strings'), '))'),
      wrap('split(', fc.constantFrom('","', '"-"', '""'), ', ', sub('string'), ')'),
      wrap('keys(', sub('mapping'), ')'),
      wrap('flatten([', sub('strings'), ', [', sub('strings'), ']])'),
      wrap('formatlist("%s!", ', sub('strings'), ')'),
      wrap('(', sub('bool'), ' ? ', sub('strings'), ' : ', sub('strings'), ')'),
      wrap('tolist(setunion(', sub('strings'), ', ', sub('strings'), '))'),
      wrap('tolist(setsubtract(', sub('strings'), ', ', sub('strings'), '))'),
    ),
    numbers: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.array(literalNumber, short).map(listText),
      fc.array(sub('number'), short).map(listText),
      wrap('[for v in ', sub('numbers'), ' : v * 2 if v > 0]'),
      wrap('[for v in ', sub('strings'), ' : length(v)]'),
      wrap('range(', fc.constantFrom('0', '3', '1, 4', '4, 0, -2'), ')'),
      wrap('tolist(toset(', sub('numbers'), '))'),
      wrap('reverse(', sub('numbers'), ')'),
      wrap('slice(concat(', sub('numbers'), ', [7, 8]), 0, 2)'),
    ),
    mapping: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc
        .array(fc.tuple(name, literalString), short)
        .map((pairs) => `{${join(pairs.map(([key, value]) => `${key} = ${value}`))}}`),
      fc
        .array(fc.tuple(name, sub('anything')), short)
        .map((pairs) => `{${join(pairs.map(([key, value]) => `${key} = ${value}`))}}`),
      wrap('{for i, v in ', sub('strings'), ' : "${v}${i}" => i}'),
      wrap('{for v in ', sub('strings'), ' : v => upper(v)...}'),
      wrap('{for k, v in ', sub('mapping'), ' : upper(k) => v}'),
      wrap('merge(', sub('mapping'), ', ', sub('mapping'), ')'),
      wrap('zipmap(["a", "b"], [', sub('anything'), ', ', sub('anything'), '])'),
      wrap('tomap({for k, v in ', sub('mapping'), ' : k => "v"})'),
      wrap('(', sub('bool'), ' ? ', sub('mapping'), ' : ', sub('mapping'), ')'),
    ),
    anything: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      sub('string'),
      sub('number'),
      sub('bool'),
      sub('strings'),
      sub('numbers'),
      sub('mapping'),
      fc.constant('null'),
      wrap('[', sub('anything'), ', ', sub('anything'), ']'),
      wrap('toset(', sub('strings'), ')'),
      wrap('tolist([', sub('anything'), ', ', sub('anything'), '])'),
      wrap('tomap({a = ', sub('anything'), ', b = ', sub('anything'), '})'),
      wrap('toset([', sub('mapping'), ', ', sub('mapping'), '])'),
      wrap('(', sub('bool'), ' ? ', sub('anything'), ' : ', sub('anything'), ')'),
      wrap('[', sub('mapping'), ', ', sub('mapping'), '][*].a'),
      wrap('try(', sub('anything'), '.a, ', sub('anything'), ')'),
      wrap('setproduct(', sub('strings'), ', ', sub('strings'), ')'),
      wrap('coalesce(', sub('anything'), ', ', sub('anything'), ')'),
      wrap('yamldecode(yamlencode(', sub('anything'), '))'),
      wrap('jsondecode(jsonencode(', sub('anything'), '))'),
      wrap('values(', sub('mapping'), ')'),
      wrap('one(', sub('strings'), ')'),
      wrap('transpose({for k in ', sub('strings'), ' : k => [', literalString, ', "t"]...})'),
      wrap('chunklist(', sub('strings'), ', 2)'),
    ),
  };
});

const accounts = ['"111122223333"', '"444455556666"', '123456789012', '"dev"'];
const sets = ['"Admin"', '"ReadOnly"', '"Billing"'];

/** `{ group = { account = [set, …] } }`, or the same with objects that name account ids and sets. */
const access = fc
  .array(
    fc.tuple(
      fc.constantFrom('admins', 'analysts', 'ops'),
      fc.uniqueArray(fc.constantFrom(...accounts), { maxLength: 3 }),
      fc.uniqueArray(fc.constantFrom(...sets), { maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((groups) => {
    const entries = groups.map(
      ([group, ids, names]) => `${group} = { account_ids = [${join(ids)}], sets = [${join(names)}] }`,
    );
    return `{ ${entries.join(', ')} }`;
  });

const flattened = access.map(
  (groups) =>
    `flatten([for g, it in ${groups} : [for id in it.account_ids : [for s in it.sets : { group = g, account = id, set = s }]]])`,
);

const patterns: Text = fc.oneof(
  flattened,
  flattened.map((it) => `{for a in ${it} : "\${a.group}-\${a.account}-\${a.set}" => a}`),
  flattened.map((it) => `{for a in ${it} : a.account => a.group...}`),
  flattened.map((it) => `distinct([for a in ${it} : a.set])`),
  flattened.map((it) => `toset([for a in ${it} : "\${a.group}/\${a.account}"])`),
  flattened.map((it) => `toset(${it})`),
  access.map(
    (it) =>
      `merge([for g, a in ${it} : {for p in setproduct(a.account_ids, a.sets) : "\${g}.\${p[0]}.\${p[1]}" => p[1]}]...)`,
  ),
  access.map((it) => `{for g, a in ${it} : g => lookup(a, "sets", []) if length(a.account_ids) > 0}`),
  access.map((it) => `values(${it})[*].sets`),
  access.map((it) => `{for g, a in ${it} : g => try(a.missing, a.sets[0], "none")}`),
  access.map((it) => `tomap(${it})`),
  access.map((it) => `transpose({for g, a in ${it} : g => [for s in a.sets : lower(s)]})`),
);

const anyExpression: Text = fc.oneof(
  { weight: 2, arbitrary: patterns },
  ...[number, string, bool, strings, numbers, mapping, anything, anything].flatMap((it) =>
    it ? [{ weight: 1, arbitrary: it }] : [],
  ),
);
