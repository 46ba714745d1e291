/** Paths as the analysis has them: relative to the folder that is looked at, with forward slashes. */
import { join, relative, resolve, sep } from 'node:path';
import type { World } from './world';

export function inFolder(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** `--root` and `--var-file` may be written from the folder given or from where the command was started. */
export function fromEither(path: string, folder: string, world: World): string {
  const fromStart = resolve(world.cwd, path);
  return fromStart === folder || fromStart.startsWith(folder + sep) ? fromStart : join(folder, path);
}
