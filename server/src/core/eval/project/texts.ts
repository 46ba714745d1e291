/** Files that expressions read. Invariant: a text that isn't loaded is asked for and never taken as missing. */

import type { FileAccess } from '../expression/scope';
import { utf8 } from '../functions/encoding/bytes';
import type { Project } from './evaluated';
import { folderOf, joinPath } from './paths';

export type Texts = {
  readonly read: (path: string) => { readonly text: string } | 'missing' | 'pending' | 'binary' | 'outside';
  readonly bytes: (path: string) => Uint8Array | undefined;
  readonly list: (folder: string) => readonly string[] | undefined;
  /** Whether a file or a folder is known to lead out of the repository; one that nobody listed is asked for. */
  readonly leadsOut: (path: string) => boolean;
  /** Paths whose text was asked for, there or not, or whether they lead out. */
  readonly looked: Set<string>;
  readonly wanted: Set<string>;
  /** Paths that file functions read and found. */
  readonly used: Set<string>;
};

export function textsOf(project: Project): Texts {
  const looked = new Set<string>();
  const wanted = new Set<string>();
  const used = new Set<string>();
  const read: Texts['read'] = (path) => {
    looked.add(path);
    const text = project.texts.get(path);
    if (text !== undefined) return { text };
    if (project.binaries?.has(path)) return 'binary';
    if (project.texts.has(path)) return 'missing';
    wanted.add(path);
    return isOutside(path, project) ? 'outside' : 'pending';
  };
  return {
    read,
    bytes: (path) => project.binaries?.get(path),
    list: (folder) => listed(project.paths, folder),
    leadsOut: (path) => {
      looked.add(path);
      if (isElsewhere(path) && !project.texts.has(path)) wanted.add(path);
      return isOutside(path, project);
    },
    looked,
    wanted,
    used,
  };
}

/** By itself, or because a folder on the way does. */
export function isOutside(path: string, { outside }: Pick<Project, 'outside'>): boolean {
  if (!outside?.size) return false;
  // A path that goes up may come back into the repository.
  if (isElsewhere(path)) return outside.has(path);
  for (let at = path; at !== ''; at = folderOf(at)) if (outside.has(at)) return true;
  return false;
}

/** Not below the folder that was listed. */
function isElsewhere(path: string): boolean {
  return path === '..' || path.startsWith('../') || path.startsWith('/');
}

/** Relative paths in expressions start at the root module's folder, where Terraform is run. */
export function fileAccess(texts: Texts, root: string): FileAccess {
  return {
    read: (path) => {
      const full = joinPath(root, path);
      const found = texts.read(full);
      if (found === 'binary') texts.used.add(full);
      if (typeof found !== 'object') return found;
      texts.used.add(full);
      return { ...found, path: full };
    },
    bytes: (path) => {
      const full = joinPath(root, path);
      const found = texts.read(full);
      const bytes = texts.bytes(full) ?? (typeof found === 'object' ? utf8(found.text) : undefined);
      if (bytes) texts.used.add(full);
      return bytes ?? (found === 'pending' || found === 'outside' ? found : 'missing');
    },
    list: (folder) => texts.list(joinPath(root, folder)),
    leadsOut: (path) => texts.leadsOut(joinPath(root, path)),
  };
}

function listed(paths: ReadonlySet<string>, folder: string): readonly string[] | undefined {
  if (paths.size === 0 || isElsewhere(folder)) return undefined;
  const prefix = folder === '' ? '' : `${folder}/`;
  return [...paths].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
}
