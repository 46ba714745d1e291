/** `.idc.yaml` of the repository, where a folder below it is looked at and has none of its own. */
import { dirname, join } from 'node:path';
import { inFolder } from './folder-paths';
import { gitRoot } from './repository';
import type { World } from './world';

export type ProjectAbove = {
  /** From the folder: `../.idc.yaml`. */
  readonly path: string;
  /** The folder, from the one that holds the project file. */
  readonly below: string;
};

/** Up to the root of the Git repository, else to where the command was started; what lies beyond belongs to somebody else. */
export async function projectAbove(folder: string, world: World): Promise<ProjectAbove | undefined> {
  const last = (await gitRoot(folder, world)) ?? world.cwd;
  const file = await nearestProject(folder, last, world);
  if (file === undefined || dirname(file) === folder) return undefined;
  return { path: inFolder(file, folder), below: inFolder(folder, dirname(file)) };
}

async function nearestProject(folder: string, last: string, world: World): Promise<string | undefined> {
  for (const name of ['.idc.yaml', '.idc.yml']) {
    const path = join(folder, name);
    if ((await world.host.files.kind(path)) === 'file') return path;
  }
  const parent = dirname(folder);
  return folder === last || parent === folder || !folder.startsWith(last)
    ? undefined
    : nearestProject(parent, last, world);
}
