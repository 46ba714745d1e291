/** Revisions of a Git repository: which there are, where HEAD left one, and a folder as it was at one. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { GitReason } from '../../core/reasons';
import { gitText } from '../../core/wording';
import { filesAt } from './git-files';
import type { Git, Revision } from './repository';

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
      const log = await git(folder, ['log', `--max-count=${maxCommits}`, `--format=${logFormat}`]).catch(() => '');
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
      const listed = await git(folder, ['ls-tree', '-r', '-z', commit]);
      return { ok: true, value: filesAt(folder, commit, listed) };
    } catch (error) {
      return { ok: false, message: gitText(await noRevision(error, folder, revision)) };
    }
  },
};

const maxCommits = 50;
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
  // In English, whatever the user speaks: a reason for refusing has no code of its own.
  const env = { ...process.env, LC_ALL: 'C' };
  const { stdout } = await run('git', ['-C', folder, ...args], { env, maxBuffer: 256 * 1024 * 1024 });
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
