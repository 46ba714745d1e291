/** `.idc.yaml` of a folder above, where a folder below it is looked at and has none of its own. */

export type ProjectAbove = {
  /** From the folder: `../.idc.yaml`. */
  readonly path: string;
  /** The folder, from the one that holds the project file. */
  readonly below: string;
};

const names = ['.idc.yaml', '.idc.yml'];

/** The nearest; `below` is the folder's path from the outermost folder that is looked into. */
export async function projectAbove(
  below: string,
  isThere: (path: string) => Promise<boolean>,
): Promise<ProjectAbove | undefined> {
  const folders = below.split('/').filter(Boolean);
  for (let up = 1; up <= folders.length; up++) {
    for (const name of names) {
      const path = '../'.repeat(up) + name;
      if (await isThere(path)) return { path, below: folders.slice(-up).join('/') };
    }
  }
  return undefined;
}
