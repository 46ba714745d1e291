/** Reading the workspace. Never throws: what went wrong is in the answer. */
import { randomUUID } from 'node:crypto';
import { chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { reasonOf } from '../error-reason';
import type { Files, ReadResult, WriteResult } from './file-system';
import { kindOf, listFiles } from './list-files';
import { sweepDraftsOf } from './sweep';

/** In bytes, where nobody says how much may be read. */
const maxFileBytes = 16 * 1024 * 1024;

export const nodeFiles: Files = { read, write, kind: kindOf, list: listFiles };

async function read(path: string, maxBytes = maxFileBytes): Promise<ReadResult> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes) return { kind: 'too-large', bytes: size };
    return decode(await readFile(path));
  } catch (error) {
    return failed(error);
  }
}

/** Through a link, so that it stays one. A pipe or a device is written to as it is. */
export async function write(path: string, content: Content): Promise<WriteResult> {
  try {
    const target = await realpath(path).catch(() => path);
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

export function decode(bytes: Uint8Array): ReadResult {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return hasByteOrderMark(bytes) ? { kind: 'text', text, bytes } : { kind: 'text', text };
  } catch {
    return { kind: 'not-utf8', bytes };
  }
}

/** The decoder swallows a byte order mark. */
function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function failed(error: unknown): ReadResult {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return { kind: 'missing' };
  return { kind: 'unreadable', because: reasonOf(error) };
}
