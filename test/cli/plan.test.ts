/** `--plan`: recorded plans on the command line, in a folder of their own. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runIdc } from '../support/transcript';

const teams = join(import.meta.dirname, '../declared/plans/teams');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'idc-plan-'));
  cpSync(teams, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const idc = (...argv: readonly string[]) => runIdc(argv, folder);
const read = (path: string) => readFileSync(join(folder, path), 'utf8');

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function accessOf(...argv: readonly string[]) {
  const { out, text } = await idc('access', '--format', 'json', ...argv);
  if (out === '') throw new Error(text);
  return JSON.parse(out);
}

describe('idc access --plan', () => {
  it('knows what the code alone does not, and says where the code stands', async () => {
    expect((await accessOf()).unknown).toHaveLength(17);
    const planned = await accessOf('--plan', 'first.json');
    expect(planned.unknown.map((it: { because: string }) => it.because)).toEqual(['the plan marks it as sensitive']);
    expect(planned.assignments[0]).toEqual({
      principalType: 'USER',
      principal: 'anna.berg',
      account: '444455556666',
      permissionSet: 'Counted0',
      address: 'aws_ssoadmin_account_assignment.user',
      file: 'terraform/main.tf',
      line: 115,
      writtenAt: { file: 'terraform/main.tf', line: 115 },
    });
    expect(planned.policies).toMatchObject([{ name: 'workload-operator', path: '/team/', account: '222233334444' }]);
  });

  it('gives no file where the sources are not there', async () => {
    rmSync(join(folder, 'terraform'), { recursive: true });
    const { assignments } = await accessOf('--plan', 'state.json');
    expect(assignments).toHaveLength(9);
    expect(Object.keys(assignments[0])).toEqual(['principalType', 'principal', 'account', 'permissionSet', 'address']);
  });

  it('never prints what the plan marks as sensitive', async () => {
    for (const command of ['access', 'check'])
      for (const plan of ['first.json', 'second.json', 'state.json'])
        for (const format of ['text', 'json']) {
          const { text } = await idc(command, '--plan', plan, '--format', format);
          expect(text).not.toContain('555566667777');
        }
  });

  it('reads a plan from stdin, of a folder below', async () => {
    const argv = ['access', 'terraform', '--plan', '-', '--format', 'json'];
    const { out } = await runIdc(argv, folder, {}, read('first.json'));
    expect(JSON.parse(out).assignments[0]).toMatchObject({ principal: 'anna.berg', file: 'main.tf' });
  });

  it('shows as a change what the plan alters', async () => {
    const before = await accessOf('--plan', 'first.json');
    const after = await accessOf('--plan', 'second.json');
    const triples = (report: typeof before) =>
      report.assignments.map((it: Record<string, string>) => `${it.principal} ${it.account} ${it.permissionSet}`);
    const [old, now] = [new Set(triples(before)), new Set(triples(after))];
    expect([...old].filter((it) => !now.has(it))).toEqual([
      'data-analysts 111122223333 Analyst',
      'data-analysts 333344445555 Analyst',
      'data-engineers 333344445555 Engineer',
    ]);
    expect([...now].filter((it) => !old.has(it))).toEqual([
      'finance 111122223333 Analyst',
      'security-auditors 111122223333 Auditor',
    ]);
  });

  it('believes the plan where the sources have changed since', async () => {
    const main = read('terraform/main.tf');
    write(
      'terraform/main.tf',
      main.replace('counted[count.index].arn', 'this["Analyst"].arn').replace('"Counted$', '"C$'),
    );
    const { assignments, permissionSets } = await accessOf('--plan', 'first.json');
    const counted = assignments.filter((it: { address: string }) => it.address.includes('.counted['));
    expect(counted.map((it: { permissionSet: string }) => it.permissionSet)).toEqual(['Counted0', 'Counted1']);
    expect(permissionSets.map((it: { name: string }) => it.name)).not.toContain('C0');
  });

  it('says that a plan made with -target is not all there is', async () => {
    const { text } = await idc('access', '--plan', 'targeted.json');
    expect(text).toContain('idc: targeted.json: the plan is not complete (made with -target');
  });
});

describe('idc check --plan', () => {
  it('finds on the line of the code, and lets the code ignore it', async () => {
    const { text } = await idc('check', '--plan', 'first.json', '--only', 'empty-permission-set');
    expect(text).toContain('terraform/main.tf\n  84:18  warning  "Counted0" has no policy, so it grants nothing');
    const ignore = '# idc: ignore empty-permission-set -- on purpose\n  name         = "Counted';
    write('terraform/main.tf', read('terraform/main.tf').replace('name         = "Counted', ignore));
    expect((await idc('check', '--plan', 'first.json', '--only', 'empty-permission-set')).code).toBe(0);
  });

  it('finds in the plan where the sources are not there, and names the resource', async () => {
    rmSync(join(folder, 'terraform'), { recursive: true });
    const { out } = await idc('check', '--plan', 'state.json', '--only', 'empty-permission-set', '--format', 'json');
    expect(JSON.parse(out).findings).toMatchObject([
      {
        file: 'state.json',
        line: 1,
        message: '"Counted0" has no policy, so it grants nothing',
        related: [
          { message: 'assigned by aws_ssoadmin_account_assignment.counted[0]' },
          { message: 'aws_ssoadmin_permission_set.counted[0]' },
        ],
      },
    ]);
  });

  it('does not fix code that the plan would still contradict', async () => {
    const { code, text } = await idc('check', '--fix', '--plan', 'first.json');
    expect([code, text]).toEqual([2, 'idc: --fix and --plan cannot be combined: fix the code, then make a new plan\n']);
  });
});

describe('The root of a plan', () => {
  beforeEach(() => {
    cpSync(join(folder, 'terraform'), join(folder, 'other'), { recursive: true });
    write('policies/main.tf', 'resource "aws_iam_policy" "read" {\n  name   = "read"\n  policy = "{}"\n}\n');
  });

  it('is the one that declares its resources', async () => {
    rmSync(join(folder, 'other'), { recursive: true });
    const { policies, assignments } = await accessOf('--plan', 'first.json');
    expect(policies.map((it: { name: string }) => it.name)).toEqual(['read', 'workload-operator']);
    expect(assignments).toHaveLength(9);
  });

  it('is asked for where several do, and may be named', async () => {
    const refused = await idc('access', '--plan', 'first.json');
    expect([refused.code, refused.text]).toEqual([
      2,
      "idc: can't use the plan first.json: it may be a plan of other, terraform; name its root with --plan ROOT=FILE\n",
    ]);
    const both = await accessOf('--plan', 'other=first.json', '--plan', 'terraform=second.json');
    expect(both.assignments.map((it: { file: string }) => it.file.split('/')[0])).toContain('other');
    expect(both.assignments).toHaveLength(9 + 8);
    expect((await accessOf('--root', 'other', '--plan', 'first.json')).assignments).toHaveLength(9);
  });

  it('is the current folder where the plan fits it too', async () => {
    const { out } = await runIdc(
      ['access', '..', '--plan', '../first.json', '--format', 'json'],
      join(folder, 'other'),
    );
    expect(JSON.parse(out).assignments[0]).toMatchObject({ file: 'other/main.tf' });
  });

  it('is no root that has nothing of it', async () => {
    const { code, text } = await idc('access', '--root', 'policies', '--plan', 'first.json');
    expect(code).toBe(2);
    expect(text).toContain('it is no plan of policies, which declares none of its resources');
  });

  it('is a folder that is there', async () => {
    const { code, text } = await idc('access', '--plan', 'nowhere=first.json');
    expect([code, text]).toEqual([2, "idc: can't use the plan first.json: there is no folder nowhere\n"]);
  });

  it('has one plan', async () => {
    const { text } = await idc('access', '--plan', 'other=first.json', '--plan', 'other=second.json');
    expect(text).toBe('idc: first.json and second.json are plans of the same root\n');
  });
});

describe('A file that is no plan', () => {
  const remedy = 'make a plan with terraform plan -out=FILE, and print it with terraform show -json FILE';
  const cases: readonly (readonly [what: string, content: string | Uint8Array | undefined, problem: string])[] = [
    ['is missing', undefined, 'there is no such file'],
    [
      'is a binary plan',
      Uint8Array.of(0x50, 0x4b, 3, 4, 0xff, 0xfe),
      "it is not UTF-8 text; if it is Terraform's own plan file, print it with terraform show -json given",
    ],
    ['is no JSON', 'resource "a" "b" {}', `it is not JSON; ${remedy}`],
    ['is other JSON', '{"name": "x"}', `it is not a plan; ${remedy}`],
    [
      'is the log of a plan',
      '{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info"}\n',
      `it is the log of terraform plan -json, not a plan; ${remedy}`,
    ],
    [
      'is a state file',
      '{"version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "x", "resources": []}',
      "it is Terraform's own state file; print it with terraform show -json",
    ],
    [
      'is of a format to come',
      '{"format_version": "2.0", "planned_values": {}}',
      'its format_version is 2.0, and only 1.x is understood',
    ],
    ['has nothing in it', '{"format_version": "1.0"}', `it holds neither planned resources nor a state; ${remedy}`],
  ];
  for (const [what, content, problem] of cases)
    it(what, async () => {
      if (content !== undefined) writeFileSync(join(folder, 'given'), content);
      const { code, text } = await idc('access', '--plan', 'given');
      expect([code, text]).toEqual([2, `idc: can't read the plan given: ${problem}\n`]);
    });

  it('is too large', async () => {
    const { truncate } = await import('node:fs/promises');
    writeFileSync(join(folder, 'given'), '{');
    await truncate(join(folder, 'given'), 257 * 1024 * 1024);
    expect((await idc('access', '--plan', 'given')).text).toBe(
      "idc: can't read the plan given: it has 269484032 bytes, and the limit is 268435456\n",
    );
  });
});
