/** Snapshots on disk, one file for each profile, so that the editor starts with what was known last. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeSnapshot, encodeSnapshot } from '../core/live';
import type { SnapshotStore } from './host';

export function createSnapshotStore(folder: string): SnapshotStore {
  const pathOf = (profile: string) => join(folder, `${fileName(profile)}.snapshot.json`);
  return {
    load: async (profile) => {
      const text = await read(pathOf(profile));
      if (text === undefined) return undefined;
      const decoded = decodeSnapshot(text);
      // A file of another format, or one cut short by a full disk, is as good as none: the next refresh replaces it.
      return 'snapshot' in decoded ? decoded.snapshot : undefined;
    },
    save: async (snapshot) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await replace(pathOf(snapshot.profile), encodeSnapshot(snapshot));
    },
  };
}

/** Readable for people, and unique even where two profiles differ only in characters a file name can't hold. */
function fileName(profile: string): string {
  const hash = createHash('sha256').update(profile).digest('hex').slice(0, 8);
  return `${profile.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 80)}-${hash}`;
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    // Nothing was saved yet, or it may not be read: both mean that there is no snapshot to start with.
    return undefined;
  }
}

/** Writes beside the target and renames, so that a reader sees the old file or the new one, never a half. */
async function replace(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, { mode: 0o600 });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
