/**
 * Snapshots on disk, so that the editor starts with what was known last: one for each instance, whatever profile took
 * it, and for each profile which instance it showed. A snapshot that lacks what the saved one has (a role with fewer
 * rights took it, or a call failed) is kept beside it, for its own profile. Files that cannot be read count for none.
 */
import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decodeShown,
  encodeShown,
  type InstanceChoice,
  type InstanceKey,
  isLessComplete,
  isSameInstance,
  type ShownInstances,
  type Snapshot,
  shownFor,
  snapshotPieces,
  withShown,
} from '../../core/live';
import { fileWording } from '../../core/wording';
import { replaceFile, write } from '../files/files';
import { sweepFolder } from '../files/sweep';
import type { SnapshotStore } from '../host';
import { openSnapshot, readJson } from './snapshot-disk';

/** Snapshots name people. */
const ownerOnly = 0o600;

export function createSnapshotStore(folder: string): SnapshotStore {
  const instances = join(folder, 'instances');
  const profiles = join(folder, 'profiles');
  const sharedPath = (it: InstanceKey) => join(instances, `${instanceName(it)}.snapshot.json`);
  const ownPath = (it: InstanceKey, profile: string) =>
    join(instances, `${instanceName(it)}.${fileName(profile)}.snapshot.json`);
  const shownPath = (profile: string) => join(profiles, `${fileName(profile)}.json`);

  async function saved(instance: InstanceKey, profile: string): Promise<Snapshot | undefined> {
    const own = await readOf(instance, ownPath(instance, profile));
    const shared = await readOf(instance, sharedPath(instance));
    if (!own || !shared) return own ?? shared;
    return own.takenAt > shared.takenAt ? own : shared;
  }

  /** Answers with the fuller snapshot that it was saved beside. */
  async function save(snapshot: Snapshot, choice: InstanceChoice): Promise<Snapshot | undefined> {
    const { instance, profile } = snapshot;
    await mkdir(instances, { recursive: true, mode: 0o700 });
    const shared = await readOf(instance, sharedPath(instance));
    const fuller = shared && isLessComplete(snapshot, shared) ? shared : undefined;
    const path = fuller ? ownPath(instance, profile) : sharedPath(instance);
    await replaceFile(path, snapshotPieces(snapshot, fileWording), ownerOnly);
    if (!fuller) await rm(ownPath(instance, profile), { force: true });
    await remember(snapshot, choice);
    return fuller;
  }

  async function remember({ profile, instance }: Snapshot, choice: InstanceChoice): Promise<void> {
    await mkdir(profiles, { recursive: true, mode: 0o700 });
    const text = encodeShown(profile, withShown(await shown(profile), choice, instance));
    await replaceFile(shownPath(profile), text, ownerOnly);
  }

  async function shown(profile: string): Promise<ShownInstances> {
    const read = await readJson(shownPath(profile));
    return 'json' in read ? decodeShown(read.json, profile) : [];
  }

  return {
    load: async (profile, choice) => {
      await Promise.all([folder, instances, profiles].map((it) => sweepFolder(it)));
      const instance = shownFor(await shown(profile), choice);
      return instance && saved(instance, profile);
    },
    open: openSnapshot,
    save: async (snapshot, choice) => {
      try {
        return { ok: true, fullerSnapshot: await save(snapshot, choice) };
      } catch (error) {
        return { ok: false, message: error instanceof Error ? error.message : String(error) };
      }
    },
    saveAs: (path, snapshot) => write(path, snapshotPieces(snapshot, fileWording)),
  };
}

async function read(path: string): Promise<Snapshot | undefined> {
  const opened = await openSnapshot(path);
  // A file of another format, or one cut short by a full disk, is as good as none: the next refresh replaces it.
  return opened.ok ? opened.snapshot : undefined;
}

/** A file that says to be of another instance was put there by somebody. */
async function readOf(instance: InstanceKey, path: string): Promise<Snapshot | undefined> {
  const snapshot = await read(path);
  return snapshot && isSameInstance(snapshot.instance, instance) ? snapshot : undefined;
}

function instanceName({ arn, identityStoreId, region }: InstanceKey): string {
  const key = JSON.stringify([arn, identityStoreId, region]);
  return `${readable(`${arn.split('/').at(-1)}-${region}`)}-${hashOf(key)}`;
}

/** Unique even where two profiles differ only in characters a file name can't hold. */
function fileName(profile: string): string {
  return `${readable(profile)}-${hashOf(profile)}`;
}

function readable(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 80);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
