/** Why Git gives no files or revisions: a sentence without its full stop. */
import type { GitReason } from '../reasons';
import { formatterOf } from './sentences';

export const gitText: (reason: GitReason) => string = formatterOf<GitReason>({
  'git-missing': () => 'git is not installed',
  'git-in-repository': ({ path }) =>
    `the only git on the PATH lies in this repository and is not run: ${path}; install git elsewhere`,
  'untrusted-folder': () => 'Git is not used in a folder that is not trusted; trust it to compare with a revision',
  'no-repository': () => 'this folder is in no Git repository',
  'foreign-repository': ({ folder }) =>
    `Git does not read a repository of another user; if you trust it: git config --global --add safe.directory ${folder}`,
  'git-elsewhere': ({ folder, path }) =>
    `the .git of this folder leads to ${path}, which is not that of this folder; for a worktree that was moved: git worktree repair; otherwise, if it is yours: git --git-dir ${path} config core.worktree ${folder}`,
  'git-link': ({ path }) => `${path} leads out of this repository and is not followed; clone it anew`,
  'borrowed-objects': ({ path }) =>
    `this repository takes objects from ${path}; copy them with git repack -a -d and remove .git/objects/info/alternates, or, if you trust them, name that folder in GIT_ALTERNATE_OBJECT_DIRECTORIES`,
  'no-such-revision': ({ revision, hint }) => `Git knows no revision: ${revision}${hint ? hints[hint] : ''}`,
  'revision-not-in-clone': ({ revision }) => `${revision} is not, or not as a whole, in this clone; ${fetchAll}`,
  'file-not-in-clone': () => `it is not in this clone; ${fetchAll}`,
  'file-broken': () => "Git can't read it; git fsck says what is broken",
  'file-too-slow': () => 'Git did not answer in time',
  submodule: () => 'it is a Git submodule, and a revision does not hold its files',
  'too-slow': ({ seconds }) => `Git did not answer within ${seconds} s; git fsck says whether the repository is broken`,
  'too-many-files': () => 'Git lists more than 64 MiB of names here; name a folder further down',
  'broken-repository': () => "Git can't read this repository; git fsck says what is broken",
});

/** A filter that the clone was made with holds for later fetches too, until it is left out (git-fetch(1)). */
const fetchAll = 'git fetch --refetch --no-filter brings all of it';

const hints = {
  range: '; name one revision, not a range',
  shallow: '; this clone is shallow, fetch it first (git fetch --unshallow; in GitHub Actions, fetch-depth: 0)',
} as const;
