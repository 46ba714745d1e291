/** What one folder declares: its files joined into a module, override files merged as Terraform merges them. */
import { compareText, groupBy, sameItems } from '../../base';
import type * as hcl from '../../syntax/hcl';
import { folderOf, nameOf } from '../project/paths';

/** A block with what override files made of it: each attribute and nested block knows the file it stands in. */
export type Declaration = {
  readonly block: hcl.Block;
  readonly path: string;
  readonly attributes: ReadonlyMap<string, WrittenAttribute>;
  readonly blocks: readonly WrittenBlock[];
  /** A data source in a `check` block: where it can't be read, Terraform only warns. */
  readonly isChecked?: true | undefined;
};

export type WrittenAttribute = { readonly attribute: hcl.Attribute; readonly path: string };
export type WrittenBlock = { readonly block: hcl.Block; readonly path: string };

export type Folder = {
  readonly path: string;
  /** By name. */
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly locals: ReadonlyMap<string, WrittenAttribute>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  readonly calls: ReadonlyMap<string, Declaration>;
  /** By `aws_iam_policy.team` or `data.aws_iam_policy.team`. */
  readonly resources: ReadonlyMap<string, Declaration>;
  /** By `aws` or `aws.identity`. */
  readonly providers: ReadonlyMap<string, Declaration>;
  /** `import` blocks: what they name exists already. */
  readonly imports: readonly WrittenBlock[];
};

type Kind = 'variables' | 'outputs' | 'calls' | 'resources' | 'providers';
type Building = { readonly [kind in Kind]: Map<string, Declaration> } & {
  readonly locals: Map<string, WrittenAttribute>;
  readonly imports: WrittenBlock[];
};

/** A folder is the same object for as long as its files are. */
export type CachedFolder = { readonly files: readonly hcl.File[]; readonly folder: Folder };

/** The module folders of a project by path; folders that declare nothing are none. */
export function foldersOf(files: readonly hcl.File[], cache: Map<string, CachedFolder>): ReadonlyMap<string, Folder> {
  const own = files.filter(({ path }) => isConfiguration(nameOf(path)));
  const folders = new Map<string, Folder>();
  for (const [path, inside] of groupBy(own, (file) => folderOf(file.path)))
    folders.set(path, cachedFolder(path, inside, cache));
  return folders;
}

function cachedFolder(path: string, files: readonly hcl.File[], cache: Map<string, CachedFolder>): Folder {
  const before = cache.get(path);
  if (before && sameItems(before.files, files)) return before.folder;
  const folder = readFolder(path, files);
  cache.set(path, { files, folder });
  return folder;
}

function readFolder(path: string, files: readonly hcl.File[]): Folder {
  const folder: Building = {
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    calls: new Map(),
    resources: new Map(),
    providers: new Map(),
    imports: [],
  };
  const inOrder = withoutReplaced(files).toSorted((a, b) => compareText(a.path, b.path));
  for (const file of inOrder) if (!isOverride(file.path)) readFile(file, folder, false);
  for (const file of inOrder) if (isOverride(file.path)) readFile(file, folder, true);
  return { path, ...folder };
}

/** Terraform ignores names of editors' backup and lock files, and keeps tests apart from the module. */
function isConfiguration(name: string): boolean {
  if (name.startsWith('.') || name.endsWith('~') || (name.startsWith('#') && name.endsWith('#'))) return false;
  return /\.(tf|tofu)(\.json)?$/.test(name);
}

/** OpenTofu reads `a.tofu` in place of `a.tf`, and likewise for the JSON form. */
function withoutReplaced(files: readonly hcl.File[]): readonly hcl.File[] {
  const paths = new Set(files.map((file) => file.path));
  return files.filter(
    ({ path }) => !paths.has(path.replace(/\.tf(\.json)?$/, '.tofu$1')) || /\.tofu(\.json)?$/.test(path),
  );
}

function isOverride(path: string): boolean {
  return /^(.*_)?override\.(tf|tofu)(\.json)?$/.test(nameOf(path));
}

function readFile(file: hcl.File, folder: Building, overrides: boolean): void {
  for (const block of file.body.blocks) {
    if (block.type.text === 'locals') readLocals(block, file.path, folder, overrides);
    else if (block.type.text === 'check') readCheck(block, file.path, folder);
    else if (block.type.text === 'import') folder.imports.push({ block, path: file.path });
    else readBlock(block, file.path, folder, { overrides });
  }
}

function readLocals(block: hcl.Block, path: string, folder: Building, overrides: boolean): void {
  for (const attribute of block.body.attributes) {
    const name = attribute.name.text;
    if (overrides || !folder.locals.has(name)) folder.locals.set(name, { attribute, path });
  }
}

/** A data source inside a `check` block is read like any other; only its failure is forgiven. */
function readCheck(check: hcl.Block, path: string, folder: Building): void {
  for (const block of check.body.blocks)
    if (block.type.text === 'data') readBlock(block, path, folder, { isChecked: true });
}

type Reading = { readonly overrides?: boolean; readonly isChecked?: true };

function readBlock(block: hcl.Block, path: string, folder: Building, { overrides, isChecked }: Reading): void {
  const found = keyOf(block);
  if (!found) return;
  const declarations = folder[found.kind];
  const before = declarations.get(found.key);
  if (!before) declarations.set(found.key, { ...declaration(block, path), isChecked });
  else if (overrides) declarations.set(found.key, overridden(before, declaration(block, path)));
}

/** `moved`, `removed` and `terraform` blocks declare no instance and no value. */
function keyOf(block: hcl.Block): { readonly kind: Kind; readonly key: string } | undefined {
  const [first, second] = block.labels.map((label) => label.text);
  if (first === undefined) return undefined;
  switch (block.type.text) {
    case 'variable':
      return { kind: 'variables', key: first };
    case 'output':
      return { kind: 'outputs', key: first };
    case 'module':
      return { kind: 'calls', key: first };
    case 'provider':
      return { kind: 'providers', key: providerKey(first, block) };
    case 'resource':
      return second === undefined ? undefined : { kind: 'resources', key: `${first}.${second}` };
    case 'data':
      return second === undefined ? undefined : { kind: 'resources', key: `data.${first}.${second}` };
    default:
      return undefined;
  }
}

function providerKey(name: string, block: hcl.Block): string {
  const alias = block.body.attributes.find((attribute) => attribute.name.text === 'alias')?.value;
  const text = alias?.kind === 'template' && alias.parts.length === 1 ? alias.parts[0] : undefined;
  return text?.kind === 'text' ? `${name}.${text.value}` : name;
}

function declaration(block: hcl.Block, path: string): Declaration {
  const attributes = new Map<string, WrittenAttribute>();
  for (const attribute of block.body.attributes) {
    if (!attributes.has(attribute.name.text)) attributes.set(attribute.name.text, { attribute, path });
  }
  return { block, path, attributes, blocks: block.body.blocks.map((nested) => ({ block: nested, path })) };
}

/** Arguments replace arguments; nested blocks of a type replace all blocks of that type (Terraform: "Override Files"). */
function overridden(base: Declaration, override: Declaration): Declaration {
  const replaced = new Set(override.blocks.map(({ block }) => block.type.text));
  return {
    ...base,
    attributes: new Map([...base.attributes, ...override.attributes]),
    blocks: [...base.blocks.filter(({ block }) => !replaced.has(block.type.text)), ...override.blocks],
  };
}
