/** A repository that names files out of it: none is read, and nobody learns whether they are there. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runIdc } from '../support/transcript';
import { smallProcess } from './hostile-folder';

const { idc, close } = smallProcess();
const home = realpathSync(mkdtempSync(join(tmpdir(), 'idc-outside-')));
const repository = join(home, 'repository');
const secret = 'TOP-SECRET-4711';
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
  close();
});

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
};
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: repository });
const set = (label: string, name: string) =>
  `resource "aws_ssoadmin_permission_set" "${label}" {\n  name         = ${name}\n  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"\n}\n`;
/** What `idc access` says of the name of a permission set. */
const saidOf = (label: string, out: string) =>
  out
    .split('\n')
    .find((line) => line.includes(`aws_ssoadmin_permission_set.${label} `))
    ?.replace(/^\s*\S+\s+name\s+/, '')
    .replace(/\s+\S+$/, '');
const outside = (path: string) =>
  `${path} is outside the repository, where nothing is read; keep a copy of it in the repository`;

const expressions: Readonly<Record<string, readonly [expression: string, path: string]>> = {
  absolute: [`file("${home}/secret.txt")`, `${home}/secret.txt`],
  above: ['file("../secret.txt")', '../secret.txt'],
  far_above: ['file("../../../../../../../../../../etc/hostname")', '../../../../../../../../../../etc/hostname'],
  environment: ['file("/proc/self/environ")', '/proc/self/environ'],
  own_process: [`file("/proc/self/cwd/inside.txt")`, '/proc/self/cwd/inside.txt'],
  device: ['file("/dev/zero")', '/dev/zero'],
  link_to_file: ['file("linked.txt")', 'linked.txt'],
  link_to_folder: ['file("linked/secret.txt")', 'linked/secret.txt'],
  link_in_the_middle: ['file("a/linked/secret.txt")', 'a/linked/secret.txt'],
  link_to_link: ['file("twice.txt")', 'twice.txt'],
  template: ['templatefile("../secret.txt", {})', '../secret.txt'],
  bytes: ['filebase64("../secret.txt")', '../secret.txt'],
  digest: ['filemd5("linked.txt")', 'linked.txt'],
  decoded: ['yamldecode(file("../secret.txt"))["name"]', '../secret.txt'],
  files_above: ['join(",", fileset("..", "*"))', '..'],
  files_by_pattern: ['join(",", fileset(path.module, "../*"))', '..'],
  files_of_link: ['join(",", fileset("linked", "*"))', 'linked'],
  files_with_link: ['join(",", fileset(".", "linked.*"))', './linked.txt'],
  there: ['fileexists("../secret.txt") ? "there" : "gone"', '../secret.txt'],
  not_there: ['fileexists("../no-such-file") ? "there" : "gone"', '../no-such-file'],
  link_there: ['fileexists("linked.txt") ? "there" : "gone"', 'linked.txt'],
  link_not_there: ['fileexists("dangling.txt") ? "there" : "gone"', 'dangling.txt'],
  not_there_at_all: ['try(file("../no-such-file"), "gone")', '../no-such-file'],
};

beforeAll(() => {
  write('secret.txt', `name: ${secret}\n`);
  write('team.access.yaml', `permission_sets: { ${secret}: {} }\n`);
  write('module/main.tf', set('outer', `"${secret}"`));
  write('policy.json', secret);
  write('repository/inside.txt', 'Inside\n');
  write('repository/a/shared.txt', 'Shared\n');
  write(
    'repository/main.tf',
    Object.entries(expressions)
      .map(([label, [it]]) => set(label, it))
      .join(''),
  );
  write(
    'repository/modules.tf',
    'module "far" {\n  source = "../module"\n}\nmodule "linked" {\n  source = "./module"\n}\n',
  );
  symlinkSync('../secret.txt', join(repository, 'linked.txt'));
  symlinkSync('linked.txt', join(repository, 'twice.txt'));
  symlinkSync('../no-such-file', join(repository, 'dangling.txt'));
  symlinkSync('..', join(repository, 'linked'));
  symlinkSync('../..', join(repository, 'a/linked'));
  symlinkSync('../module', join(repository, 'module'));
  symlinkSync('../team.access.yaml', join(repository, 'team.access.yaml'));
  symlinkSync('/dev/zero', join(repository, 'x.tf'));
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'all');
});

describe('What lies out of the repository', () => {
  it('is unknown, whatever way leads there, and is named as it is written', async () => {
    const { out, err, code } = await idc(['access'], repository);
    const said = Object.keys(expressions).map((label) => [label, saidOf(label, out)]);
    expect(said).toEqual(Object.entries(expressions).map(([label, [, path]]) => [label, outside(path)]));
    expect(out + err).not.toContain(secret);
    expect(code).toBe(0);
  });

  it('is left out with its reason, and may declare anything', async () => {
    write(
      'repository/uses.access.yaml',
      'groups: { data: {} }\ngroup_assignments: { data: { account_ids: ["111122223333"], permission_set: Mising } }\n',
    );
    const { out, err } = await idc(['check'], repository);
    const told = 'leads out of the repository: keep a copy of it in the repository\n';
    for (const path of ['team.access.yaml', 'x.tf', '../module', '/dev/zero']) {
      expect(err).toContain(`idc: left out: ${path} ${told}`);
    }
    expect(out).not.toContain('Mising');
    rmSync(join(repository, 'uses.access.yaml'));
  });

  it('is no module', async () => {
    const { out } = await idc(['access', '--format', 'json'], repository);
    const addresses: string[] = JSON.parse(out).permissionSets.map((it: { address: string }) => it.address);
    expect(addresses.filter((it) => it.startsWith('module.'))).toEqual([]);
  });

  it('is not read at a revision either', async () => {
    write('repository/inside.txt', 'Changed\n');
    for (const args of [
      ['access', '--diff', 'HEAD'],
      ['check', '--changed-since', 'HEAD'],
    ]) {
      const { out, err } = await idc(args, repository);
      expect(out + err).not.toContain(secret);
      expect(err).toContain('leads out of the repository');
    }
    write('repository/inside.txt', 'Inside\n');
  });

  it('is not what an installed module is recorded to be', async () => {
    write('repository/main.tf', 'module "sso" {\n  source = "acme/sso/aws"\n}\n');
    const modules = { Modules: [{ Key: 'sso', Source: 'registry.terraform.io/acme/sso/aws', Dir: '../module' }] };
    write('repository/.terraform/modules/modules.json', JSON.stringify(modules));
    const { out, err } = await idc(['access', '--format', 'json'], repository);
    expect(out + err).not.toContain(secret);
    expect(err).toContain('left out: ../module leads out of the repository');
  });
});

describe('What lies in the repository', () => {
  it('is read from a folder below its top, and through links that stay in it', async () => {
    write(
      'repository/prod/main.tf',
      set('up', 'trimspace(file("../inside.txt"))') + set('link', 'trimspace(file("link.txt"))'),
    );
    symlinkSync('../a/shared.txt', join(repository, 'prod/link.txt'));
    const { out } = await idc(['access', '--format', 'json'], join(repository, 'prod'));
    expect(JSON.parse(out).permissionSets.map((it: { name: string }) => it.name)).toEqual(['Inside', 'Shared']);
  });

  it('is read where a link leads to the repository', async () => {
    symlinkSync('repository/prod', join(home, 'elsewhere'));
    const { out } = await runIdc(['access', '--format', 'json'], join(home, 'elsewhere'));
    expect(JSON.parse(out).permissionSets.map((it: { name: string }) => it.name)).toEqual(['Inside', 'Shared']);
  });

  it('is, without Git, the folder that is named, or the workspace of CI', async () => {
    write('plain/inside.txt', 'Inside\n');
    write('plain/prod/main.tf', set('up', 'trimspace(file("../inside.txt"))'));
    const names = async (env = {}) => {
      const { out } = await idc(['access', 'prod'], join(home, 'plain'), env);
      return out;
    };
    expect(saidOf('up', await names())).toBe(outside('../inside.txt'));
    expect(await names({ GITHUB_WORKSPACE: join(home, 'plain') })).toContain('Inside');
  });
});

describe('What the user names', () => {
  it('is read from anywhere: files of variables, and plans', async () => {
    write('named/main.tf', `variable "name" {}\n${set('given', 'var.name')}`);
    write('given.tfvars', 'name = "Given"\n');
    write('plan.json', 'no plan');
    const { out } = await idc(['access', '--var-file', '../given.tfvars'], join(home, 'named'));
    expect(out).toContain('Given');
    expect((await idc(['access', '--plan', '../plan.json'], join(home, 'named'))).err).toContain("can't read the plan");
  });

  it('is not what a file of the repository that it names has become', async () => {
    symlinkSync('../given.tfvars', join(home, 'named/prod.tfvars'));
    const { out } = await idc(['access', '--var-file', 'prod.tfvars'], join(home, 'named'));
    expect(saidOf('given', out)).toBe(outside('prod.tfvars'));
  });
});

describe('idc check --fix', () => {
  it('writes into no file out of the repository', async () => {
    const text =
      'permission_sets:\n  Reader: { managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess, arn:aws:iam::aws:policy/ReadOnlyAccess] }\n';
    write('fixed/.git/HEAD', 'ref: refs/heads/main\n');
    write('fixed/own.access.yaml', text);
    write('theirs.access.yaml', text);
    symlinkSync('../theirs.access.yaml', join(home, 'fixed/theirs.access.yaml'));
    await idc(['check', '--fix'], join(home, 'fixed'));
    expect(readFileSync(join(home, 'fixed/own.access.yaml'), 'utf8')).not.toBe(text);
    expect(readFileSync(join(home, 'theirs.access.yaml'), 'utf8')).toBe(text);
    expect(existsSync(join(home, 'fixed/theirs.access.yaml'))).toBe(true);
  });
});
