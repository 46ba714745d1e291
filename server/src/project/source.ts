/** Where the files of a project come from: the disk, or a Git revision. Paths are relative to the project's folder. */
import { resolve } from 'node:path';
import type { FileList, Files, ReadResult } from '../host';
import { inFolder } from './folder-path';
import { maxFileBytes } from './left-out';

export type ProjectSource = {
  /** What is at the path or below it, of the whole folder for `''`; nothing where nothing is. */
  readonly list: (at: string) => Promise<FileList>;
  readonly read: (path: string) => Promise<ReadResult>;
  /**
   * The folder's path from the outermost folder whose `.idc.yaml` counts for it: `terraform/prod`; `''` where only its own
   * does.
   */
  readonly below: () => Promise<string>;
};

export function folderSource(
  files: Pick<Files, 'list' | 'read'>,
  folder: string,
  top: () => Promise<string>,
): ProjectSource {
  return {
    list: (at) => files.list(folder, at),
    read: (path) => files.read(resolve(folder, path), maxFileBytes),
    below: async () => {
      const below = inFolder(folder, await top());
      return below.startsWith('..') ? '' : below;
    },
  };
}
