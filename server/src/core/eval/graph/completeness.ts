/**
 * Whether all files of a module are loaded and readable. Where it is not, a missing name proves nothing: the declaration may
 * stand in a part that can't be read, in a file that is not loaded, or in one that another tool is yet to write.
 */
import type { Project } from '../project/evaluated';
import { folderOf, nameOf } from '../project/paths';

export function hasAllFiles(project: Project, folder: string): boolean {
  const files = project.files.filter(({ path }) => isConfiguration(path) && folderOf(path) === folder);
  const read = new Set(files.map(({ path }) => path));
  if (files.some(({ path, problems }) => problems.length > 0 || read.has(replacement(path)))) return false;
  for (const path of project.paths) {
    if (isGenerator(path, folder)) return false;
    if (isConfiguration(path) && folderOf(path) === folder && !read.has(path)) return false;
  }
  return !/(^|\/)app\/(stacks|modules)\//.test(`${folder}/`);
}

function isConfiguration(path: string): boolean {
  return /\.(tf|tofu)(\.json)?$/.test(path);
}

/** `a.tofu` for `a.tf`: what the one declares and the other does not is there for Terraform or OpenTofu only. */
function replacement(path: string): string {
  return path.replace(/\.tf(\.json)?$/, '.tofu$1').replace(path, '');
}

/** Terragrunt and the like write files into a module, and a template beside it becomes one. */
export function isGenerator(path: string, folder: string): boolean {
  const own = folderOf(path);
  const isAround = own === '' || own === folder || folder.startsWith(`${own}/`);
  if (isAround && nameOf(path).startsWith('terragrunt.hcl')) return true;
  return own === folder && /\.(tf|tofu)\.(tmpl|tpl|j2|jinja2?|erb|mustache|template)$/.test(path);
}
