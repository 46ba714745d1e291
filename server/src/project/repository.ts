import { dirname, join } from 'node:path';
import type { Files } from '../host';

/** The folder's Git repository, `undefined` where it is in none. `.git` is a file in a worktree and in a submodule. */
export async function gitRoot(folder: string, files: Pick<Files, 'kind'>): Promise<string | undefined> {
  if ((await files.kind(join(folder, '.git'))) !== 'missing') return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : gitRoot(parent, files);
}

/** The outermost folder whose `.idc.yaml` counts: the Git repository's, else `otherwise`; beyond it is somebody else's. */
export function topFolder(folder: string, files: Pick<Files, 'kind'>, otherwise = folder): () => Promise<string> {
  return async () => (await gitRoot(folder, files)) ?? otherwise;
}
