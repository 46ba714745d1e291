/** Listing the workspace. Never throws: a folder that can't be listed is in the answer, with its reason. */
import type { Dirent } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../error-reason';
import type { FileList, UnlistedFolder } from './file-system';
import { maxListedFiles } from './limits';
import { unreadableName } from './read-file';
import { placeInside } from './real-path';

const skippedFolders = new Set(['.git', 'node_modules', '.hg', '.svn', '.idea', '.vscode-test']);

export async function kindOf(path: string): Promise<'file' | 'folder' | 'missing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    // What may not be looked at is not there for us.
    return 'missing';
  }
}

/** What is at `at`, a path below the folder, and below it; skipped folders count from `folder` on. */
export async function listFiles(folder: string, at = '', within?: string): Promise<FileList> {
  const listing = new Listing(folder, within);
  if (!isSkipped(at)) await listing.add(at);
  return listing;
}

type Entry = Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>;

class Listing implements FileList {
  readonly paths: string[] = [];
  readonly outside: string[] = [];
  readonly irregular: string[] = [];
  readonly unlisted: UnlistedFolder[] = [];
  readonly #folder: string;
  readonly #within: string | undefined;

  constructor(folder: string, within: string | undefined) {
    this.#folder = folder;
    this.#within = within;
  }

  async add(at: string): Promise<void> {
    if (await this.#isBehindLink(at)) return;
    // The folder itself is what was opened, by whatever link.
    const found = await (at === '' ? stat(this.#folder) : lstat(join(this.#folder, at))).catch(() => undefined);
    if (found?.isDirectory()) await this.#addFolders(at);
    else if (found) await this.#addEntry(at, found);
  }

  /** Whether a linked folder is on the way. */
  async #isBehindLink(at: string): Promise<boolean> {
    const folders = at.split('/').slice(0, -1);
    for (let depth = 1; depth <= folders.length; depth++) {
      const found = await lstat(join(this.#folder, ...folders.slice(0, depth))).catch(() => undefined);
      if (found?.isSymbolicLink()) return true;
    }
    return false;
  }

  /** One after the other, in the order of their paths: which are left out for their number is always the same. */
  async #addFolders(first: string): Promise<void> {
    const folders = [first];
    for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
      for (const folder of (await this.#addFolder(at)).reverse()) folders.push(folder);
    }
  }

  /** The folders in it. */
  async #addFolder(at: string): Promise<string[]> {
    const before = { paths: this.paths.length, outside: this.outside.length };
    const folders: string[] = [];
    for (const entry of await this.#entriesOf(at)) {
      const path = at ? `${at}/${entry.name}` : entry.name;
      if (isSkipped(path)) continue;
      if (entry.isDirectory()) folders.push(path);
      else await this.#addEntry(path, entry);
    }
    if (this.paths.length <= maxListedFiles) return folders.sort();
    this.#leaveOut(at, before);
    return [];
  }

  /** `before`: how many there were before the folder, of which none remains. */
  #leaveOut(path: string, before: Readonly<Record<'paths' | 'outside', number>>): void {
    this.paths.length = before.paths;
    this.outside.length = before.outside;
    const because = `with it there would be more than ${maxListedFiles} files`;
    this.unlisted.push({ path, because, isTooMuch: true });
  }

  async #entriesOf(at: string): Promise<readonly Dirent[]> {
    try {
      return await readdir(join(this.#folder, at), { withFileTypes: true });
    } catch (error) {
      const isGone = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
      const because = isGone ? goneBecause(at) : reasonOf(error);
      if (because !== undefined) this.unlisted.push({ path: at, because });
      return [];
    }
  }

  /** A link to a file is one: modules share their variables so. Linked folders are not entered, since they may go in circles. */
  async #addEntry(path: string, entry: Entry): Promise<void> {
    const isLink = entry.isSymbolicLink();
    if (isLink && (await this.#isOut(path))) {
      this.paths.push(path);
      this.outside.push(path);
      return;
    }
    const found = isLink ? await stat(join(this.#folder, path)).catch(() => undefined) : entry;
    if (found?.isFile() && !(await this.#isNameless(path))) this.paths.push(path);
    else if (found && !found.isDirectory()) this.irregular.push(path);
  }

  async #isOut(path: string): Promise<boolean> {
    return this.#within !== undefined && (await placeInside(join(this.#folder, path), this.#within)) === undefined;
  }

  /** Node gives names that are not UTF-8 as something that can't be opened. */
  async #isNameless(path: string): Promise<boolean> {
    if (!path.includes('\ufffd')) return false;
    return lstat(join(this.#folder, path)).then(
      () => false,
      () => true,
    );
  }
}

function goneBecause(path: string): string | undefined {
  return path.includes('\ufffd') ? unreadableName : undefined;
}

/**
 * Whether the path stands in a folder that is never looked into, or is one. Of `.terraform` only the downloaded modules
 * matter; providers are hundreds of megabytes.
 */
export function isSkipped(path: string): boolean {
  return path.split('/').some((name) => skippedFolders.has(name)) || /(^|\/)\.terraform\/(?!modules(\/|$))/.test(path);
}
