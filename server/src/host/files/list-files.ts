/** Listing the workspace. Never throws: a folder that can't be listed is in the answer, with its reason. */
import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../error-reason';
import type { FileList } from './file-system';

const skippedFolders = new Set(['.git', 'node_modules', '.hg', '.svn', '.idea', '.vscode-test']);

export async function kindOf(path: string): Promise<'file' | 'folder' | 'missing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    // What may not be looked at is not there for us.
    return 'missing';
  }
}

const nothing: FileList = { paths: [], unlisted: [] };

/** What is at `at`, a path below the folder, and below it; skipped folders count from `folder` on. */
export async function listFiles(folder: string, at = ''): Promise<FileList> {
  if (isSkipped(at) || (await leadsElsewhere(folder, at))) return nothing;
  const kind = await kindOf(join(folder, at));
  if (kind === 'missing') return nothing;
  if (kind === 'file') return { paths: [at], unlisted: [] };
  const lists: FileList[] = [];
  await listFolder(folder, at, lists);
  return { paths: lists.flatMap((it) => it.paths), unlisted: lists.flatMap((it) => it.unlisted) };
}

/** Whether a linked folder is on the way to it, or is it. */
async function leadsElsewhere(folder: string, at: string): Promise<boolean> {
  const steps = at === '' ? [] : at.split('/');
  for (const index of steps.keys()) {
    const path = join(folder, ...steps.slice(0, index + 1));
    const found = await lstat(path).catch(() => undefined);
    if (found?.isSymbolicLink() && (await kindOf(path)) === 'folder') return true;
  }
  return false;
}

/** A link to a file is one: modules share their variables so. Linked folders are not entered, since they may go in circles. */
async function listFolder(folder: string, at: string, lists: FileList[]): Promise<void> {
  const found = await entriesOf(join(folder, at));
  if (!found.ok) {
    if (found.because !== undefined) lists.push({ paths: [], unlisted: [{ path: at, because: found.because }] });
    return;
  }
  const paths: string[] = [];
  const folders: string[] = [];
  for (const entry of found.entries) {
    const path = at ? `${at}/${entry.name}` : entry.name;
    if (isSkipped(path)) continue;
    if (entry.isDirectory()) folders.push(path);
    else if (entry.isFile() || (entry.isSymbolicLink() && (await kindOf(join(folder, path))) === 'file'))
      paths.push(path);
  }
  lists.push({ paths, unlisted: [] });
  for (const path of folders) await listFolder(folder, path, lists);
}

async function entriesOf(folder: string) {
  try {
    return { ok: true as const, entries: await readdir(folder, { withFileTypes: true }) };
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
    return { ok: false as const, because: isGone ? undefined : reasonOf(error) };
  }
}

/**
 * Whether the path stands in a folder that is never looked into, or is one. Of `.terraform` only the downloaded modules
 * matter; providers are hundreds of megabytes.
 */
export function isSkipped(path: string): boolean {
  return path.split('/').some((name) => skippedFolders.has(name)) || /(^|\/)\.terraform\/(?!modules(\/|$))/.test(path);
}
