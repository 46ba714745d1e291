import { isAbsolute, relative, sep } from 'node:path';

/** Whether an absolute path is the folder, or leads below it as it is written. */
export function isWithin(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}
