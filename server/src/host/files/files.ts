/** The disk. Never throws: what went wrong is in the answer. */
import { randomUUID } from 'node:crypto';
import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { reasonOf } from '../error-reason';
import type { Files, WriteResult } from './file-system';
import { kindOf, listFiles } from './list-files';
import { readGiven, readRegular } from './read-file';
import { placeInside, realPathOf } from './real-path';
import { sweepDraftsOf } from './sweep';

export { decode } from './read-file';

export const nodeFiles: Files = {
  read: readRegular,
  readGiven,
  write,
  kind: kindOf,
  list: listFiles,
  realPath: realPathOf,
};

/** Through a link, so that it stays one. A pipe or a device is written to as it is. */
export async function write(path: string, content: Content, within?: string): Promise<WriteResult> {
  try {
    const target = within === undefined ? await realpath(path).catch(() => path) : await placeInside(path, within);
    if (target === undefined) return { ok: false, because: 'it leads out of the repository' };
    if (await isDevice(target)) await writeFile(target, content);
    else await replaceFile(target, content);
    return { ok: true };
  } catch (error) {
    return { ok: false, because: reasonOf(error) };
  }
}

type Content = Parameters<typeof writeFile>[1];

/**
 * Writes beside the target and renames, so that a reader sees the old file or the new one, never a half. Without a mode
 * it is that of the file there was.
 */
export async function replaceFile(target: string, content: Content, given?: number): Promise<void> {
  if ((await kindOf(target)) === 'folder') throw new Error('it is a folder');
  await sweepDraftsOf(target);
  const draft = `${target}.${randomUUID()}.tmp`;
  try {
    const mode = given ?? (await modeOf(target));
    await writeFile(draft, content, { mode });
    // What the process leaves out of the modes of its new files (umask) is no reason to change those of an old one.
    await chmod(draft, mode);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function isDevice(target: string): Promise<boolean> {
  const there = await stat(target).catch(() => undefined);
  return there !== undefined && !there.isFile() && !there.isDirectory();
}

/** A new file may name people, so that it is for its owner alone until they decide otherwise. */
async function modeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).mode;
  } catch {
    return 0o600;
  }
}
