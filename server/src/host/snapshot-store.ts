/** Snapshots on disk, one file for each profile, so that the editor starts with what was known last. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeSnapshotFile, snapshotPieces } from '../core/live';
import { replaceFile, write } from './files';
import type { SnapshotStore } from './host';

export function createSnapshotStore(folder: string): SnapshotStore {
  const pathOf = (profile: string) => join(folder, `${fileName(profile)}.snapshot.json`);
  return {
    load: async (profile) => {
      const opened = await open(pathOf(profile));
      // A file of another format, or one cut short by a full disk, is as good as none: the next refresh replaces it.
      return opened.ok ? opened.snapshot : undefined;
    },
    open,
    save: async (snapshot) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await replaceFile(pathOf(snapshot.profile), snapshotPieces(snapshot));
    },
    saveAs: (path, snapshot) => write(path, snapshotPieces(snapshot)),
  };
}

/** Readable for people, and unique even where two profiles differ only in characters a file name can't hold. */
function fileName(profile: string): string {
  const hash = createHash('sha256').update(profile).digest('hex').slice(0, 8);
  return `${profile.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 80)}-${hash}`;
}

/** A file of this size has more than 600,000 assignments; reading it takes about 1 GB of memory, and writing it a little more. */
export const largestSnapshot = 256 * 1024 * 1024;

async function open(path: string): ReturnType<SnapshotStore['open']> {
  const read = await readJson(path);
  if ('problem' in read) return { ok: false, message: read.problem };
  const decoded = decodeSnapshotFile(read.json);
  return 'snapshot' in decoded ? { ok: true, snapshot: decoded.snapshot } : { ok: false, message: decoded.problem };
}

async function readJson(path: string): Promise<{ readonly json: unknown } | { readonly problem: string }> {
  const read = await readBytes(path);
  if ('problem' in read) return read;
  const text = decode(read.bytes);
  if (text === undefined) return { problem: 'it is not UTF-8' };
  try {
    return { json: JSON.parse(text) };
  } catch {
    return { problem: 'this is not JSON' };
  }
}

async function readBytes(path: string): Promise<{ readonly bytes: Uint8Array } | { readonly problem: string }> {
  try {
    const { size } = await stat(path);
    if (size > largestSnapshot) return { problem: tooLarge(size) };
    return { bytes: await readFile(path) };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { problem: isMissing ? 'there is no such file' : 'it may not be read' };
  }
}

function tooLarge(bytes: number): string {
  const megabytes = (size: number) => Math.ceil(size / 1024 / 1024);
  return `it has ${megabytes(bytes)} MB, and ${megabytes(largestSnapshot)} MB are the most that is read`;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
