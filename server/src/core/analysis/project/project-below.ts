/** The project file of a folder above: its paths, as they read from the folder that is analysed. */
import { matchesGlob } from '../../base';
import type { ProjectFile } from '../../model';

/** `below` is the analysed folder's path from the one that holds the project file: `terraform/prod`; `''` where they are one. */
export function projectBelow(project: ProjectFile, below: string): ProjectFile {
  if (below === '') return project;
  const folders = below.split('/');
  const from = (pattern: string) => pattern.replace(/^\.\//, '').replace(/\/+$/, '').split('/');
  return {
    ...project,
    files: project.files.flatMap((pattern) => rest(from(pattern), folders).filter((it) => it !== '')),
    accounts: project.accounts.map((account) => ({
      ...account,
      // A folder that holds the analysed one holds all of it.
      paths: account.paths.flatMap((pattern) => rest(from(pattern), folders).map((it) => it || '.')),
    })),
  };
}

/** What is left of a pattern inside the folders; nothing where it leads elsewhere, `''` where it ends on the way. */
function rest(pattern: readonly string[], folders: readonly string[]): readonly string[] {
  const [part, ...parts] = pattern;
  const [folder, ...inner] = folders;
  if (folder === undefined) return [pattern.join('/')];
  if (part === undefined || part === '' || part === '.') return [''];
  if (part === '**') return [...new Set([...rest(parts, folders), ...rest(pattern, inner)])];
  return matchesGlob(part, folder) ? rest(parts, inner) : [];
}
