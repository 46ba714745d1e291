/** Reads snapshot files with every doubt: they may come from anywhere. */
import { decodeSnapshotFile } from '../../core/live';
import type { SnapshotStore } from '../host';
import { bytesOfFile, TooLarge } from './bounded-file';

/** A file of this size has more than 600,000 assignments; reading it takes about 1 GB of memory, and writing it a little more. */
export const maxSnapshotBytes = 256 * 1024 * 1024;

export async function openSnapshot(path: string): ReturnType<SnapshotStore['open']> {
  const read = await readJson(path);
  if ('problem' in read) return { ok: false, message: read.problem };
  const decoded = decodeSnapshotFile(read.json);
  return 'snapshot' in decoded ? { ok: true, snapshot: decoded.snapshot } : { ok: false, message: decoded.problem };
}

export async function readJson(path: string): Promise<{ readonly json: unknown } | { readonly problem: string }> {
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
    return { bytes: await bytesOfFile(path, maxSnapshotBytes) };
  } catch (error) {
    if (error instanceof TooLarge) return { problem: tooLarge(error.bytes) };
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { problem: isMissing ? 'there is no such file' : 'it may not be read' };
  }
}

function tooLarge(bytes: number): string {
  const megabytes = (size: number) => Math.ceil(size / 1024 / 1024);
  return `it has ${megabytes(bytes)} MB, and the limit is ${megabytes(maxSnapshotBytes)} MB`;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
