import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runIdc } from '../support/transcript';

const home = mkdtempSync(join(tmpdir(), 'idc-branch-'));
afterAll(() => rmSync(home, { recursive: true }));

const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
const git = (folder: string, ...args: readonly string[]) =>
  execFileSync('git', [...who, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] }).toString();

/** A repository whose main went on after the branch left it: main fixed `Writr`, the branch brought `Readr`. */
const origin = join(home, 'origin');
mkdirSync(origin);
const file = join(origin, 'team.access.yaml');
const sets = `permission_sets:
  Reader: { managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] }
  Writer: { managed_policies: [arn:aws:iam::aws:policy/PowerUserAccess] }
groups: { data: {}, ops: {} }
group_assignments:
`;
const old = `${sets}  ops: { account_ids: ["111122223333"], permission_set: Writr }\n`;
const commit = (text: string, message: string) => {
  writeFileSync(file, text);
  git(origin, 'add', '.');
  git(origin, 'commit', '-qm', message);
};
git(origin, 'init', '-q', '-b', 'main');
commit(old, 'both');
git(origin, 'checkout', '-qb', 'branch');
commit(`${old}  data: { account_ids: ["111122223333"], permission_set: Readr }\n`, 'branch');
git(origin, 'checkout', '-q', 'main');
commit(old.replace('Writr', 'Writer'), 'main');
git(origin, 'checkout', '-q', 'branch');
const left = git(origin, 'rev-parse', 'main~1').slice(0, 12);

describe('A branch that main has left behind', () => {
  it('answers only for findings of its own', async () => {
    const { out, text } = await runIdc(
      ['check', '--changed-since', 'main', '--only', 'unknown-permission-set'],
      origin,
    );
    expect(out).toContain('"Readr"');
    expect(out).not.toContain('"Writr"');
    expect(text).toContain(`idc: compared with ${left}, where HEAD left main\n`);
  });

  it('is not shown taking away what main brought', async () => {
    const { out } = await runIdc(['access', '--diff', 'main'], origin);
    expect(out).toContain('\n+ data       111122223333  Readr           ');
    expect(out).toContain('\n1 added, 0 removed, 0 changed, ');
  });

  it('is compared with the revision itself where there is nothing in between', async () => {
    const { text } = await runIdc(['access', '--diff', 'HEAD~1'], origin);
    expect(text).toContain('1 added');
    expect(text).not.toContain('compared with');
  });
});

describe('A shallow clone, as jobs of CI make them', () => {
  const clone = join(home, 'clone');
  git(home, 'clone', '-q', '--depth', '1', '--branch', 'branch', `file://${origin}`, clone);

  it('says what to fetch where the revision is not in it', async () => {
    expect(await runIdc(['check', '--changed-since', 'origin/main'], clone)).toMatchObject({
      code: 2,
      text: 'idc: Git knows no revision: origin/main; this clone is shallow, fetch it first (git fetch --unshallow; in GitHub Actions, fetch-depth: 0)\n',
    });
  });

  it('says what it compares with where the history between is not in it', async () => {
    git(clone, 'fetch', '-q', '--depth', '1', 'origin', 'main:refs/remotes/origin/main');
    const { text, code } = await runIdc(['access', '--diff', 'origin/main'], clone);
    expect(text).toContain('idc: compared with origin/main itself: Git does not know where HEAD left it; git fetch');
    expect(code).toBe(0);
  });
});

describe('A revision', () => {
  it('is one, not a range', async () => {
    const { text } = await runIdc(['access', '--diff', 'main..branch'], origin);
    expect(text).toBe('idc: Git knows no revision: main..branch; name one revision, not a range\n');
  });
});

describe('A file that is renamed', () => {
  it('brings no findings that were there before', async () => {
    const folder = join(home, 'renamed');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'sets.access.yaml'),
      'permission_sets: { Deploy: { customer_managed_policies: [deploy_policy] } }\n',
    );
    writeFileSync(join(folder, 'policies.tf'), 'resource "aws_iam_policy" "p" {\n  name = "deploy-policy"\n}\n');
    git(folder, 'init', '-q');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'before');
    renameSync(join(folder, 'policies.tf'), join(folder, 'iam.tf'));
    renameSync(join(folder, 'sets.access.yaml'), join(folder, 'team.access.yaml'));
    expect((await runIdc(['check', '--only', 'policy-name-drift'], folder)).out).toContain('in iam.tf');
    expect(await runIdc(['check', '--changed-since', 'HEAD'], folder)).toMatchObject({ text: '', code: 0 });
  });
});

describe('A folder that reads what lies above it', () => {
  it('read it at the revision too', async () => {
    const folder = join(home, 'above');
    mkdirSync(join(folder, 'terraform'), { recursive: true });
    writeFileSync(join(folder, 'sets.yaml'), 'Reader: { duration: 8h }\n');
    writeFileSync(
      join(folder, 'terraform/main.tf'),
      `resource "aws_ssoadmin_permission_set" "this" {
  for_each         = yamldecode(file("\${path.module}/../sets.yaml"))
  name             = each.key
  instance_arn     = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
  session_duration = each.value.duration
}
`,
    );
    git(folder, 'init', '-q');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'before');
    const asked = ['check', 'terraform', '--only', 'invalid-session-duration'];
    expect((await runIdc(asked, folder)).out).toContain('"8h"');
    expect(await runIdc([...asked, '--changed-since', 'HEAD'], folder)).toMatchObject({ text: '', code: 0 });
  });
});
