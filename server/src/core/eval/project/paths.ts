/** Paths relative to the workspace folder, with forward slashes; `` is that folder itself, `..` leads out of it. */

/** Joined and without `.`, `..` and doubled slashes, as far as the workspace reaches. An absolute path stays one. */
export function joinPath(folder: string, path: string): string {
  const absolute = path.startsWith('/');
  const steps = absolute ? path : `${folder}/${path}`;
  const kept: string[] = [];
  for (const step of steps.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else kept.push(step);
  }
  return (absolute ? '/' : '') + kept.join('/');
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The way from one folder to another, as Terraform writes `path.module`: `.`, `modules/sso`, `../..`. */
export function relativePath(from: string, to: string): string {
  const source = from === '' ? [] : from.split('/');
  const target = to === '' ? [] : to.split('/');
  let common = 0;
  while (common < source.length && common < target.length && source[common] === target[common]) common++;
  const steps = [...source.slice(common).map(() => '..'), ...target.slice(common)];
  return steps.length === 0 ? '.' : steps.join('/');
}
