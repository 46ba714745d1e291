/** What is new in the code is known beside the commit at which the branch began. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createNodeHost } from '../../server/src/host';
import { baseOf } from '../../server/src/lsp/base';
import { Folder } from '../../server/src/lsp/folder';
import { smallSnapshot } from '../support/small-snapshot';

const log = { error: () => {}, warn: () => {}, info: () => {} };
const host = createNodeHost({ env: {}, log });
const folders: string[] = [];
afterAll(() => folders.forEach((it) => void rmSync(it, { recursive: true })));

describe('The base of a branch', () => {
  it('is where it left the default branch of the remote', async () => {
    const { path, git } = repository();
    const began = git('rev-parse', 'HEAD');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    writeFileSync(join(path, 'main.tf'), set('Reader') + set('Writer'));
    git('commit', '-qam', 'more');
    const base = await baseOf(path, host, undefined);
    expect(base?.revision).toBe(began);
    expect([...(base?.declared.permissionSets.byName.keys() ?? [])]).toEqual(['Reader']);
    expect(await baseOf(path, host, base)).toBe(base);
  });

  it('is the last commit without a remote, and nothing outside Git or before the first commit', async () => {
    const { path, git } = repository();
    expect((await baseOf(path, host, undefined))?.revision).toBe(git('rev-parse', 'HEAD'));
    const plain = folder();
    expect(await baseOf(plain, host, undefined)).toBeUndefined();
    execFileSync('git', ['init', '-q'], { cwd: plain });
    expect(await baseOf(plain, host, undefined)).toBeUndefined();
  });
});

describe('A folder in the editor', () => {
  it('says that AWS has a new permission set already, once live access is there', async () => {
    const { path } = repository();
    writeFileSync(join(path, 'main.tf'), set('Reader') + set('Writer'));
    const publisher = { publish: () => {}, clear: () => {} };
    const opened = new Folder(path, { host, publisher, analysed: () => {} });
    const messages = async () =>
      (await opened.settled())?.findings
        .filter((it) => it.rule === 'permission-set-name-taken')
        .map((it) => it.message);
    opened.start();
    expect(await messages()).toEqual([]);
    opened.compareWith(smallSnapshot({ permissionSets: { Reader: {}, Writer: {} } }), undefined);
    expect(await messages()).toEqual([expect.stringContaining('named "Writer"')]);
    opened.stop();
  });
});

function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'idc-base-')));
  folders.push(path);
  return path;
}

function repository() {
  const path = folder();
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: path,
      encoding: 'utf8',
    }).trim();
  writeFileSync(join(path, 'main.tf'), set('Reader'));
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'before');
  return { path, git };
}

function set(name: string): string {
  return `resource "aws_ssoadmin_permission_set" "${name}" {
  name         = "${name}"
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}
`;
}
