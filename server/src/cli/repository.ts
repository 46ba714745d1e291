/** Paths as CI systems show them: from the root of the repository, whichever folder was checked. */
import { dirname, join, sep } from 'node:path';
import { inFolder } from './folder-paths';
import type { World } from './world';

/** Turns a path of the analysis, which is relative to `folder`, into one from the repository's root. */
export async function repositoryPaths(folder: string, world: World): Promise<(path: string) => string> {
  const root = (await gitRoot(folder, world)) ?? workspaceOf(folder, world) ?? folder;
  return (path) => inFolder(join(folder, path), root);
}

/** `.git` is a file in a worktree and in a submodule. */
export async function gitRoot(folder: string, world: World): Promise<string | undefined> {
  if ((await world.host.files.kind(join(folder, '.git'))) !== 'missing') return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : gitRoot(parent, world);
}

/** Where GitHub Actions and GitLab CI put the sources, for jobs that have them without Git. */
function workspaceOf(folder: string, { env }: World): string | undefined {
  const named = [env.GITHUB_WORKSPACE, env.CI_PROJECT_DIR];
  return named.find((it) => it !== undefined && (folder === it || folder.startsWith(it + sep)));
}
