/** Revisions of a Git repository: which there are, where HEAD left one, and a folder as it was at one. */
import type { GitReason } from '../../core/reasons';
import { gitText } from '../../core/wording';
import { filesAt } from './git-files';
import { openObjects } from './git-objects';
import type { BranchPoint, FilesAt, Git, Revision } from './repository';
import { type GitContext, type Repository, repositoryOf, runGit } from './run-git';
import { findIn } from './tree';

export function createGit(context: GitContext): Git {
  const within = async <T>(
    folder: string,
    work: (at: Repository) => Promise<T>,
    explain: (error: unknown, at: Repository) => Promise<GitReason>,
  ) => {
    const found = await repositoryOf(folder, context);
    if (!found.ok) return { ok: false as const, message: gitText(found.reason) };
    try {
      return { ok: true as const, value: await work(found.repository) };
    } catch (error) {
      return { ok: false as const, message: gitText(await explain(error, found.repository)) };
    }
  };
  return {
    base: (folder) => within(folder, baseOf, brokenOr),
    revisions: (folder) => within(folder, revisionsOf, brokenOr),
    branchPoint: (folder, revision) =>
      within(
        folder,
        (at) => branchPoint(at, revision),
        (error, at) => noRevision(error, at, revision),
      ),
    filesAt: (folder, revision) =>
      within(
        folder,
        (at) => openFiles(at, folder, revision),
        (error, at) => noRevision(error, at, revision),
      ),
  };
}

/** In milliseconds: a merge base in the largest repositories takes a few seconds. */
const patience = 30_000;

export const nodeGit: Git = createGit({ env: process.env, maxMilliseconds: patience });

async function baseOf(at: Repository): Promise<string | undefined> {
  const point = await lineOf(at, 'merge-base', ['HEAD', 'origin/HEAD']);
  const last = point ?? (await lineOf(at, 'rev-parse', ['--verify', '--quiet', 'HEAD']));
  // Without a commit there is none; a repository that is refused fails here.
  if (last === undefined) await runGit(at, 'rev-parse', ['--git-dir']);
  return last;
}

const maxCommits = 50;
const refFolders = ['refs/heads', 'refs/remotes', 'refs/tags'];
/** Fields between NULs: subjects may hold anything else. */
const refFormat = '%(HEAD)%00%(refname)%00%(refname:short)%00%(contents:subject)%00%(committerdate:relative)';
const commitFormat = '%h%x00%s%x00%cr';

async function revisionsOf(at: Repository): Promise<readonly Revision[]> {
  const refs = await runGit(at, 'for-each-ref', ['--sort=-committerdate', `--format=${refFormat}`, ...refFolders]);
  // `rev-list` and not `log`, which verifies signatures where the repository says so. Without a commit there is no HEAD.
  const asked = [`--max-count=${maxCommits}`, '--encoding=UTF-8', `--format=${commitFormat}`, 'HEAD', '--'];
  const commits = await runGit(at, 'rev-list', asked).catch(orNothing);
  return [...lines(refs).flatMap(refOf), ...lines(commits ?? '').map(commitOf)];
}

/** `rev-list` begins each commit with a line of its id, which has no fields. */
function lines(output: string): readonly (readonly string[])[] {
  return output
    .split('\n')
    .filter((line) => line.includes('\0'))
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

async function branchPoint(at: Repository, revision: string): Promise<BranchPoint> {
  const commit = await commitAt(at, revision);
  const point = await lineOf(at, 'merge-base', ['HEAD', commit]);
  if (point === undefined) return { commit, is: 'unknown', shallow: await isShallow(at) };
  return { commit: point, is: point === commit ? 'revision' : 'earlier' };
}

async function openFiles(at: Repository, folder: string, revision: string): Promise<FilesAt> {
  const commit = await commitAt(at, revision);
  const root = (await runGit(at, 'rev-parse', ['--verify', '--quiet', `${commit}^{tree}`])).trim();
  const objects = openObjects(at, root);
  try {
    const find = findIn(root, objects);
    const found = await find(at.below);
    if (found.kind === 'unread') throw new Error('the folder is not in the clone');
    const listed = found.kind === 'folder' ? await runGit(at, 'ls-tree', ['-r', '-z', '--full-tree', found.id]) : '';
    return filesAt({ folder, below: at.below, listed, find, objects });
  } catch (error) {
    objects.close();
    throw error;
  }
}

/** `undefined` where Git says that there is none. */
async function lineOf(at: Repository, command: 'merge-base' | 'rev-parse', args: readonly string[]) {
  return (await runGit(at, command, args).catch(orNothing))?.trim();
}

/** A refusal is an answer; that Git had to be ended is none. */
function orNothing(error: unknown): undefined {
  if (limitOf(error)) throw error;
}

async function commitAt(at: Repository, revision: string): Promise<string> {
  if (!isName(revision)) throw new Error('no name of a revision');
  const asked = ['--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  return (await runGit(at, 'rev-parse', asked)).trim();
}

/** What a job of CI holds by default: the last commit alone. */
async function isShallow(at: Repository): Promise<boolean> {
  return (await lineOf(at, 'rev-parse', ['--is-shallow-repository'])) === 'true';
}

async function noRevision(error: unknown, at: Repository, revision: string): Promise<GitReason> {
  const reason = (await refusal(error, at)) ?? { kind: 'no-such-revision', revision };
  if (reason.kind !== 'no-such-revision') return reason;
  if (revision.includes('..')) return { ...reason, hint: 'range' };
  const named = await whatIsNamed(at, revision);
  if (named !== 'commit' && (await isShallow(at))) return { ...reason, hint: 'shallow' };
  return named === 'nothing' ? reason : { kind: 'revision-not-in-clone', revision };
}

/** `missing` is what has that name, or is an id, and is not there. */
async function whatIsNamed(at: Repository, revision: string): Promise<'commit' | 'missing' | 'nothing'> {
  if (!isName(revision)) return 'nothing';
  const id = await lineOf(at, 'rev-parse', ['--verify', '--quiet', '--end-of-options', revision]);
  if (id === undefined) return 'nothing';
  const type = await runGit(at, 'cat-file', ['-t', `${id}^{}`]).catch(() => undefined);
  if (type === undefined) return 'missing';
  return type.trim() === 'commit' ? 'commit' : 'nothing';
}

/** None of Git's begins so, or has a line break. */
function isName(revision: string): boolean {
  return !/^-|\p{Cc}/u.test(revision);
}

async function brokenOr(error: unknown, at: Repository): Promise<GitReason> {
  return (await refusal(error, at)) ?? { kind: 'broken-repository' };
}

/** What Git can't do in this repository, whatever it is asked; `undefined` where it is about the question. */
async function refusal(error: unknown, at: Repository): Promise<GitReason | undefined> {
  const limit = limitOf(error);
  if (limit === 'too-slow') return { kind: 'too-slow', seconds: Math.ceil(at.maxMilliseconds / 1000) };
  if (limit) return { kind: limit };
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'git-missing' };
  if (/not a git repository/i.test(text)) return { kind: 'no-repository' };
  if (/dubious ownership/.test(text)) return { kind: 'foreign-repository', folder: at.top };
  const works = await lineOf(at, 'rev-parse', ['--git-dir']).catch(() => undefined);
  return works === undefined ? { kind: 'broken-repository' } : undefined;
}

function limitOf(error: unknown): 'too-slow' | 'too-many-files' | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'too-many-files';
  return 'killed' in error && error.killed === true ? 'too-slow' : undefined;
}
