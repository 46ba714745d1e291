/** Paths as CI systems show them: from the root of the repository, whichever folder was checked. */
import { join, sep } from 'node:path';
import { gitRoot, inFolder, type Surroundings } from '../../project';
import type { CliContext } from '../context';

/** Turns a path of the analysis, which is relative to `folder`, into one from the repository's root. */
export async function repositoryPaths(folder: string, context: CliContext): Promise<(path: string) => string> {
  const root = (await gitRoot(folder, context.host.files)) ?? workspaceOf(folder, context) ?? folder;
  return (path) => inFolder(join(folder, path), root);
}

/** Where GitHub Actions and GitLab CI put the sources, for jobs that have them without Git. */
function workspaceOf(folder: string, { env }: CliContext): string | undefined {
  const named = [env.GITHUB_WORKSPACE, env.CI_PROJECT_DIR];
  return named.find((it) => it !== undefined && (folder === it || folder.startsWith(it + sep)));
}

/** Without Git, reading stays in what CI calls its workspace, else in the folder itself; an `.idc.yaml` may stand where idc was started. */
export function surroundingsOf(folder: string, context: CliContext): Surroundings {
  return { repository: workspaceOf(folder, context), top: context.cwd };
}
