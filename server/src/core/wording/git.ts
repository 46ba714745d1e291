/** Why Git gives no files or revisions: a sentence without its full stop. */
import type { GitReason } from '../reasons';
import { formatterOf } from './sentences';

export const gitText: (reason: GitReason) => string = formatterOf<GitReason>({
  'git-missing': () => 'git is not installed',
  'no-repository': () => 'this folder is in no Git repository',
  'foreign-repository': ({ folder }) =>
    `Git does not read a repository of another user; if you trust it: git config --global --add safe.directory ${folder}`,
  'no-such-revision': ({ revision, hint }) => `Git knows no revision: ${revision}${hint ? hints[hint] : ''}`,
});

const hints = {
  range: '; name one revision, not a range',
  shallow: '; this clone is shallow, fetch it first (git fetch --unshallow; in GitHub Actions, fetch-depth: 0)',
} as const;
