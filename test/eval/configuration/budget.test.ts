/** What a root may cost, value by value: a greedy one takes nothing from the others. */
import { describe, expect, it } from 'vitest';
import type { EvaluatedRoot } from '../../../server/src/core/eval';
import { MAX_ROOT_STEPS, MAX_STEPS } from '../../../server/src/core/eval/expression/limits';
import { evaluateFiles } from './evaluate';
import { renderValue } from './render';

const TOO_LARGE = /^<unknown: it is too large to be evaluated here/;

/** As many steps as one value may take, and more. */
const greedy = '[for x in range(1000) : [for y in range(1000) : "${x}-${y}"]]';

describe('The budget of a root', () => {
  it('has a part for each value, whoever asks for it first', () => {
    const asking = 'output "both" {\n  value = [length(local.greedy), local.modest]\n}\n';
    const { outputs } = rootOf(
      `locals {\n  greedy = ${greedy}\n  modest = [for x in range(1000) : x][999]\n}\n${asking}`,
    );
    expect(valueOf(outputs, 'both')).toMatch(/^\[<unknown: it is too large to be evaluated here.*>, 999\]$/);
  });

  it('refuses what is too large by itself, and goes on beside it', () => {
    const main =
      'output "it" {\n  value = { a = setproduct(range(1000), range(1000), range(1000)), b = range(3) }\n}\n';
    expect(valueOf(rootOf(main).outputs, 'it')).toMatch(/"?a"?\s*[=:]\s*<unknown: it is too large.*b.*\[0, 1, 2\]/s);
  });

  it('leaves what is written out known when it is used up', () => {
    const count = Math.ceil(MAX_ROOT_STEPS / MAX_STEPS) + 2;
    const all = Array.from({ length: count }, (_, n) => `output "o${n}" {\n  value = length(${greedy})\n}\n`).join('');
    const plain =
      'output "plain" {\n  value = local.name\n}\noutput "more" {\n  value = [for x in range(1000) : x]\n}\n';
    const { outputs } = rootOf(`locals {\n  name = "ops-${'$'}{1 + 1}"\n}\n${all}${plain}`);
    expect(valueOf(outputs, 'o0')).toMatch(TOO_LARGE);
    expect(valueOf(outputs, 'plain')).toBe('"ops-2"');
    expect(valueOf(outputs, 'more')).toMatch(TOO_LARGE);
  });

  it('begins anew for each root', () => {
    const many = Array.from({ length: 6 }, (_, n) => `output "o${n}" {\n  value = length(${greedy})\n}\n`).join('');
    const { roots } = evaluateFiles(
      new Map([
        ['a/main.tf', many],
        ['b/main.tf', 'output "it" {\n  value = length([for x in range(1000) : x])\n}\n'],
      ]),
    );
    expect(roots.map(({ outputs }) => outputs.get('it')).map((it) => it && renderValue(it))).toEqual([
      undefined,
      '1000',
    ]);
  });
});

describe('Values that share their parts', () => {
  const chain = (name: string, first: string) =>
    `  ${name}0 = ${first}\n${Array.from({ length: 59 }, (_, n) => `  ${name}${n + 1} = { a = local.${name}${n}, b = local.${name}${n} }\n`).join('')}`;
  const locals = `locals {\n${chain('x', '"x"')}${chain('y', '"x"')}${chain('z', '1')}}\n`;

  it.each([
    ['are equal where they are the same', 'local.x59 == local.x59', 'true'],
    ['are equal where all in them is', 'local.x59 == local.y59', 'true'],
    ['are unequal where their types are', 'local.x59 == local.z59', 'false'],
    ['count as often as they are listed', 'length([local.x59, local.x59])', '2'],
    ['are not sensitive', 'issensitive(local.x59)', 'false'],
    ['can be had', 'can(local.x59)', 'true'],
  ])('%s', (_, expression, expected) => {
    expect(valueOf(rootOf(`${locals}output "it" {\n  value = ${expression}\n}\n`).outputs, 'it')).toBe(expected);
  });

  it.each([
    'jsonencode(local.x59)',
    'yamlencode(local.x59)',
    'toset([local.x59, local.y59])',
    'tolist([local.x59, local.z59])',
    'flatten([[local.l59]])',
    'format("%v", local.x59)',
    'provider::terraform::encode_expr(local.x59)',
    'nonsensitive(sensitive(jsonencode(local.x59)))',
    'distinct([local.x59])',
  ])('are too large to be written out: %s', (expression) => {
    const lists = `locals {\n  l0 = ["x"]\n${Array.from({ length: 59 }, (_, n) => `  l${n + 1} = [local.l${n}, local.l${n}]\n`).join('')}}\n`;
    const { outputs } = rootOf(`${locals}${lists}output "it" {\n  value = ${expression}\n}\n`);
    expect(valueOf(outputs, 'it')).toMatch(TOO_LARGE);
  });
});

describe('Values within values', () => {
  it('are refused beyond six hundred', () => {
    const steps = Array.from({ length: 3000 }, (_, n) => `  x${n + 1} = [local.x${n}]\n`).join('');
    const asked = Array.from({ length: 3000 }, (_, n) => `output "o${n}" {\n  value = length(local.x${n})\n}\n`).join(
      '',
    );
    const { outputs } = rootOf(
      `locals {\n  x0 = []\n${steps}}\n${asked}output "it" {\n  value = jsonencode(local.x3000)\n}\n`,
    );
    expect(outputs.size).toBe(3001);
    expect(valueOf(outputs, 'o599')).toBe('1');
  });
});

describe('Names behind names', () => {
  /** Each name is the one before, in so many parentheses. */
  const chain = (names: number, parentheses: number) =>
    Array.from({ length: names }, (_, n) => {
      return `  x${n + 1} = ${'('.repeat(parentheses)}local.x${n}${')'.repeat(parentheses)}\n`;
    }).join('');
  const asked = (name: string) => `output "it" {\n  value = local.${name}\n}\n`;

  it('are followed two hundred deep, and no further', () => {
    const root = rootOf(`locals {\n  x0 = "x"\n${chain(20_000, 0)}}\n${asked('x20000')}`);
    expect(root.fault).toBeUndefined();
    expect(valueOf(root.outputs, 'it')).toMatch(/^<unknown: local\.x19801 is reached through/);
  });

  it('are followed through six hundred levels of nesting, and no further', () => {
    const root = rootOf(`locals {\n  x0 = "x"\n${chain(150, 100)}}\n${asked('x150')}`);
    expect(root.fault).toBeUndefined();
    expect(valueOf(root.outputs, 'it')).toMatch(/^<unknown: it is nested too deeply/);
    expect(valueOf(rootOf(`locals {\n  x0 = "x"\n${chain(5, 100)}}\n${asked('x5')}`).outputs, 'it')).toBe('"x"');
  });
});

function rootOf(main: string): EvaluatedRoot {
  const [root] = evaluateFiles(new Map([['main.tf', main]])).roots;
  if (!root) throw new Error('no root module');
  return root;
}

function valueOf(outputs: EvaluatedRoot['outputs'], name: string): string {
  const value = outputs.get(name);
  return value ? renderValue(value) : 'no such output';
}
