/** The files of a folder as they were at a Git commit, read without a checkout. */
import { isAbsolute, posix, relative } from 'node:path';
import type { GitReason } from '../../core/reasons';
import { gitText } from '../../core/wording';
import type { FileList, ReadResult } from '../files/file-system';
import { decode, nodeFiles } from '../files/files';
import { maxFileBytes } from '../files/limits';
import { isSkipped } from '../files/list-files';
import type { GitObjects } from './git-objects';
import type { FilesAt } from './repository';
import type { FindInTree, ObjectProblem } from './tree';

export type CommitFiles = {
  /** Absolute. */
  readonly folder: string;
  /** From the root of the repository to the folder. */
  readonly below: string;
  /** What `git ls-tree -r -z` prints of the folder's tree. */
  readonly listed: string;
  readonly find: FindInTree;
  readonly objects: GitObjects;
};

/** Downloaded modules and Git's own configuration are not in Git; they are taken as they are on disk now. */
export function filesAt({ folder, below, listed, find, objects }: CommitFiles): FilesAt {
  const entries = listed.split('\0').filter(Boolean).map(entryOf);
  const findBelow = (name: string) => find(posix.join(below, name));
  return {
    list: async (_, at = '', ...rest) => {
      const own = entries.filter(({ path }) => isAt(path, at) && !isSkipped(path));
      const found = await filesOf(own, findBelow);
      const { paths, outside = [], irregular, unlisted } = await nodeFiles.list(folder, at, ...rest);
      const closed = unlisted.filter(({ path }) => isDownloaded(path));
      return {
        paths: [...found.paths, ...paths.filter(isDownloaded)],
        outside: [...found.outside, ...outside.filter(isDownloaded)],
        irregular: irregular?.filter(isDownloaded),
        unlisted: [...submodules(own), ...closed],
      };
    },
    read: async (path, maxBytes = maxFileBytes, ...rest) => {
      const name = relative(folder, path).replaceAll('\\', '/');
      if (isDownloaded(name) || name === '.git/config') return nodeFiles.read(path, maxBytes, ...rest);
      if (isAbsolute(name)) return { kind: 'outside' };
      const found = await findBelow(name);
      if (found.kind === 'unread') return unread(found.problem);
      if (found.kind === 'submodule') return unreadable({ kind: 'submodule' });
      if (found.kind === 'file') return contentOf(found.id, objects, maxBytes);
      return { kind: found.kind === 'outside' ? 'outside' : 'missing' };
    },
    close: objects.close,
  };
}

type Entry = { readonly kind: 'file' | 'link' | 'submodule'; readonly path: string };

/** `<mode> <type> <object>\t<path>`; 120000 is a link, 160000 a commit of another repository (git-ls-tree(1)). */
function entryOf(line: string): Entry {
  const path = line.slice(line.indexOf('\t') + 1);
  if (line.startsWith('160000')) return { kind: 'submodule', path };
  return { kind: line.startsWith('120000') ? 'link' : 'file', path };
}

function isAt(path: string, at: string): boolean {
  return at === '' || path === at || path.startsWith(`${at}/`);
}

/** `outside`: those of the paths that are links out. */
type FilesFound = { readonly paths: readonly string[]; readonly outside: readonly string[] };

/** As on disk: a link to a file is one, a linked folder is not entered; what a link out leads to is not looked at. */
async function filesOf(entries: readonly Entry[], find: FindInTree): Promise<FilesFound> {
  const paths: string[] = [];
  const outside: string[] = [];
  for (const { kind, path } of entries) {
    const found = kind === 'link' ? (await find(path)).kind : kind;
    if (found === 'file' || found === 'outside' || found === 'unread') paths.push(path);
    if (found === 'outside') outside.push(path);
  }
  return { paths, outside };
}

function submodules(entries: readonly Entry[]): FileList['unlisted'] {
  const because = gitText({ kind: 'submodule' });
  return entries.filter(({ kind }) => kind === 'submodule').map(({ path }) => ({ path, because }));
}

function isDownloaded(path: string): boolean {
  return /(^|\/)\.terraform\//.test(path);
}

async function contentOf(id: string, { read }: GitObjects, maxBytes: number): Promise<ReadResult> {
  const found = await read(id, maxBytes);
  return found.kind === 'object' ? decode(found.bytes) : unread(found);
}

function unread(problem: ObjectProblem): ReadResult {
  if (problem.kind === 'too-large') return problem;
  return unreadable({ kind: objectReasons[problem.kind] });
}

const objectReasons = { missing: 'file-not-in-clone', broken: 'file-broken', 'too-slow': 'file-too-slow' } as const;

function unreadable(reason: GitReason): ReadResult {
  return { kind: 'unreadable', because: gitText(reason) };
}
