/** Which `git` is run: an installed one, never one that a repository brings along. */
import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import type { GitReason } from '../../core/reasons';
import { isWithin } from '../files/is-within';

type Environment = Readonly<Record<string, string | undefined>>;

export type ProgramFound =
  | { readonly ok: true; readonly program: string; readonly searched: string }
  | { readonly ok: false; readonly reason: GitReason };

/**
 * By absolute path, so that no system looks for it in the folder it works in. `searched` is the PATH without what lies in
 * the repository, and without entries that mean the folder of whoever asks (`.`, an empty one).
 */
export async function gitProgram(env: Environment, top: string): Promise<ProgramFound> {
  const named = pathOf(env).split(delimiter).filter(isAbsolute);
  const inside: string[] = [];
  const folders: string[] = [];
  for (const folder of named) (isWithin(await realOr(folder), top) ? inside : folders).push(folder);
  const found = await firstProgram(folders, top);
  if (found !== undefined) return { ok: true, program: found, searched: folders.join(delimiter) };
  const own = (await firstProgram(inside, undefined)) ?? (await firstProgram(folders, undefined));
  return { ok: false, reason: own === undefined ? { kind: 'git-missing' } : { kind: 'git-in-repository', path: own } };
}

/** Windows calls it `Path`. */
function pathOf(env: Environment): string {
  const name = Object.keys(env).find((it) => it.toUpperCase() === 'PATH');
  return (name && env[name]) ?? '';
}

async function firstProgram(folders: readonly string[], outside: string | undefined): Promise<string | undefined> {
  for (const folder of folders) {
    const path = join(folder, process.platform === 'win32' ? 'git.exe' : 'git');
    if ((await isProgram(path)) && (outside === undefined || !isWithin(await realOr(path), outside))) return path;
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

function realOr(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
