/** A folder as it was at a Git revision, read without a checkout. */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { relative } from 'node:path';
import { promisify } from 'node:util';
import type { GitReason } from '../core/reasons';
import { gitText } from '../core/wording';
import { decode, nodeFiles } from './files';
import type { Files, Git, ReadResult, Revision } from './host';

const run = promisify(execFile);

export const nodeGit: Git = {
  base: async (folder) => {
    const asked = [
      ['merge-base', 'HEAD', 'origin/HEAD'],
      ['rev-parse', '--verify', '--quiet', 'HEAD'],
    ];
    for (const args of asked) {
      const commit = await git(folder, args).catch(() => undefined);
      if (commit !== undefined) return commit.trim();
    }
    return undefined;
  },
  revisions: async (folder) => {
    try {
      const refs = await git(folder, ['for-each-ref', '--sort=-committerdate', `--format=${refFormat}`, ...refFolders]);
      // A repository without a commit has no log.
      const log = await git(folder, ['log', `--max-count=${mostCommits}`, `--format=${logFormat}`]).catch(() => '');
      return { ok: true, value: [...lines(refs).flatMap(refOf), ...lines(log).map(commitOf)] };
    } catch (error) {
      return { ok: false, message: gitText(reasonFor(error, folder, folder)) };
    }
  },
  branchPoint: async (folder, revision) => {
    try {
      const commit = await commitAt(folder, revision);
      const point = await git(folder, ['merge-base', 'HEAD', commit]).catch(() => undefined);
      if (point === undefined) return { ok: true, value: { commit, is: 'unknown', shallow: await isShallow(folder) } };
      return { ok: true, value: { commit: point.trim(), is: point.trim() === commit ? 'revision' : 'earlier' } };
    } catch (error) {
      return { ok: false, message: gitText(await noRevision(error, folder, revision)) };
    }
  },
  filesAt: async (folder, revision) => {
    try {
      const commit = await commitAt(folder, revision);
      const names = await git(folder, ['ls-tree', '-r', '-z', '--name-only', commit]);
      return { ok: true, value: filesOf(folder, commit, names.split('\0').filter(Boolean)) };
    } catch (error) {
      return { ok: false, message: gitText(await noRevision(error, folder, revision)) };
    }
  },
};

const mostCommits = 50;
const refFolders = ['refs/heads', 'refs/remotes', 'refs/tags'];
/** Fields between NULs: subjects may hold anything else. */
const refFormat = '%(HEAD)%00%(refname)%00%(refname:short)%00%(contents:subject)%00%(committerdate:relative)';
const logFormat = '%h%x00%s%x00%cr';

function lines(output: string): readonly (readonly string[])[] {
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\0'));
}

function refOf([head, full = '', revision = '', subject = '', age = '']: readonly string[]): readonly Revision[] {
  // `origin/HEAD` only names another branch.
  if (full.endsWith('/HEAD')) return [];
  const kinds = [
    ['refs/heads/', 'branch'],
    ['refs/remotes/', 'remote-branch'],
    ['refs/tags/', 'tag'],
  ] as const;
  const kind = kinds.find(([folder]) => full.startsWith(folder))?.[1] ?? 'branch';
  return [{ kind, revision, subject, age, current: head === '*' }];
}

function commitOf([revision = '', subject = '', age = '']: readonly string[]): Revision {
  return { kind: 'commit', revision, subject, age, current: false };
}

async function git(folder: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', folder, ...args], { maxBuffer: 256 * 1024 * 1024 });
  return stdout;
}

async function commitAt(folder: string, revision: string): Promise<string> {
  const asked = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  return (await git(folder, asked)).trim();
}

/** What a job of CI holds by default: the last commit alone. */
async function isShallow(folder: string): Promise<boolean> {
  const answer = await git(folder, ['rev-parse', '--is-shallow-repository']).catch(() => '');
  return answer.trim() === 'true';
}

async function noRevision(error: unknown, folder: string, revision: string): Promise<GitReason> {
  const reason = reasonFor(error, revision, folder);
  if (reason.kind !== 'no-such-revision') return reason;
  if (revision.includes('..')) return { ...reason, hint: 'range' };
  return (await isShallow(folder)) ? { ...reason, hint: 'shallow' } : reason;
}

function reasonFor(error: unknown, revision: string, folder: string): GitReason {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'git-missing' };
  if (/not a git repository/i.test(text)) return { kind: 'no-repository' };
  if (/dubious ownership/.test(text)) return { kind: 'foreign-repository', folder };
  return { kind: 'no-such-revision', revision };
}

/** Downloaded modules are not in Git; they are taken as they are on disk now. */
function filesOf(folder: string, commit: string, names: readonly string[]): Files & { readonly close: () => void } {
  const known = new Set(names);
  const objects = openObjects(folder);
  const inFolder = (path: string) => relative(folder, path).replaceAll('\\', '/');
  return {
    list: async () => [...names, ...(await nodeFiles.list(folder)).filter(isDownloaded)],
    kind: async (path) => (known.has(inFolder(path)) ? 'file' : path === folder ? 'folder' : 'missing'),
    write: async () => ({ ok: false, because: `a revision can't be written: ${commit}` }),
    read: async (path) => {
      const name = inFolder(path);
      if (isDownloaded(name)) return nodeFiles.read(path);
      // Code reads from above its folder too (`file("../teams.yaml")`); what is there was not listed.
      return known.has(name) || name.startsWith('../') ? objects.read(`${commit}:./${name}`) : { kind: 'missing' };
    },
    close: objects.close,
  };
}

function isDownloaded(path: string): boolean {
  return /(^|\/)\.terraform\//.test(path);
}

/** One `git cat-file --batch` for all files: answers come in the order of the questions. */
function openObjects(folder: string) {
  const child = spawn('git', ['-C', folder, 'cat-file', '--batch']);
  const waiting: ((bytes: Buffer | undefined) => void)[] = [];
  const answers = answersOf((bytes) => waiting.shift()?.(bytes));
  child.stdout.on('data', answers);
  child.on('close', () => {
    for (const answer of waiting.splice(0)) answer(undefined);
  });
  return { read: (object: string) => ask(child, waiting, object), close: () => void child.stdin.end() };
}

async function ask(
  child: ChildProcessWithoutNullStreams,
  waiting: ((bytes: Buffer | undefined) => void)[],
  object: string,
): Promise<ReadResult> {
  const bytes = await new Promise<Buffer | undefined>((resolve) => {
    waiting.push(resolve);
    child.stdin.write(`${object}\n`);
  });
  return bytes ? decode(bytes) : { kind: 'missing' };
}

/** Splits the stream: `<id> <type> <size>\n<bytes>\n`, or `<question> missing\n` (git-cat-file(1), BATCH OUTPUT). */
function answersOf(answer: (bytes: Buffer | undefined) => void): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  const next = (): boolean => {
    const headerEnd = pending.indexOf(10);
    if (headerEnd < 0) return false;
    const size = / (\d+)$/.exec(pending.toString('utf8', 0, headerEnd))?.[1];
    const end = headerEnd + 1 + (size === undefined ? 0 : Number(size) + 1);
    if (pending.length < end) return false;
    answer(size === undefined ? undefined : pending.subarray(headerEnd + 1, end - 1));
    pending = pending.subarray(end);
    return true;
  };
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (next());
  };
}
