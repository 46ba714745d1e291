/**
 * What was evaluated before. A root is evaluated anew only when something it looked at has changed: a folder of
 * modules, a text, a variable file, or which files there are. What it did not look at cannot change what it says.
 */
import { sameItems } from '../../base';
import type * as hcl from '../../syntax/hcl';
import type { CachedFolder, Folder } from '../module/folder';
import type { EvaluatedRoot, Project } from './evaluated';
import { folderOf } from './paths';
import { isOutside, type Texts } from './texts';

export type Memory = { readonly folders: Map<string, CachedFolder>; readonly roots: Map<string, CachedRoot> };

export type CachedRoot = {
  readonly root: EvaluatedRoot;
  readonly project: Project;
  readonly texts: Texts;
  /** The folders it asked for, also those that were not there. */
  readonly folders: ReadonlyMap<string, Folder | undefined>;
};

export function createMemory(): Memory {
  return { folders: new Map(), roots: new Map() };
}

export function evictOthers({ roots }: Memory, kept: readonly CachedRoot[]): void {
  const paths = new Set(kept.map(({ root }) => root.path));
  for (const path of roots.keys()) if (!paths.has(path)) roots.delete(path);
}

/** The same folders, recording each lookup in the given map. */
export function trackingFolders(folders: ReadonlyMap<string, Folder>, asked: Map<string, Folder | undefined>) {
  const get = (path: string) => {
    const folder = folders.get(path);
    asked.set(path, folder);
    return folder;
  };
  return { get, has: (path: string) => get(path) !== undefined };
}

export function isUnchanged(
  { root, project: before, texts, folders }: CachedRoot,
  project: Project,
  now: ReadonlyMap<string, Folder>,
): boolean {
  if (before.paths !== project.paths || before.options !== project.options) return false;
  return (
    [...folders].every(([path, folder]) => now.get(path) === folder) &&
    [...texts.looked].every((path) => hasSameText(path, before, project)) &&
    sameItems(variableFiles(before, root.path), variableFiles(project, root.path))
  );
}

function hasSameText(path: string, before: Project, after: Project): boolean {
  const { texts, binaries } = before;
  if (isOutside(path, before) !== isOutside(path, after)) return false;
  const isSame = texts.has(path) === after.texts.has(path) && texts.get(path) === after.texts.get(path);
  return isSame && binaries?.get(path) === after.binaries?.get(path);
}

/** In or below the root, or anywhere where they are named. */
function variableFiles({ files, options }: Project, root: string): readonly hcl.File[] {
  const isNamed = (options.varFiles ?? []).length > 0;
  return files.filter(({ path }) => /\.tfvars(\.json)?$/.test(path) && (isNamed || isWithin(folderOf(path), root)));
}

function isWithin(folder: string, root: string): boolean {
  return root === '' || folder === root || folder.startsWith(`${root}/`);
}
