/** Expressions that would take all the time or all the room there is: unknown, or the error that Terraform makes of them. */
import { describe, expect, it } from 'vitest';
import { MAX_STEPS, stepsTaken } from '../../../server/src/core/eval/expression/limits';
import type { Value } from '../../../server/src/core/eval/value/value';
import { evaluateText } from '../vectors/replay';
import { reasonIn } from './evaluating';

/** Steps that are refused one by one, until every loop that is under way has ended. */
const aLittle = 1000;

const many = 'range(1000)';
const a = 'a'.repeat(50_000);
const level = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(`*${of}`).join(',')}]\\n`;
const bomb = `a: &a [x]\\n${level('b', 'a')}${level('c', 'b')}${level('d', 'c')}${level('e', 'd')}${level('f', 'e')}${level('g', 'f')}${level('h', 'g')}${level('i', 'h')}`;

const TOO_LARGE = /too large to be evaluated here/;
const TOO_DEEP = /nested too deeply/;

const unknown: readonly (readonly [name: string, expression: string, because: RegExp])[] = [
  ['a product of a million', `setproduct(${many}, ${many}, ${many})`, TOO_LARGE],
  ['loops in loops in loops', `[for a in ${many} : [for b in ${many} : [for c in ${many} : a]]]`, TOO_LARGE],
  ['a number of a hundred million columns', 'format("%100000000d", 1)', TOO_LARGE],
  [
    'every text of a thousand in a thousand',
    `length([for x in ${many} : [for y in ${many} : "${'${x}-${y}'}"]])`,
    TOO_LARGE,
  ],
  ['a list of wide texts', `formatlist("%9999999s", ${many})`, TOO_LARGE],
  ['many wide verbs', `format("${'%16000000s'.repeat(100)}"${', "x"'.repeat(100)})`, TOO_LARGE],
  ['an indentation of a billion', 'indent(999999999, "a\\nb")', TOO_LARGE],
  ['a text that grows with each letter', `replace("${a}", "", "${a}")`, TOO_LARGE],
  ['a number of a million digits', `tonumber("${'9'.repeat(100_000)}")`, TOO_LARGE],
  ['an exponent beyond reason', '1e999999999', TOO_LARGE],
  ['a product of such numbers', Array(100).fill('1e4999').join(' * '), TOO_LARGE],
  ['letters beyond counting', `length("${'é'.repeat(2_100_000)}")`, TOO_LARGE],
  ['aliases of aliases, written out', `jsonencode(yamldecode("${bomb}"))`, TOO_LARGE],
  ['JSON that is all brackets', `jsondecode("${'['.repeat(50_000)}${']'.repeat(50_000)}")`, TOO_DEEP],
];

const errors: readonly (readonly [name: string, expression: string, message: RegExp])[] = [
  ['a range without end', 'range(100000000)', /more than 1024 values were generated/],
  ['a range to infinity', 'range(1 / 0)', /more than 1024 values were generated/],
  ['a repetition that repeats itself', `regex("(a+)+$", "${a}b")`, /did not match/],
  ['alternatives that overlap', `regex("(a|aa)+$", "${a}b")`, /did not match/],
  ['a step beyond a list', '[1][1e300]', /does not identify an element/],
];

const known: readonly (readonly [name: string, expression: string])[] = [
  ['a matched repetition of repetitions', `regexall("(x+x+)+y", "${a}")`],
  ['a chain of sums', Array(200).fill('1').join(' + ')],
  ['three hundred thousand letters', `length("${'é'.repeat(300_000)}")`],
  ['one letter with many accents', `length("e${'\u0301'.repeat(5000)}x")`],
  ['every number of a hundred in a thousand', `[for x in range(100) : contains([for y in ${many} : y], x)]`],
  ['a text with a hundred thousand steps', `"${'${"a"}'.repeat(50_000)}"`],
  ['a digest of a megabyte', `sha512("${'a'.repeat(1_000_000)}")`],
];

describe('What would never end', () => {
  it.each(unknown)('%s is unknown, and soon', (_, expression, because) => {
    const [item] = counted(expression);
    expect(item).toMatchObject({ kind: 'unknown', isError: undefined });
    expect(reasonIn(item)).toMatch(because);
  });

  it.each(errors)('%s is an error, and soon', (_, expression, message) => {
    const [item] = counted(expression);
    expect(item).toMatchObject({ kind: 'unknown', isError: true });
    expect(reasonIn(item)).toMatch(message);
  });

  it.each(known)('%s is known, and soon', (_, expression) => {
    expect(counted(expression).map((item) => item.kind)).not.toContain('unknown');
  });
});

describe('Nesting beyond all reason', () => {
  it.each([
    ['parentheses', '('.repeat(500), '1', ')'.repeat(500)],
    ['brackets', '['.repeat(500), '1', ']'.repeat(500)],
    ['signs', '-'.repeat(500), '1', ''],
    ['choices', 'true ? 1 : '.repeat(500), '1', ''],
    ['templates', '"${'.repeat(200), '1', '}"'.repeat(200)],
    ['calls', 'try('.repeat(500), '1', ')'.repeat(500)],
  ])('of %s is answered or refused', (_, before, inner, after) => {
    const text = before + inner + after;
    try {
      expect(counted(text).length).toBe(1);
    } catch (refused) {
      expect(String(refused)).toContain('nested too deeply');
    }
  });
});

/** Bounds the work in steps, since seconds say more about the machine than about us. */
function counted(expression: string): readonly Value[] {
  const value = evaluateText(expression);
  expect(stepsTaken()).toBeLessThanOrEqual(MAX_STEPS + aLittle);
  return value.kind === 'tuple' ? value.items : [value];
}
