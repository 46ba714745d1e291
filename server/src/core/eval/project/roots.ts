/** Which folders are root modules: those with configuration that no other folder calls. */
import { compareText } from '../../base';
import type { Folder } from '../module/folder';
import { isLocal, ownFolder, sourceOf } from '../module/sources';
import { joinPath } from './paths';

export function rootsOf(
  folders: ReadonlyMap<string, Folder>,
  chosen: string | undefined,
  repository: () => string | undefined,
): readonly Folder[] {
  if (chosen !== undefined) return only(folders.get(joinPath('', chosen)));
  const own = [...folders.values()].filter((folder) => !isDownloaded(folder.path));
  const called = new Set(own.flatMap((folder) => calledBy(folder, repository)));
  return own.filter(({ path }) => !called.has(path)).toSorted((a, b) => compareText(a.path, b.path));
}

function only(folder: Folder | undefined): readonly Folder[] {
  return folder ? [folder] : [];
}

function calledBy(folder: Folder, repository: () => string | undefined): readonly string[] {
  const sources = [...folder.calls.values()].map(sourceOf);
  const paths = sources.map((it) => (isLocal(it) ? joinPath(folder.path, it) : ownFolder(it, repository())));
  return paths.filter((path) => path !== undefined && path !== folder.path).map(String);
}

/** What `terraform init` fetched is other people's code, read only where it is called. */
function isDownloaded(path: string): boolean {
  return path.split('/').includes('.terraform');
}
