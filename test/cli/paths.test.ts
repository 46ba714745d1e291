/** A path that a command is given counts, whatever else it is asked. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeSnapshot } from '../../server/src/core/live';
import { fileWording } from '../../server/src/core/wording';
import { smallSnapshot } from '../support/small-snapshot';
import { runIdc } from '../support/transcript';

const folder = mkdtempSync(join(tmpdir(), 'idc-paths-'));
afterAll(() => rmSync(folder, { recursive: true }));

const team = (group: string, set: string, given = set) => `permission_sets:
  ${set}: { session_duration: PT4H, managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] }
groups: { ${group}: {} }
group_assignments: { ${group}: { account_ids: ["111122223333"], permission_set: ${given} } }
`;
const write = (path: string, text: string) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder });
const idc = (...args: readonly string[]) => runIdc(args, folder);

write('a/access.yaml', team('data', 'Reader'));
write('b/access.yaml', team('ops', 'Writer'));
git('init', '-q');
git('add', '.');
git('commit', '-qm', 'before');
/** One more account, a shorter session, and a set that nobody has. */
const grown = (group: string, set: string) => `permission_sets:
  ${set}: { session_duration: PT2H, managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] }
groups: { ${group}: {} }
group_assignments: { ${group}: { account_ids: ["111122223333", "444455556666"], permission_set: ${set} } }
user_assignments: { ${group}: { account_ids: ["777788889999"], permission_set: Mising } }
`;
write('a/access.yaml', grown('data', 'Reader'));
write('b/access.yaml', grown('ops', 'Writer'));

describe('idc access --diff with a path', () => {
  it('lists what changed there, and nothing of the other files', async () => {
    const { out } = await idc('access', 'a/access.yaml', '--diff', 'HEAD');
    expect(out).toMatchInlineSnapshot(`
      "Access changes since HEAD

      Access added  2
        Principal  Account       Permission set  Code
      + data       444455556666  Reader          a/access.yaml:4
      + user data  777788889999  Mising          a/access.yaml:5

      Permission sets  1
        Permission set  What              Before  After  Effect
      ~ Reader          Session duration  PT4H    PT2H   provisioned again in 1 account

      Access changes
      2 added, 0 removed, 0 changed, 1 permission set touched.
      Applying it takes: under a minute (2 assignments, Reader provisioned in 1 account)
      "
    `);
    expect((await idc('access', 'b', 'a/access.yaml', '--diff', 'HEAD')).out).toBe(
      (await idc('access', '--diff', 'HEAD')).out,
    );
  });

  it('has the exit code of what it lists', async () => {
    const kept = readFileSync(join(folder, 'a/access.yaml'), 'utf8');
    write('a/access.yaml', team('data', 'Reader'));
    expect((await idc('access', 'a/access.yaml', '--diff', 'HEAD', '--fail-on', 'added')).code).toBe(0);
    expect((await idc('access', 'b/access.yaml', '--diff', 'HEAD', '--fail-on', 'added')).code).toBe(1);
    write('a/access.yaml', kept);
  });

  it('calls nothing taken away that another file gives', async () => {
    const [a, b] = ['a/access.yaml', 'b/access.yaml'].map((path) => readFileSync(join(folder, path), 'utf8'));
    write('a/access.yaml', 'groups: {}\n');
    write('b/access.yaml', team('data', 'Reader'));
    const { out } = await idc('access', 'a/access.yaml', '--diff', 'HEAD');
    expect(out).toContain('\nNo access changes\n');
    write('a/access.yaml', a ?? '');
    write('b/access.yaml', b ?? '');
  });
});

describe('idc access with a path', () => {
  it('lists what stands there', async () => {
    const { out } = await idc('access', 'a/access.yaml', '--format', 'json');
    const { permissionSets, assignments, groups } = JSON.parse(out);
    const files = [...permissionSets, ...assignments, ...groups].map((it: { file: string }) => it.file);
    expect(new Set(files)).toEqual(new Set(['a/access.yaml']));
  });
});

describe('idc check with a path', () => {
  const checked = async (...args: readonly string[]) => {
    const { out } = await idc('check', '--only', 'unknown-permission-set', '--format', 'json', ...args);
    return JSON.parse(out).findings.map((it: { file: string }) => it.file);
  };

  it('reports what stands there', async () => {
    expect(await checked()).toEqual(['a/access.yaml', 'b/access.yaml']);
    expect(await checked('b/access.yaml')).toEqual(['b/access.yaml']);
  });

  it('reports what is new there, though another file has said the same before', async () => {
    git('add', '.');
    git('commit', '-qm', 'both');
    write('b/access.yaml', team('ops', 'Writer'));
    git('commit', '-qam', 'b fixed');
    const wrong = team('ops', 'Writer', 'Mising');
    write('b/access.yaml', wrong);
    expect(await checked('b/access.yaml', '--changed-since', 'HEAD')).toEqual(['b/access.yaml']);
    expect(await checked('a/access.yaml', '--changed-since', 'HEAD')).toEqual([]);
    expect(await checked('--changed-since', 'HEAD')).toEqual(['b/access.yaml']);
    git('checkout', '-q', 'HEAD~1', '.');
  });

  it('fixes what stands there', async () => {
    const twice = (path: string, group: string, set: string) =>
      write(
        path,
        team(group, set).replace('ReadOnlyAccess]', 'ReadOnlyAccess, arn:aws:iam::aws:policy/ReadOnlyAccess]'),
      );
    twice('a/access.yaml', 'data', 'Reader');
    twice('b/access.yaml', 'ops', 'Writer');
    expect((await idc('check', 'a/access.yaml', '--fix')).text).toContain('fixes applied: 1');
    expect(readFileSync(join(folder, 'a/access.yaml'), 'utf8')).toBe(team('data', 'Reader'));
    expect(readFileSync(join(folder, 'b/access.yaml'), 'utf8')).toContain('ReadOnlyAccess, ');
    git('checkout', '-q', '.');
  });
});

describe('Commands that take a folder', () => {
  it('refuse a file, whose neighbours would count without a word', async () => {
    const snapshot = smallSnapshot({ permissionSets: { Reader: {}, Writer: {} } });
    writeFileSync(join(folder, 'live.json'), encodeSnapshot(snapshot, fileWording));
    for (const command of ['diff', 'report']) {
      expect(await idc(command, 'a/access.yaml', '--snapshot', 'live.json')).toMatchObject({
        code: 2,
        text: 'idc: a/access.yaml is a file; name a folder, since all of its code is compared\n',
      });
      expect((await idc(command, 'a', '--snapshot', 'live.json')).text).not.toContain('is a file');
    }
  });
});
