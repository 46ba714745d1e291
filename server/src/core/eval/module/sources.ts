/** Where a module's code is: a local folder, a downloaded one, or the workspace itself under its public name. */
import { parse } from 'jsonc-parser';
import type { UnknownReason } from '../../reasons';
import { plainText } from '../expression/traversal';
import { joinPath } from '../project/paths';
import type { RootRun } from '../project/root';
import type { Declaration, Folder } from './folder';

export function sourceOf(declaration: Declaration): string {
  return plainText(declaration.attributes.get('source')?.attribute.value) ?? '';
}

/** The folder, or why it can't be entered and what helps. */
export function resolveSource(run: RootRun, from: string, key: string, source: string): Folder | UnknownReason {
  if (source === '') return { kind: 'module-without-source' };
  if (isLocal(source)) {
    return folderAt(run, joinPath(from, source), source);
  }
  const downloaded = run.downloaded().get(key);
  const recorded = downloaded === undefined ? undefined : folderAt(run, joinPath(run.root, downloaded), downloaded);
  if (recorded && (!('kind' in recorded) || recorded.kind === 'outside-repository')) return recorded;
  const own = ownFolder(source, run.repository());
  const itself = own === undefined ? undefined : run.folders.get(own);
  if (!itself && source.startsWith('/') && run.leadsOut(source)) return { kind: 'outside-repository', path: source };
  return itself ?? { kind: 'module-not-downloaded', source };
}

/** `written`: the path as it stands in the code. */
function folderAt(run: RootRun, path: string, written: string): Folder | UnknownReason {
  const folder = run.folders.get(path);
  if (folder) return folder;
  if (run.leadsOut(path)) return { kind: 'outside-repository', path: written };
  return { kind: 'empty-module-folder', path: path === '' ? '.' : path };
}

export function isLocal(source: string): boolean {
  return /^\.{1,2}(\/|$)/.test(source);
}

/** `Dir` by `Key`, as `terraform init` records them; a broken or unforeseen file records nothing. */
export function downloadedModules(text: string): ReadonlyMap<string, string> {
  const recorded: unknown = parse(text);
  const modules = fieldOf(recorded, 'Modules');
  const folders = new Map<string, string>();
  if (!Array.isArray(modules)) return folders;
  for (const module of modules) {
    const key = fieldOf(module, 'Key');
    const folder = fieldOf(module, 'Dir');
    if (typeof key === 'string' && typeof folder === 'string') folders.set(key, folder);
  }
  return folders;
}

function fieldOf(it: unknown, name: string): unknown {
  return typeof it === 'object' && it !== null ? Object.entries(it).find(([key]) => key === name)?.[1] : undefined;
}

/**
 * A registry module `owner/name/provider` lives in the repository `owner/terraform-provider-name` (Terraform Registry:
 * "Publishing Modules"), so an example that names its own module so means the folder it stands in.
 */
export function ownFolder(source: string, repository: string | undefined): string | undefined {
  if (repository === undefined) return undefined;
  const { address, inside } = withoutQuery(source);
  const named = registryRepository(address) ?? gitRepository(address);
  return named?.toLowerCase() === repository.toLowerCase() ? joinPath('', inside) : undefined;
}

function withoutQuery(source: string): { readonly address: string; readonly inside: string } {
  const plain = source.replace(/^git::/, '').replace(/\?.*$/, '');
  const start = plain.indexOf('://') < 0 ? 0 : plain.indexOf('://') + 3;
  const at = plain.indexOf('//', start);
  return at < 0 ? { address: plain, inside: '' } : { address: plain.slice(0, at), inside: plain.slice(at + 2) };
}

function registryRepository(address: string): string | undefined {
  const found = /^(?:[\w.-]+\.[\w.-]+\/)?([\w-]+)\/([\w-]+)\/([\w-]+)$/.exec(address);
  return found && !address.startsWith('github.com/') ? `${found[1]}/terraform-${found[3]}-${found[2]}` : undefined;
}

/** `owner/name` of a repository's address: `https://host/owner/name.git`, `git@host:owner/name`, `host/owner/name`. */
export function gitRepository(address: string): string | undefined {
  const found = /[/:]([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(address);
  return found ? `${found[1]}/${found[2]}` : undefined;
}

/** Only owner and name are taken: an address in `.git/config` may hold a token. */
export function originRepository(gitConfig: string): string | undefined {
  const section = /\[remote "origin"\]([^[]*)/.exec(gitConfig)?.[1];
  const url = section === undefined ? undefined : /^\s*url\s*=\s*(\S+)/m.exec(section)?.[1];
  return url === undefined ? undefined : gitRepository(url);
}
