/** Reading one file: never more than may be read, never what is no file, never what lies out of the repository. */
import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { reasonOf } from '../error-reason';
import { boundedBytes } from './bounded-bytes';
import type { ReadResult } from './file-system';
import { maxFileBytes } from './limits';
import { placeInside, realPathOf } from './real-path';

/** A regular file. With `within`, a folder by its real path, only where it is in there; else it is not even told whether it is there. */
export async function readRegular(path: string, maxBytes = maxFileBytes, within?: string): Promise<ReadResult> {
  try {
    const place = within === undefined ? await realPathOf(resolve(path)) : await placeInside(path, within);
    return place === undefined ? { kind: 'outside' } : await readAt(place, maxBytes);
  } catch (error) {
    return failed(error, path);
  }
}

/** What the user names: a pipe too, such as that of `--plan <(terraform show -json plan)`. */
export async function readGiven(path: string, maxBytes = maxFileBytes): Promise<ReadResult> {
  try {
    const handle = await open(path);
    try {
      return await contentOf(handle, (await handle.stat()).size, maxBytes);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return failed(error, path);
  }
}

/** Opening a pipe waits for a writer, unless it is told not to; Windows has neither flag. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** `place` has no links. What is open is what was looked at, though somebody may put something else there meanwhile. */
async function readAt(place: string, maxBytes: number): Promise<ReadResult> {
  const before = await stat(place, { bigint: true });
  if (before.isDirectory()) return { kind: 'missing' };
  if (!before.isFile()) return irregular(before);
  const handle = await open(place, withoutWaiting);
  try {
    const opened = await handle.stat({ bigint: true });
    const isSame = opened.isFile() && opened.ino === before.ino && opened.dev === before.dev;
    if (!isSame || (await realPathOf(place)) !== place) {
      return { kind: 'unreadable', because: 'another file took its place while it was read' };
    }
    return await contentOf(handle, Number(opened.size), maxBytes);
  } finally {
    await handle.close();
  }
}

async function contentOf(handle: FileHandle, size: number, maxBytes: number): Promise<ReadResult> {
  const read = await boundedBytes(handle, size, maxBytes);
  return read.kind === 'bytes' ? decode(read.bytes) : read;
}

function irregular(stats: BigIntStats): ReadResult {
  return { kind: 'unreadable', because: `it is ${kindOfStats(stats)}, and only regular files are read` };
}

function kindOfStats(stats: BigIntStats): string {
  if (stats.isFIFO()) return 'a pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
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

/** Node puts U+FFFD where a name has bytes that are no UTF-8, and can't open what it calls so. */
export const unreadableName = 'its name is not UTF-8: rename it';

function failed(error: unknown, path: string): ReadResult {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' && path.includes('\ufffd')) return { kind: 'unreadable', because: unreadableName };
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return { kind: 'missing' };
  return { kind: 'unreadable', because: reasonOf(error) };
}
