/**
 * Takes away what a process that was killed while it wrote has left: `<target>.<uuid>.tmp`, written beside the target and
 * renamed at the end. Invariant: nothing else is touched, and nothing that somebody may still be writing.
 */
import { lstat, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writing the largest file takes seconds. */
const oldMilliseconds = 3_600_000;

const draftName = /^(.+)\.[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\.tmp$/;

/** Drafts in a folder of our own, whatever they were of. Never rejects: a folder that can't be read has nothing to sweep. */
export async function sweepFolder(folder: string, now = Date.now()): Promise<void> {
  await sweep(folder, () => true, now);
}

/** Drafts of one file, which may stand among files of others. */
export async function sweepDraftsOf(target: string, now = Date.now()): Promise<void> {
  await sweep(dirname(target), (name) => name === basename(target), now);
}

async function sweep(folder: string, isOurs: (target: string) => boolean, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const drafts = names.filter((name) => isOurs(draftName.exec(name)?.[1] ?? '') && draftName.test(name));
  for (const path of drafts.map((name) => join(folder, name))) {
    const stats = await lstat(path).catch(() => undefined);
    if (stats?.isFile() && now - stats.mtimeMs > oldMilliseconds) await rm(path, { force: true }).catch(() => {});
  }
}
