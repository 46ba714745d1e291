import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeSnapshot } from '../../server/src/core/live';
import { fileWording } from '../../server/src/core/wording';
import { nodeGit } from '../../server/src/host/git/git';
import { smallSnapshot } from '../support/small-snapshot';
import { runIdc } from '../support/transcript';

const before = `accounts: { prod-data: "111122223333", sandbox: "444455556666" }
permission_sets:
  Reader: { session_duration: PT4H, managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] }
  Writer: { managed_policies: [arn:aws:iam::aws:policy/PowerUserAccess] }
groups: { data: {}, ops: {} }
group_assignments:
  data: { account_ids: [prod-data, sandbox], permission_set: Reader }
  ops: { account_ids: [sandbox], permission_set: Raeder }
`;
const after = before
  .replace('PT4H', 'PT8H')
  .replace(
    'account_ids: [sandbox], permission_set: Raeder',
    'account_ids: [prod-data, sandbox], permission_set: Writer',
  )
  .replace('[prod-data, sandbox], permission_set: Reader', '[prod-data], permission_set: Reader')
  .replace('ops: {}', 'ops: {}, audit: {}')
  .concat('  audit: { account_ids: [sandbox], permission_set: Wrter }\n');

const folder = repository();
afterAll(() => rmSync(folder, { recursive: true }));

describe('The revisions of a repository', () => {
  it('are its branches, tags and commits, with subject and age', async () => {
    execFileSync('git', ['-C', folder, 'tag', 'v1']);
    const found = await nodeGit.revisions(folder);
    if (!found.ok) throw new Error(found.message);
    const told = found.value.map(({ kind, revision, current }) => [
      kind,
      revision.length === 7 ? 'hash' : revision,
      current,
    ]);
    expect(told).toEqual([
      ['branch', expect.stringMatching(/^(main|master)$/), true],
      ['tag', 'v1', false],
      ['commit', 'hash', false],
    ]);
    expect(found.value.every(({ subject, age }) => subject !== '' && /ago$/.test(age))).toBe(true);
  });

  it('are none outside a repository, and it says so', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'idc-no-git-'));
    expect(await nodeGit.revisions(outside)).toEqual({ ok: false, message: 'this folder is in no Git repository' });
    rmSync(outside, { recursive: true });
  });
});

describe('idc access --diff', () => {
  it('lists what the branch grants, takes away and alters', async () => {
    const { out } = await runIdc(['access', '--diff', 'HEAD'], folder);
    expect(out).toMatchInlineSnapshot(`
      "Access changes since HEAD

      Access added  2
        Principal  Account                                Permission set  Code
      + audit      sandbox (444455556666)                 Wrter           access.yaml:9
      + ops        prod-data (111122223333) · production  Writer          access.yaml:8

      Access removed  1
        Principal  Account                 Permission set
      - data       sandbox (444455556666)  Reader

      Permission set changed  1
        Principal  Account                 Permission set   Code
      ~ ops        sandbox (444455556666)  Raeder → Writer  access.yaml:8

      Permission sets  1
        Permission set  What              Before  After  Effect
      ~ Reader          Session duration  PT4H    PT8H   provisioned again in 1 account

      Other effects  1
      ! The role of Reader goes away in sandbox (444455556666); one that comes back has another name

      Access changes, 1 of them in production
      2 added, 1 removed, 1 changed, 1 permission set touched.
      Applying it takes: under a minute (5 assignments, Reader provisioned in 1 account)
      "
    `);
  });

  it('prints a comment for the pull request', async () => {
    const { out } = await runIdc(['access', '--diff', 'HEAD', '--format', 'markdown'], folder);
    expect(out).toMatchInlineSnapshot(`
      "# Access changes since HEAD

      **Access changes, 1 of them in production** – 2 added, 1 removed, 1 changed, 1 permission set touched.

      - Applying it takes: under a minute (5 assignments, Reader provisioned in 1 account)

      ## Access added

      | Principal | Account | Permission set | Code |
      |---|---|---|---|
      | audit | sandbox (444455556666) | Wrter | \`access.yaml:9\` |
      | ops | **prod-data (111122223333) · production** | Writer | \`access.yaml:8\` |

      ## Access removed

      | Principal | Account | Permission set |
      |---|---|---|
      | data | sandbox (444455556666) | Reader |

      ## Permission set changed

      | Principal | Account | Permission set | Code |
      |---|---|---|---|
      | ops | sandbox (444455556666) | Raeder → Writer | \`access.yaml:8\` |

      ## Permission sets

      | Permission set | What | Before | After | Effect |
      |---|---|---|---|---|
      | Reader | Session duration | PT4H | PT8H | provisioned again in 1 account |

      ## Other effects

      - The role of Reader goes away in sandbox (444455556666); one that comes back has another name
      "
    `);
  });

  it('fails on what --fail-on names', async () => {
    const codeWith = async (...reasons: readonly string[]) =>
      (await runIdc(['access', '--diff', 'HEAD', ...reasons.flatMap((it) => ['--fail-on', it])], folder)).code;
    expect(await codeWith()).toBe(0);
    expect(await codeWith('added')).toBe(1);
    expect(await codeWith('production')).toBe(1);
  });

  it('says what is wrong with a revision', async () => {
    const { text, code } = await runIdc(['access', '--diff', 'nowhere'], folder);
    expect(text).toBe('idc: Git knows no revision: nowhere\n');
    expect(code).toBe(2);
  });
});

describe('idc check --changed-since', () => {
  it('reports only what the change brought', async () => {
    const all = await runIdc(['check', '--only', 'unknown-permission-set'], folder);
    expect(all.out).toContain('"Wrter"');
    const unchanged = await runIdc(['check', '--changed-since', 'HEAD', '--only', 'long-production-session'], folder);
    expect(unchanged.out).toContain('Reader');
    const now = await runIdc(['check', '--changed-since', 'HEAD', '--only', 'unknown-permission-set'], folder);
    expect(now.out).toContain('"Wrter"');
    expect(now.out).not.toContain('"Raeder"');
  });
});

describe('A permission set that AWS has already', () => {
  it('is reported where it is new since the revision, and only there', async () => {
    const set = (name: string, label: string) =>
      `resource "aws_ssoadmin_permission_set" "${label}" {\n  name         = "${name}"\n  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"\n}\n`;
    const path = mkdtempSync(join(tmpdir(), 'idc-git-'));
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: path });
    writeFileSync(join(path, 'main.tf'), set('Reader', 'reader'));
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'before');
    writeFileSync(join(path, 'main.tf'), set('Reader', 'reader') + set('Writer', 'writer'));
    const live = smallSnapshot({ permissionSets: { Reader: {}, Writer: {} } });
    writeFileSync(join(path, 'live.json'), encodeSnapshot(live, fileWording));
    const asked = ['check', '--only', 'permission-set-name-taken', '--snapshot', 'live.json', '--format', 'github'];
    const since = await runIdc([...asked, '--changed-since', 'HEAD'], path);
    expect(since.out).toContain('named "Writer"');
    expect(since.out).not.toContain('"Reader"');
    expect((await runIdc(asked, path)).out).not.toContain('permission-set-name-taken');
    rmSync(path, { recursive: true });
  });
});

function repository(): string {
  const path = mkdtempSync(join(tmpdir(), 'idc-git-'));
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: path });
  writeFileSync(join(path, 'access.yaml'), before);
  writeFileSync(join(path, '.idc.yaml'), 'production: [prod-*]\n');
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'before');
  writeFileSync(join(path, 'access.yaml'), after);
  return path;
}
