/** Where the repository of a folder is, and whether everything it is made of belongs to it. */
import { lstat, readFile, realpath } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join, normalize, relative, resolve, sep } from 'node:path';
import type { GitReason } from '../../core/reasons';
import { isWithin } from '../files/is-within';

export type Place = {
  /** The folder that holds `.git`. A real path, like all here. */
  readonly top: string;
  /** From there to the folder that was asked about, with forward slashes; `''` for the top. */
  readonly below: string;
};

export type PlaceFound =
  | { readonly ok: true; readonly place: Place }
  | { readonly ok: false; readonly reason: GitReason };

/**
 * Looked for here and not by Git, which takes a folder for a repository that only looks like a bare one, with settings that
 * came with a checkout. `ownObjects` is the user's `GIT_ALTERNATE_OBJECT_DIRECTORIES`.
 */
export async function placeOf(folder: string, ownObjects = ''): Promise<PlaceFound> {
  const real = await realpath(folder).catch(() => undefined);
  const top = real === undefined ? undefined : await topOf(real);
  if (real === undefined || top === undefined) return { ok: false, reason: { kind: 'no-repository' } };
  const reason = await foreignPart(top, ownObjects.split(delimiter).filter(isAbsolute).map(normalize));
  if (reason) return { ok: false, reason };
  return { ok: true, place: { top, below: relative(top, real).replaceAll(sep, '/') } };
}

async function topOf(folder: string): Promise<string | undefined> {
  const git = join(folder, '.git');
  if ((await isFile(git)) || (await isThere(join(git, 'HEAD')))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : topOf(parent);
}

/** What leads out: to another repository of the same user, whose contents would be taken for those of this one. */
async function foreignPart(top: string, ownObjects: readonly string[]): Promise<GitReason | undefined> {
  const git = join(top, '.git');
  const own = await ownFolder(git, top);
  const elsewhere: GitReason = { kind: 'git-elsewhere', folder: top, path: own ?? git };
  if (own === undefined) return elsewhere;
  if (!(own === git || (await namesBack(own, top)))) return elsewhere;
  const shared = await sharedFolder(own);
  if (shared === undefined) return elsewhere;
  return (await linkedPart(shared)) ?? (await borrowed(shared, ownObjects));
}

/** Git's folder: `.git`, or where that leads as a link or as the file that it is in a worktree and in a submodule. */
async function ownFolder(git: string, top: string): Promise<string | undefined> {
  if (!(await isFile(git))) return realpath(git).catch(() => undefined);
  const named = /^gitdir: (.+)/.exec((await textOf(git)) ?? '')?.[1];
  return named === undefined ? undefined : realpath(resolve(top, named.trimEnd())).catch(() => undefined);
}

/** A worktree stands in the file `gitdir` of its folder (gitrepository-layout(5)), a submodule under `core.worktree`. */
async function namesBack(own: string, top: string): Promise<boolean> {
  const worktree = await textOf(join(own, 'gitdir'));
  const settings = [await textOf(join(own, 'config')), await textOf(join(own, 'config.worktree'))].join('\n');
  const named = [...settings.matchAll(/^\s*worktree\s*=\s*"?([^"\n]+)"?\s*$/gim)].map(([, it = '']) => it);
  if (worktree !== undefined) named.push(dirname(worktree.trimEnd()));
  const real = named.map((it) => realpath(resolve(own, it.trimEnd())).catch(() => undefined));
  return (await Promise.all(real)).includes(top);
}

/** The folder that worktrees share, named by `commondir`; a worktree's own is in it. */
async function sharedFolder(own: string): Promise<string | undefined> {
  if (!(await isThere(join(own, 'commondir')))) return own;
  const named = await textOf(join(own, 'commondir'));
  const shared = named === undefined ? undefined : await realpath(resolve(own, named.trimEnd())).catch(() => undefined);
  return shared !== undefined && dirname(own) === join(shared, 'worktrees') ? shared : undefined;
}

const parts = [
  'config',
  'HEAD',
  'objects',
  'objects/info',
  'objects/pack',
  'packed-refs',
  'refs',
  'refs/heads',
  'reftable',
];

async function linkedPart(shared: string): Promise<GitReason | undefined> {
  for (const part of parts) {
    const path = join(shared, part);
    const real = await realpath(path).catch(() => path);
    if (!isWithin(real, shared)) return { kind: 'git-link', path };
  }
  return undefined;
}

/** Git reads objects from every folder that this file names, and can't be told not to (gitrepository-layout(5)). */
async function borrowed(shared: string, own: readonly string[]): Promise<GitReason | undefined> {
  const file = join(shared, 'objects', 'info', 'alternates');
  if (!(await isThere(file))) return undefined;
  const text = await textOf(file);
  const named = text?.split('\n').filter((line) => line !== '' && !line.startsWith('#')) ?? [file];
  const foreign = named.map((it) => resolve(shared, 'objects', it)).find((it) => !own.includes(it));
  return foreign === undefined ? undefined : { kind: 'borrowed-objects', path: foreign };
}

/** In bytes; each of these files names a path or two, or is a repository's settings. */
const maxBytes = 1024 * 1024;

/** Of a regular file; a pipe would never end. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    const there = await lstat(path);
    return there.isFile() && there.size <= maxBytes ? await readFile(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isFile() === true;
}

async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
