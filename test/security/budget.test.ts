/**
 * Work is counted, not hoped for: configurations that would take all the time or all the room there is end soon, in a process
 * with little memory. What is too large is said to be so, and what stands beside it is still listed.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { hostileFolder, smallProcess } from './hostile-folder';

const { idc, close } = smallProcess();
afterAll(close);

const TOO_LARGE = 'too large to be evaluated here';

const assignment = (name: string, principal: string, forEach = '') => `
resource "aws_ssoadmin_account_assignment" "${name}" {
  ${forEach === '' ? '' : `for_each = ${forEach}`}
  instance_arn       = "arn:aws:sso:::instance/ssoins-1"
  permission_set_arn = "arn:aws:sso:::permissionSet/ssoins-1/ps-1"
  principal_id       = ${principal}
  principal_type     = "GROUP"
  target_id          = "111122223333"
  target_type        = "AWS_ACCOUNT"
}
`;

const beside = '11111111-2222-3333-4444-555555555555';

/** An assignment for each of what is hostile, and one beside it that is plain. */
const over = (forEach: string, locals = '') =>
  `${assignment('plain', `"${beside}"`)}${assignment('hostile', 'each.key', forEach)}${locals}`;

/** `x0`, and then `x1` to `x<count>`, each made of the one before. */
const chain = (count: number, first: string, next: (before: string) => string) =>
  `locals {\n  x0 = ${first}\n${Array.from({ length: count }, (_, n) => `  x${n + 1} = ${next(`local.x${n}`)}\n`).join('')}}\n`;

const many = 'range(1000)';
const nested = `[for a in ${many} : [for b in ${many} : [for c in ${many} : [for d in ${many} : "\${a}\${b}\${c}\${d}"]]]]`;
const loops = (n: number) => `  l${n} = length([for x in ${many} : [for y in ${many} : "\${x}-\${y}"]])\n`;
const dozen = Array.from({ length: 12 }, (_, n) => n);

const configurations: readonly (readonly [name: string, main: string])[] = [
  [
    'jsonencode of a chain of 59 shared objects',
    over(
      'toset([jsonencode(local.x59)])',
      chain(59, '"x"', (it) => `{ a = ${it}, b = ${it} }`),
    ),
  ],
  ['four loops of a thousand within each other', over(`toset(flatten(${nested}))`)],
  [
    '59 doublings of a text',
    over(
      'toset([local.x59])',
      chain(59, '"x"', (it) => `"\${${it}}\${${it}}"`),
    ),
  ],
  [
    '39 doublings of a list',
    over(
      'toset(local.x39)',
      chain(39, '["x"]', (it) => `concat(${it}, ${it})`),
    ),
  ],
  [
    '59 lists of the same list twice',
    over(
      'toset(flatten(local.x59))',
      chain(59, '["x"]', (it) => `[${it}, ${it}]`),
    ),
  ],
  [
    'flatten of a thousand times a thousand',
    over(`toset(flatten([for x in ${many} : [for y in ${many} : "\${x}/\${y}"]]))`),
  ],
  ['a loop of a thousand in one of a thousand', over('toset([tostring(local.l0)])', `locals {\n${loops(0)}}\n`)],
  [
    'a dozen of them',
    over(
      `toset([tostring(${dozen.map((n) => `local.l${n}`).join(' + ')})])`,
      `locals {\n${dozen.map(loops).join('')}}\n`,
    ),
  ],
  ['two chains of shared objects compared', over('toset([tostring(local.x59 == local.y59)])', twoChains())],
  ['a text of numbers without end', over('toset([join("", [for x in range(1000) : tostring(1e4999)])])')],
  ['a list of wide texts', over('toset(formatlist("%9999999s", range(1000)))')],
];

/** Of one shape, and yet different in what lies at the bottom. */
function twoChains(): string {
  const pair = (it: string) => `{ a = ${it}, b = ${it} }`;
  return chain(59, '"x"', pair) + chain(59, '1', pair).replaceAll(/\bx(?=\d)/g, 'y');
}

describe('What costs too much', () => {
  it.each(configurations)('is said to be: %s', async (_, main) => {
    const { code, out, err } = await access({ 'main.tf': main });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(beside);
    expect(out).toMatch(/aws_ssoadmin_account_assignment\.hostile/);
    expect(out).toMatch(new RegExp(`${TOO_LARGE}|hostile\\["false"\\]`));
  });

  it('is a module that calls others twice, 25 levels deep: those far down', async () => {
    const level = (n: number) =>
      ['a', 'b'].map((name) => `module "${name}" {\n  source = "../m${n + 1}"\n}\n`).join('') +
      assignment('plain', `"${beside}"`);
    const files = Object.fromEntries(Array.from({ length: 24 }, (_, n) => [`m${n + 1}/main.tf`, level(n + 1)]));
    const { code, out } = await access({
      'main.tf': 'module "m" {\n  source = "./m1"\n}\n',
      ...files,
      'm25/main.tf': '',
    });
    expect(code).toBe(0);
    expect(out).toContain('more than 2000 modules are called');
    expect(out).toContain(beside);
  });

  const mapOf = (count: number) => {
    const entries = Array.from({ length: count }, (_, n) => `    k${n} = "v${n}"\n`).join('');
    return `locals {\n  m = {\n${entries}  }\n}\n`;
  };

  it('is more instances than anybody follows: a map literal of 80,000 entries', async () => {
    const { code, out } = await access({ 'main.tf': over('local.m', mapOf(80_000)) });
    expect(code).toBe(0);
    expect(out).toContain('more than 50000 instances');
    expect(out).toContain(beside);
  });

  it('is not read: a map literal of 200,000 entries, which is 4 MB', async () => {
    const folder = hostileFolder({ 'main.tf': assignment('plain', `"${beside}"`), 'map.tf': mapOf(200_000) });
    const { code, out } = await idc(['check'], folder.path);
    expect(code).toBe(1);
    expect(out).toContain('this file is longer than 2000000 characters and is not read: split it into several files');
    expect((await idc(['access'], folder.path)).out).toContain(beside);
    folder.remove();
  });
});

describe('What costs its length', () => {
  it('is known: a chain of shared objects that nobody prints', async () => {
    const main = over(
      'toset([local.x59.a.b.a.b == null ? "no" : "yes"])',
      chain(59, '"x"', (it) => `{ a = ${it}, b = ${it} }`),
    );
    const { code, out } = await access({ 'main.tf': main });
    expect(code).toBe(0);
    expect(out).toContain('hostile["yes"]');
  });
});

describe('Outputs that share their parts', () => {
  it('are gone through once', async () => {
    const main = `${assignment('plain', `"${beside}"`)}${chain(59, '"x"', (it) => `{ a = ${it}, b = ${it} }`)}output "it" {\n  value = local.x59\n}\n`;
    const { code, out } = await access({ 'main.tf': main });
    expect(code).toBe(0);
    expect(out).toContain(beside);
  });
});

describe('A template that calls itself', () => {
  it('is refused, as by Terraform', async () => {
    const twice = '${templatefile("t.tftpl", {})}'.repeat(2);
    const main = over('toset([templatefile("t.tftpl", {})])');
    const { code, out } = await access({ 'main.tf': main, 't.tftpl': twice });
    expect(code).toBe(0);
    expect(out).toContain('cannot recursively call templatefile from inside another template function');
    expect(out).toContain(beside);
  });
});

async function access(files: Readonly<Record<string, string>>) {
  const folder = hostileFolder(files);
  const ended = await idc(['access'], folder.path);
  folder.remove();
  return ended;
}
