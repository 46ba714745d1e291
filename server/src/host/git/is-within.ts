import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path is the folder or below it; both are real paths. */
export function isWithin(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}
