import { dirname, join } from 'node:path';
import { type Files, isWithin } from '../host';

/** The folder's Git repository, `undefined` where it is in none. `.git` is a file in a worktree and in a submodule. */
export async function gitRoot(folder: string, files: Pick<Files, 'kind'>): Promise<string | undefined> {
  if ((await files.kind(join(folder, '.git'))) !== 'missing') return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : gitRoot(parent, files);
}

/** How far it is looked around a folder. All are absolute and without links. */
export type Bounds = {
  readonly folder: string;
  /** What is read stays in here: the Git repository, else the folder itself. */
  readonly repository: string;
  /** The outermost folder whose `.idc.yaml` counts; beyond it is somebody else's. */
  readonly top: string;
};

/** Where there is no Git, the caller may know of other bounds. */
export type Surroundings = {
  readonly repository?: string | undefined;
  readonly top?: string | undefined;
};

export async function boundsOf(
  folder: string,
  files: Pick<Files, 'kind' | 'realPath'>,
  { repository, top }: Surroundings = {},
): Promise<Bounds> {
  const real = await files.realPath(folder);
  const git = await gitRoot(real, files);
  const around = async (path = real) => {
    const place = git ?? (await files.realPath(path));
    return isWithin(real, place) ? place : real;
  };
  return { folder: real, repository: await around(repository), top: await around(top) };
}
