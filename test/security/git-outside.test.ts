/** A folder's repository is its own: one that leads to another repository of the same user is not read. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGit, nodeGit } from '../../server/src/host/git/git';
import { runIdc } from '../support/transcript';
import { gitIn, type HostileRepository, hostileRepository, trapsIn } from './hostile-repository';

const secret = 'permission_sets: { Secret: {} }\n';

describe('Another repository of the same user', () => {
  let hostile: HostileRepository;
  let victim: string;
  let secretId: string;
  beforeAll(() => {
    hostile = hostileRepository();
    hostile.write('access.yaml', 'permission_sets: { Reader: {} }\n');
    hostile.commit('one');
    victim = join(hostile.aside, 'victim');
    mkdirSync(victim);
    const git = gitIn(victim);
    git('init', '-q', '-b', 'main');
    writeFileSync(join(victim, 'access.yaml'), secret);
    git('add', '.');
    git('commit', '-qm', 'secret');
    secretId = git('rev-parse', 'HEAD');
  });
  afterAll(() => hostile.remove());

  const refusalAt = async (folder: string, revision = 'HEAD') => {
    const { text, code } = await runIdc(['access', '--diff', revision], folder);
    expect(code).toBe(2);
    expect(text).not.toContain('Secret');
    return text;
  };
  /** The folder as somebody hands it over, with this for a `.git`. */
  const folderWith = (name: string, make: (git: string) => void) => {
    const folder = join(hostile.aside, name);
    mkdirSync(folder);
    make(join(folder, '.git'));
    return realpathSync(folder);
  };

  it('is not read by way of alternates', async () => {
    const objects = join(victim, '.git/objects');
    const file = join(hostile.path, '.git/objects/info/alternates');
    writeFileSync(file, `${objects}\n`);
    expect(await refusalAt(hostile.path, secretId)).toContain(
      `this repository takes objects from ${objects}; copy them`,
    );
    // What the user names is the user's own.
    const env = { ...process.env, GIT_ALTERNATE_OBJECT_DIRECTORIES: objects };
    expect((await createGit({ env, maxMilliseconds: 30_000 }).filesAt(hostile.path, secretId)).ok).toBe(true);
    // Plain git does read it.
    expect(hostile.git('show', `${secretId}:access.yaml`)).toContain('Secret');
    rmSync(file);
  });

  it('is read again where alternates name nothing', async () => {
    const file = join(hostile.path, '.git/objects/info/alternates');
    writeFileSync(file, '# none\n');
    expect((await nodeGit.revisions(hostile.path)).ok).toBe(true);
    rmSync(file);
  });

  it('is not read by way of a .git file, a link or a commondir', async () => {
    const byFile = folderWith('by-file', (git) => writeFileSync(git, `gitdir: ${victim}/.git\n`));
    expect(gitIn(byFile)('show', 'HEAD:access.yaml')).toContain('Secret');
    expect(await refusalAt(byFile)).toContain(`the .git of this folder leads to ${realpathSync(victim)}/.git`);
    const byLink = folderWith('by-link', (git) => symlinkSync(join(victim, '.git'), git));
    expect(await refusalAt(byLink)).toContain('the .git of this folder leads to');
    const byCommonFolder = folderWith('by-common-folder', (git) => {
      mkdirSync(git);
      writeFileSync(join(git, 'commondir'), `${victim}/.git\n`);
      writeFileSync(join(git, 'HEAD'), 'ref: refs/heads/main\n');
    });
    expect(gitIn(byCommonFolder)('show', 'HEAD:access.yaml')).toContain('Secret');
    expect(await refusalAt(byCommonFolder)).toContain('the .git of this folder leads to');
  });

  it('is not read by way of links in the folder .git', async () => {
    const linked = folderWith('linked', (git) => {
      gitIn(join(git, '..'))('init', '-q', '-b', 'main');
      for (const part of ['objects', 'refs']) {
        rmSync(join(git, part), { recursive: true });
        symlinkSync(join(victim, '.git', part), join(git, part));
      }
    });
    expect(gitIn(linked)('show', 'HEAD:access.yaml')).toContain('Secret');
    expect(await refusalAt(linked)).toContain('.git/objects leads out of this repository');
  });
});

describe('A folder that only looks like a repository', () => {
  it('is none, and the settings that came with it do not count', async () => {
    const { path, write, commit, remove } = hostileRepository();
    write('access.yaml', 'permission_sets: { Reader: {} }\n');
    write('sub/HEAD', 'ref: refs/heads/main\n');
    write('sub/config', '[core]\n\trepositoryformatversion = 0\n\tbare = true\n');
    for (const name of ['objects/x', 'refs/x', 'access.yaml']) write(`sub/${name}`, '');
    const head = commit('one');
    expect(gitIn(join(path, 'sub'))('rev-parse', '--absolute-git-dir')).toBe(join(path, 'sub'));
    expect(await nodeGit.base(join(path, 'sub'))).toEqual({ ok: true, value: head });
    remove();
  });

  it('is not taken for a part of the repository above either', async () => {
    const { path, write, commit, remove } = hostileRepository();
    write('sub/access.yaml', 'permission_sets: { Reader: {} }\n');
    const head = commit('one');
    mkdirSync(join(path, 'sub/.git'));
    expect(await nodeGit.base(join(path, 'sub'))).toEqual({ ok: true, value: head });
    writeFileSync(join(path, 'sub/.git/HEAD'), 'ref: refs/heads/main\n');
    expect(await nodeGit.base(join(path, 'sub'))).toEqual({
      ok: false,
      message: 'this folder is in no Git repository',
    });
    remove();
  });
});

describe('What Git is told of another work tree', () => {
  it.each([
    ['core.worktree', '/etc'],
    ['core.worktree', '/nowhere'],
    ['core.bare', 'true'],
  ])('by %s = %s does not count', async (name, value) => {
    const { path, write, commit, git, remove } = hostileRepository();
    write('terraform/access.yaml', 'permission_sets: { Reader: {} }\n');
    commit('one');
    git('config', name, value);
    const at = await nodeGit.filesAt(join(path, 'terraform'), 'HEAD');
    if (!at.ok) throw new Error(at.message);
    expect((await at.value.list(join(path, 'terraform'))).paths).toEqual(['access.yaml']);
    at.value.close();
    remove();
  });
});

describe('Ordinary repositories with a .git elsewhere', () => {
  it('are read: worktrees, submodules, and where the settings name the folder', async () => {
    const { path, aside, write, commit, git, remove } = hostileRepository();
    write('access.yaml', 'permission_sets: { Reader: {} }\n');
    const head = commit('one');
    const worktree = join(aside, 'worktree');
    git('worktree', 'add', '-q', worktree);
    expect(await nodeGit.base(worktree)).toEqual({ ok: true, value: head });
    const outer = join(aside, 'outer');
    mkdirSync(outer);
    gitIn(outer)('init', '-q');
    gitIn(outer)('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', path, 'inner');
    expect(await nodeGit.base(join(outer, 'inner'))).toEqual({ ok: true, value: head });
    const separate = join(aside, 'separate');
    gitIn(aside)('clone', '-q', '--separate-git-dir', join(aside, 'git-folder'), path, separate);
    const refused = await nodeGit.base(separate);
    const way = /git (--git-dir .+)$/.exec(refused.ok ? '' : refused.message)?.[1] ?? '';
    gitIn(separate)(...way.split(' '));
    expect(await nodeGit.base(separate)).toEqual({ ok: true, value: head });
    remove();
  });

  it('are read where a worktree was moved and repaired', async () => {
    const { aside, commit, git, remove } = hostileRepository();
    const head = commit('one');
    git('worktree', 'add', '-q', join(aside, 'old'));
    renameSync(join(aside, 'old'), join(aside, 'new'));
    expect(await nodeGit.base(join(aside, 'new'))).toEqual({
      ok: false,
      message: expect.stringContaining('for a worktree that was moved: git worktree repair'),
    });
    gitIn(join(aside, 'new'))('worktree', 'repair');
    expect(await nodeGit.base(join(aside, 'new'))).toEqual({ ok: true, value: head });
    remove();
  });
});

describe('The environment of whoever asks', () => {
  it.each(['GIT_DIR', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY', 'GIT_WORK_TREE', 'GIT_NAMESPACE', 'GIT_INDEX_FILE'])(
    'does not lead to another repository by %s',
    async (name) => {
      const { path, commit, aside, remove } = hostileRepository();
      const head = commit('one');
      const git = createGit({ env: { ...process.env, [name]: aside }, maxMilliseconds: 30_000 });
      expect(await git.base(path)).toEqual({ ok: true, value: head });
      remove();
    },
  );

  it('still says what the user trusts', async () => {
    const { path, commit, remove } = hostileRepository();
    const head = commit('one');
    const foreign = { ...process.env, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
    const asked = (env: NodeJS.ProcessEnv) => createGit({ env, maxMilliseconds: 30_000 }).base(path);
    expect(await asked(foreign)).toEqual({
      ok: false,
      message: `Git does not read a repository of another user; if you trust it: git config --global --add safe.directory ${path}`,
    });
    const trusts = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: path };
    expect(await asked({ ...foreign, ...trusts })).toEqual({ ok: true, value: head });
    remove();
  });
});

describe('A git that lies in the repository', () => {
  it('is not run, whichever way the PATH leads to it', async () => {
    const { path, aside, commit, remove } = hostileRepository();
    const head = commit('one');
    const traps = trapsIn(path);
    traps.set('git');
    symlinkSync(join(path, 'git'), join(aside, 'git'));
    const asked = (PATH: string) => createGit({ env: { PATH }, maxMilliseconds: 30_000 }).base(path);
    for (const first of [path, '.', '', aside, `${aside}/../repository`]) {
      expect(await asked(`${first}:${process.env.PATH}`)).toEqual({ ok: true, value: head });
      expect(await asked(first)).toEqual({ ok: false, message: expect.stringMatching(/not installed|not run: /) });
    }
    expect(await asked(path)).toEqual({
      ok: false,
      message: `the only git on the PATH lies in this repository and is not run: ${path}/git; install git elsewhere`,
    });
    expect(traps.ran()).toEqual([]);
    remove();
  });
});

describe('What reaches Git', () => {
  it('is the same for every command: no fetch, no connection, no settings that start something, no folder to work in', async () => {
    const { path, aside, write, commit, remove } = hostileRepository();
    write('access.yaml', 'permission_sets: { Reader: {} }\n');
    commit('one');
    const log = join(aside, 'calls');
    const script = `#!/bin/sh\necho "$(pwd) | $(env | grep -E '^(GIT|SSH|PATH)' | tr '\\n' ' ') | $*" >> '${log}'\nexec ${realpathSync(gitProgram())} "$@"\n`;
    writeFileSync(join(aside, 'git'), script, { mode: 0o755 });
    const env = { ...process.env, PATH: `.:${path}:${aside}:${process.env.PATH}`, GIT_EXTERNAL_DIFF: 'x' };
    const git = createGit({ env, maxMilliseconds: 30_000 });
    await git.base(path);
    await git.revisions(path);
    await git.branchPoint(path, 'HEAD');
    const at = await git.filesAt(path, 'HEAD');
    if (at.ok) expect((await at.value.read(join(path, 'access.yaml'))).kind).toBe('text');
    if (at.ok) at.value.close();
    const calls = linesOf(log);
    expect(new Set(calls.map((it) => /-C \S+ (\S+)/.exec(it)?.[1]))).toEqual(
      new Set(['cat-file', 'for-each-ref', 'ls-tree', 'merge-base', 'rev-list', 'rev-parse']),
    );
    for (const it of calls) {
      expect(it.startsWith(`${aside} | `)).toBe(true);
      for (const part of expected(path)) expect(it).toContain(part);
      expect(it).not.toMatch(/GIT_EXTERNAL_DIFF|PATH=\.|PATH=\/[^ ]*repository:/);
    }
    remove();
  });
});

function expected(path: string): readonly string[] {
  const settings =
    'core.fsmonitor=false core.hooksPath=/dev/null core.alternateRefsCommand=: core.attributesFile=/dev/null ' +
    'credential.helper= diff.external= gc.auto=0 gpg.program=: gpg.ssh.program=: gpg.x509.program=: ' +
    'log.showSignature=false maintenance.auto=false protocol.allow=never safe.bareRepository=explicit ' +
    'submodule.recurse=false';
  const environment =
    'GIT_NO_LAZY_FETCH=1 GIT_ALLOW_PROTOCOL=none GIT_OPTIONAL_LOCKS=0 GIT_TERMINAL_PROMPT=0 GIT_ASKPASS= SSH_ASKPASS= ' +
    'GIT_PAGER=cat GIT_EDITOR=:';
  return [
    ...settings.split(' ').map((it) => ` -c ${it} `),
    ...environment.split(' ').map((it) => `${it} `),
    'GIT_SSH_COMMAND=exit 1 ',
    'GIT_PROXY_COMMAND=exit 1 ',
    `GIT_WORK_TREE=${path} `,
    '--no-pager --literal-pathspecs ',
    `-C ${path} `,
  ];
}

function gitProgram(): string {
  return execFileSync('/bin/sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8').trim().split('\n');
}
