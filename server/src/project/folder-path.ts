/** Paths as the analysis has them: relative to the folder that is looked at, with forward slashes. */
import { relative, sep } from 'node:path';

export function inFolder(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** Whether the path is `at` or stands below it; everything is below `''`. */
export function isInFolder(path: string, at: string): boolean {
  return at === '' || path === at || path.startsWith(`${at}/`);
}
