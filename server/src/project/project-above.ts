/** `.idc.yaml` of a folder above, where a folder below it is looked at and has none of its own. */
import type { ProjectSource } from './source';

export type ProjectAbove = {
  /** From the folder: `../.idc.yaml`. */
  readonly path: string;
  /** The folder, from the one that holds the project file. */
  readonly below: string;
};

const names = ['.idc.yaml', '.idc.yml'];

/** The nearest, `undefined` where the folder, whose paths are given, has its own or none above it has one. */
export async function projectAbove(
  { read, below }: ProjectSource,
  paths: ReadonlySet<string>,
): Promise<ProjectAbove | undefined> {
  if (names.some((name) => paths.has(name))) return undefined;
  const folders = (await below()).split('/').filter(Boolean);
  for (let up = 1; up <= folders.length; up++) {
    for (const name of names) {
      const path = '../'.repeat(up) + name;
      if ((await read(path)).kind !== 'missing') return { path, below: folders.slice(-up).join('/') };
    }
  }
  return undefined;
}
