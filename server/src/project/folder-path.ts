/** Paths as the analysis has them: relative to the folder that is looked at, with forward slashes. */
import { relative, sep } from 'node:path';

export function inFolder(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** The path, and each folder it is in, up to `''`. */
export function atOrAbove(path: string): readonly string[] {
  const found = [path];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) found.push(path.slice(0, end));
  if (path !== '') found.push('');
  return found;
}

/** Whether a path is one of these, or stands below one; everything is below `''`. */
export function isAtAny(places: readonly string[]): (path: string) => boolean {
  const known = new Set(places);
  return (path) => atOrAbove(path).some((it) => known.has(it));
}

/** Those that stand below no other of them. */
export function outermost(paths: readonly string[]): readonly string[] {
  const known = new Set(paths);
  return [...known].filter(
    (path) =>
      !atOrAbove(path)
        .slice(1)
        .some((it) => known.has(it)),
  );
}
