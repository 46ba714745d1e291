/** Where the files of a project come from: the disk, or a Git revision. Paths are relative to the project's folder. */
import { resolve } from 'node:path';
import { isProjectFile } from '../core/analysis';
import { type FileList, type Files, isWithin, maxFileBytes, type ReadResult } from '../host';
import { inFolder } from './folder-path';
import type { Bounds } from './repository';

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

export type FolderSource = {
  readonly files: Pick<Files, 'list' | 'read'>;
  /** Looked up anew with each listing: a folder may become a repository. */
  readonly bounds: () => Promise<Bounds>;
  /** Files out of the repository that the user names, by their path from the folder. */
  readonly given?: ReadonlyMap<string, () => Promise<ReadResult>> | undefined;
};

export function folderSource({ files, bounds, given }: FolderSource): ProjectSource {
  let looked: Promise<Bounds> | undefined;
  const known = () => {
    looked ??= bounds();
    return looked;
  };
  return {
    list: async (at) => {
      looked = bounds();
      const { folder, repository } = await looked;
      return files.list(folder, at, repository);
    },
    read: async (path) => {
      const { folder, repository, top } = await known();
      const absolute = resolve(folder, path);
      const named = isWithin(absolute, repository) ? undefined : given?.get(path);
      if (named) return named();
      return files.read(absolute, maxFileBytes, path.startsWith('../') && isProjectFile(path) ? top : repository);
    },
    below: async () => {
      const { folder, top } = await known();
      return isWithin(folder, top) ? inFolder(folder, top) : '';
    },
  };
}
