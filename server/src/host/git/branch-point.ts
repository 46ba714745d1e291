import type { BranchPoint } from './repository';

/** For the end of `compared with …`; `undefined` where it is the very revision that was named. */
export function branchPointText(point: BranchPoint, revision: string): string | undefined {
  if (point.is === 'revision') return undefined;
  if (point.is === 'earlier') return `${point.commit.slice(0, 12)}, where HEAD left ${revision}`;
  const remedy = point.shallow ? '; git fetch --unshallow brings it (in GitHub Actions, fetch-depth: 0)' : '';
  return `${revision} itself: Git does not know where HEAD left it${remedy}`;
}
