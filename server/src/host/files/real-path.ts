/** Where a path leads when every link on the way is followed, and whether that is inside a folder. */
import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isWithin } from './is-within';

/** As Linux: more links than that go in a circle. */
const maxLinks = 40;

/**
 * Absolute. What does not exist leads to where it would be, so that the answer for a path out of a folder is the same
 * whether something is there or not; a circle of links leads to somewhere in it.
 */
export async function realPathOf(path: string, links = { left: maxLinks }): Promise<string> {
  const found = await realpath(path).catch(() => undefined);
  if (found !== undefined) return found;
  const folder = dirname(path);
  if (folder === path || links.left <= 0) return path;
  const place = join(await realPathOf(folder, links), basename(path));
  const target = await readlink(place).catch(() => undefined);
  if (target === undefined) return place;
  links.left--;
  return realPathOf(resolve(dirname(place), target), links);
}

/** Both absolute and without links. What Linux only shows as files (`/proc`, `/dev`, `/sys`) is inside no folder. */
export function isInside(path: string, folder: string): boolean {
  return !isOfSystem(path) && isWithin(path, folder);
}

/** Where the path leads, if that is in the folder and the path is written so; the folder is absolute and without links. */
export async function placeInside(path: string, folder: string): Promise<string | undefined> {
  if (isOfSystem(resolve(path))) return undefined;
  const place = await realPathOf(resolve(path));
  return isInside(place, folder) ? place : undefined;
}

function isOfSystem(path: string): boolean {
  return /^[/\\](proc|dev|sys)([/\\]|$)/.test(path);
}
