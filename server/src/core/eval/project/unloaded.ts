/** Values that stand in variable files Terraform reads only where it is told to, for variables that are empty otherwise. */
import { locationIn, originAt } from '../../base';
import type { UnloadedValue } from '../../model/terraform';
import type * as hcl from '../../syntax/hcl';
import { evaluate } from '../expression/evaluate';
import { isGenerator } from '../graph/completeness';
import type { Folder, WrittenAttribute } from '../module/folder';
import type { Module } from '../module/module';
import { folderOf } from './paths';
import type { RootRun } from './root';

export function unloadedValues(root: Module): readonly UnloadedValue[] {
  const { run, folder } = root;
  const empty = [...folder.variables].flatMap(([name, { attributes }]) => {
    const written = attributes.get('default');
    const isEmpty = written && root.call.argument(name) === undefined && isEmptyIn(written, root);
    return isEmpty ? [{ variable: name, origin: originAt(locationIn(written.path, written.attribute.span)) }] : [];
  });
  if (empty.length === 0 || isRunByOthers(run, folder)) return [];
  const files = run.project.files.filter((file) => isInSameFolder(file.path, run, folder));
  return empty.flatMap(({ variable, origin }) => {
    const setAt = files.flatMap((file) => valueIn(file, variable, root));
    return setAt.length > 0 ? [{ variable, origin, setAt }] : [];
  });
}

function isEmptyIn({ attribute, path }: WrittenAttribute, root: Module): boolean {
  const value = evaluate(attribute.value, root.scope(path));
  if ('items' in value) return value.items.length === 0;
  return 'entries' in value && value.entries.size === 0;
}

/** Terragrunt and Terraspace hand variable files to Terraform themselves. */
function isRunByOthers({ project }: RootRun, { path }: Folder): boolean {
  return /(^|\/)app\/stacks\//.test(`${path}/`) || [...project.paths].some((it) => isGenerator(it, path));
}

/** Below the root, and not below another module in it; those in the root's folder that are loaded have given a value. */
function isInSameFolder(path: string, { folders, project }: RootRun, root: Folder): boolean {
  if (!/\.tfvars(\.json)?$/.test(path) || project.options.varFiles?.length) return false;
  let folder = folderOf(path);
  while (folder !== root.path && !folders.has(folder) && folder !== '') folder = folderOf(folder);
  return folder === root.path;
}

function valueIn({ path, body }: hcl.File, name: string, root: Module): UnloadedValue['setAt'] {
  const attribute = body.attributes.find((it) => it.name.text === name);
  if (!attribute || isEmptyIn({ attribute, path }, root)) return [];
  return [{ origin: originAt(locationIn(path, attribute.name.span)) }];
}
