/** What of the disk is looked at: a folder, and which paths below it were asked for. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Invocation } from '../command';

export type Scope =
  | { readonly ok: true; readonly folder: string; readonly isWanted: (path: string) => boolean }
  | { readonly ok: false; readonly message: string };

/** One folder is looked at by itself; files, or several paths, are looked at from where the command was started. */
export async function scopeOf({ paths, context }: Invocation): Promise<Scope> {
  const absolute = paths.map((path) => resolve(context.cwd, path));
  const kinds = await Promise.all(absolute.map((path) => context.host.files.kind(path)));
  const missing = paths[kinds.indexOf('missing')];
  if (missing !== undefined) return { ok: false, message: `no such file or folder: ${missing}` };
  const [only] = absolute;
  if (only === undefined) return { ok: true, folder: context.cwd, isWanted: () => true };
  if (absolute.length === 1 && kinds[0] === 'folder') {
    return { ok: true, folder: only, isWanted: () => true };
  }
  return scopeBelow(context.cwd, absolute);
}

/** Why a path can't be looked at by a command that compares all of a folder's code, as a sentence. */
export async function fileProblem({ paths: [path], context }: Invocation): Promise<string | undefined> {
  if (path === undefined || (await context.host.files.kind(resolve(context.cwd, path))) !== 'file') return undefined;
  return `${path} is a file; name a folder, since all of its code is compared`;
}

function scopeBelow(folder: string, absolute: readonly string[]): Scope {
  const inside = absolute.map((path) => relative(folder, path).split(sep).join('/'));
  const outside = inside.find((path) => path.startsWith('..') || isAbsolute(path));
  if (outside !== undefined) {
    return { ok: false, message: `${outside} is outside this folder; start idc in a folder that holds all the paths` };
  }
  return {
    ok: true,
    folder,
    isWanted: (path) => inside.some((it) => it === '' || path === it || path.startsWith(`${it}/`)),
  };
}
