/** Reading a revision is bounded: in memory, in time, and whatever the names in it are. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilesAt } from '../../server/src/host';
import { batchAnswers } from '../../server/src/host/git/batch-answers';
import { createGit, nodeGit } from '../../server/src/host/git/git';
import { gitIn, type HostileRepository, hostileRepository } from './hostile-repository';

/** A tree of these entries, straight into the objects: no checkout would hold it. */
function treeOf({ path }: HostileRepository, entries: readonly string[]): string {
  return execFileSync('git', ['mktree', '-z', '--missing'], {
    cwd: path,
    input: entries.map((it) => `${it}\0`).join(''),
  })
    .toString()
    .trim();
}

function blobOf({ path }: HostileRepository, content: string): string {
  return execFileSync('git', ['hash-object', '-w', '--stdin'], { cwd: path, input: content }).toString().trim();
}

function commitOf({ git }: HostileRepository, tree: string): string {
  const commit = git('commit-tree', tree, '-m', 'made');
  git('update-ref', 'refs/heads/main', commit);
  return commit;
}

describe('A revision with everything that is not a plain file', () => {
  let repository: HostileRepository;
  let at: FilesAt;
  beforeAll(async () => {
    repository = hostileRepository();
    const link = (name: string, target: string) => `120000 blob ${blobOf(repository, target)}\t${name}`;
    const file = (name: string, content: string) => `100644 blob ${blobOf(repository, content)}\t${name}`;
    const inner = treeOf(repository, [
      file('a\nb.yaml', 'a line break'),
      file('x-gdeadbee', 'no abbreviated commit'),
      file('y^{commit}', 'no commit'),
      link('absolute.tf', '/etc/passwd'),
      link('circle.tf', 'circle.tf'),
      link('inside.tf', '../other/shared.tf'),
      link('nowhere.tf', 'gone.tf'),
      link('outside.tf', '../../outside.tf'),
      file('large.tf', 'x'.repeat(5000)),
      link('long.tf', 'x/'.repeat(5000)),
      `160000 commit ${'1'.repeat(40)}\tmodule`,
    ]);
    const other = treeOf(repository, [file('shared.tf', 'shared')]);
    commitOf(repository, treeOf(repository, [`040000 tree ${inner}\tin`, `040000 tree ${other}\tother`]));
    mkdirSync(join(repository.path, 'in'));
    const opened = await nodeGit.filesAt(join(repository.path, 'in'), 'HEAD');
    if (!opened.ok) throw new Error(opened.message);
    at = opened.value;
  });
  afterAll(() => {
    at?.close();
    repository?.remove();
  });
  const read = (name: string, maxBytes?: number) => at.read(join(repository.path, 'in', name), maxBytes);

  it('is read by ids, so that no name is taken for a question', async () => {
    expect(await read('a\nb.yaml')).toEqual({ kind: 'text', text: 'a line break' });
    expect(await read('x-gdeadbee')).toEqual({ kind: 'text', text: 'no abbreviated commit' });
    expect(await read('y^{commit}')).toEqual({ kind: 'text', text: 'no commit' });
  });

  it('follows links inside the repository alone', async () => {
    expect(await read('inside.tf')).toEqual({ kind: 'text', text: 'shared' });
    expect(await read('../other/shared.tf')).toEqual({ kind: 'text', text: 'shared' });
    for (const name of ['absolute.tf', 'outside.tf', '../../x.tf'])
      expect(await read(name)).toEqual({ kind: 'outside' });
    for (const name of ['circle.tf', 'nowhere.tf', 'none.tf']) expect(await read(name)).toEqual({ kind: 'missing' });
  });

  it('takes nothing into memory that is larger than asked for', async () => {
    expect(await read('large.tf', 4999)).toEqual({ kind: 'too-large', bytes: 5000 });
    expect((await read('large.tf', 5000)).kind).toBe('text');
    expect(await read('long.tf')).toEqual({ kind: 'too-large', bytes: 10_000 });
  });

  it('says of a submodule that its files are not here', async () => {
    const { paths, unlisted } = await at.list(join(repository.path, 'in'));
    expect(unlisted).toEqual([{ path: 'module', because: expect.stringContaining('submodule') }]);
    expect(await read('module/x.tf')).toEqual({ kind: 'unreadable', because: expect.stringContaining('submodule') });
    expect(paths).toContain('outside.tf');
    expect(paths).not.toContain('nowhere.tf');
  });
});

describe('What Git prints in pieces', () => {
  it('is the same as in one, and copied once', () => {
    const id = '1'.repeat(40);
    const printed = Buffer.from(`${id} blob 5\na\nb\0c\n${id} missing\n${id} blob 0\n\n${id} tree 1\n\n\n`);
    const inPieces = (size: number) => {
      const answers: string[] = [];
      const take = batchAnswers('with-bytes', (it) =>
        answers.push(it.kind === 'object' ? `${it.type} ${JSON.stringify(it.bytes.toString())}` : it.kind),
      );
      for (let from = 0; from < printed.length; from += size) take(printed.subarray(from, from + size));
      return answers;
    };
    for (const size of [1, 2, 7, 1000]) expect(inPieces(size)).toEqual(inPieces(printed.length));
    expect(inPieces(1000)).toEqual(['blob "a\\nb\\u0000c"', 'missing', 'blob ""', 'tree "\\n"']);
  });
});

describe('Objects that are not there', () => {
  it('are left out one by one, and what is there is read', async () => {
    const { path, aside, git, write, commit, remove } = hostileRepository();
    const texts = Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? `${n} `.repeat(20) : `${n}`));
    for (const [n, text] of texts.entries()) write(`f${n}.yaml`, text);
    commit('one');
    git('config', 'uploadpack.allowFilter', 'true');
    const clone = join(aside, 'clone');
    git('clone', '-q', '--no-checkout', '--filter=blob:limit=10', `file://${path}`, clone);
    const at = await nodeGit.filesAt(clone, 'HEAD');
    if (!at.ok) throw new Error(at.message);
    const found = await Promise.all(texts.map((_, n) => at.value.read(join(clone, `f${n}.yaml`))));
    const because = 'it is not in this clone; git fetch --refetch --no-filter brings all of it';
    expect(found).toEqual(
      texts.map((text, n) => (n % 2 === 0 ? { kind: 'unreadable', because } : { kind: 'text', text })),
    );
    at.value.close();
    // The way out leads out.
    gitIn(clone)('fetch', '-q', '--refetch', '--no-filter');
    const again = await nodeGit.filesAt(clone, 'HEAD');
    if (!again.ok) throw new Error(again.message);
    expect(await again.value.read(join(clone, 'f0.yaml'))).toEqual({ kind: 'text', text: texts[0] });
    again.value.close();
    remove();
  });

  it('refuse the whole revision where they are its folders or its commit', async () => {
    const { path, git, write, commit, lose, remove } = hostileRepository();
    write('in/a.yaml', 'a');
    write('in/deep/b.yaml', 'b');
    commit('one');
    git('config', 'remote.origin.promisor', 'true');
    const refused = async (folder: string) => {
      const at = await nodeGit.filesAt(folder, 'HEAD');
      return at.ok ? 'read' : at.message;
    };
    const message = 'HEAD is not, or not as a whole, in this clone; git fetch --refetch --no-filter brings all of it';
    for (const lost of ['HEAD:in/deep', 'HEAD:in', 'HEAD^{tree}', 'HEAD']) {
      lose(lost);
      expect(await refused(join(path, 'in'))).toBe(message);
    }
    remove();
  });
});

describe('A name of a revision', () => {
  it.each(['--output=x', '-h', 'HEAD\nHEAD', 'a\0b', '@{99}', ':/nothing like it', 'HEAD:access.yaml', ''])(
    'such as %j is none, and nothing else happens',
    async (revision) => {
      const { path, write, commit, remove } = hostileRepository();
      write('access.yaml', 'x');
      commit('one');
      expect(await nodeGit.filesAt(path, revision)).toEqual({
        ok: false,
        message: `Git knows no revision: ${revision}`,
      });
      remove();
    },
  );

  it.each(['--output=x', '-h', 'HEAD\nHEAD'])('such as %j does not even reach Git', async (revision) => {
    const { path, aside, commit, remove } = hostileRepository();
    commit('one');
    const [log, before] = [join(aside, 'calls'), process.env.PATH];
    const script = `#!/bin/sh\nprintf '%s|' "$@" >> '${log}'\nPATH='${before}' exec git "$@"\n`;
    writeFileSync(join(aside, 'git'), script, { mode: 0o755 });
    const git = createGit({ env: { ...process.env, PATH: `${aside}:${before}` }, maxMilliseconds: 30_000 });
    await git.branchPoint(path, revision);
    await git.filesAt(path, revision);
    expect(readFileSync(log, 'utf8')).toContain('--git-dir');
    expect(readFileSync(log, 'utf8')).not.toContain(`|${revision}`);
    remove();
  });
});

describe('A repository that never ends', () => {
  it('is given up where Git prints without end: ten folders, each ten times in the next', async () => {
    const repository = hostileRepository();
    let tree = treeOf(repository, [`100644 blob ${blobOf(repository, 'x')}\tf`]);
    for (let depth = 0; depth < 9; depth++)
      tree = treeOf(
        repository,
        Array.from({ length: 10 }, (_, n) => `040000 tree ${tree}\t${n}`),
      );
    commitOf(repository, tree);
    expect(await nodeGit.filesAt(repository.path, 'HEAD')).toEqual({
      ok: false,
      message: 'Git lists more than 64 MiB of names here; name a folder further down',
    });
    repository.remove();
  });

  it('is given up where Git waits for a pipe', async () => {
    const { path, aside, commit, remove } = hostileRepository();
    commit('one');
    execFileSync('mkfifo', [join(aside, 'pipe')]);
    writeFileSync(join(path, '.git/config'), `[include]\n\tpath = ${aside}/pipe\n`, { flag: 'a' });
    const git = createGit({ env: process.env, maxMilliseconds: 300 });
    const message = 'Git did not answer within 1 s; git fsck says whether the repository is broken';
    expect(await git.base(path)).toEqual({ ok: false, message });
    expect(await git.filesAt(path, 'HEAD')).toEqual({ ok: false, message });
    remove();
  });

  it('is said to be broken where its settings are', async () => {
    const { path, commit, remove } = hostileRepository();
    commit('one');
    writeFileSync(join(path, '.git/config'), '[include]\n\tpath = /dev/zero\n', { flag: 'a' });
    const message = "Git can't read this repository; git fsck says what is broken";
    expect(await nodeGit.base(path)).toEqual({ ok: false, message });
    expect(await nodeGit.filesAt(path, 'HEAD')).toEqual({ ok: false, message });
    remove();
  });
});
