/** The files of a folder as they were at a Git commit, read without a checkout. */
import { relative } from 'node:path';
import type { FileList, ReadResult } from '../files/file-system';
import { decode, nodeFiles } from '../files/files';
import { isSkipped } from '../files/list-files';
import { type GitObjects, openObjects } from './git-objects';
import type { FilesAt } from './repository';

/**
 * `listed` is what `git ls-tree -r -z` prints of the commit. Downloaded modules and Git's own configuration are not in
 * Git; they are taken as they are on disk now.
 */
export function filesAt(folder: string, commit: string, listed: string): FilesAt {
  const entries = listed.split('\0').filter(Boolean).map(entryOf);
  const objects = openObjects(folder);
  const read = (name: string) => objects.read(`${commit}:./${name}`);
  const known = new Set(entries.map(({ path }) => path));
  return {
    list: async (_, at = '', within) => {
      const own = entries.filter(({ path }) => isAt(path, at) && !isSkipped(path));
      const { paths, unlisted } = await nodeFiles.list(folder, at, within);
      const [downloaded, closed] = [paths.filter(isDownloaded), unlisted.filter(({ path }) => isDownloaded(path))];
      return { paths: [...(await filesOf(own, read)), ...downloaded], unlisted: [...submodules(own), ...closed] };
    },
    read: async (path, maxBytes = Number.POSITIVE_INFINITY, within) => {
      const name = relative(folder, path).replaceAll('\\', '/');
      if (isDownloaded(name) || name === '.git/config') return nodeFiles.read(path, maxBytes, within);
      // Code reads from above its folder too (`file("../teams.yaml")`); what is there was not listed.
      const bytes = known.has(name) || name.startsWith('../') ? await read(name) : undefined;
      return resultOf(bytes, maxBytes);
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

/** As on disk: a link to a file is one, and a linked folder is not entered. */
async function filesOf(entries: readonly Entry[], read: GitObjects['read']): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { kind, path } of entries) {
    if (kind === 'file' || (kind === 'link' && (await read(path)))) paths.push(path);
  }
  return paths;
}

function submodules(entries: readonly Entry[]): FileList['unlisted'] {
  const because = 'it is a Git submodule, and a revision does not hold its files';
  return entries.filter(({ kind }) => kind === 'submodule').map(({ path }) => ({ path, because }));
}

function isDownloaded(path: string): boolean {
  return /(^|\/)\.terraform\//.test(path);
}

function resultOf(bytes: Buffer | undefined, maxBytes: number): ReadResult {
  if (!bytes) return { kind: 'missing' };
  return bytes.length > maxBytes ? { kind: 'too-large', bytes: bytes.length } : decode(bytes);
}
