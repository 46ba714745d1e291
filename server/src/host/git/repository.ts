/** A Git repository, as everything else gets it handed. */
import type { Files } from '../files/file-system';

/** What a Git revision holds; read like the disk, and never written. */
export type FilesAt = Pick<Files, 'list' | 'read'> & {
  /** Ends the process behind it. */
  readonly close: () => void;
};

/** Reads both sides of a change without a checkout. */
export interface Git {
  /** The commit a branch is compared with: where it left `origin/HEAD`, else the last one; `undefined` where there is none. `message` is a sentence's end. */
  readonly base: (
    folder: string,
  ) => Promise<
    { readonly ok: true; readonly value: string | undefined } | { readonly ok: false; readonly message: string }
  >;
  /** Branches and tags, the newest first, and the last commits of the branch that is checked out. */
  readonly revisions: (
    folder: string,
  ) => Promise<
    { readonly ok: true; readonly value: readonly Revision[] } | { readonly ok: false; readonly message: string }
  >;
  /** Where HEAD left a revision: what came to the revision later is no change of this branch. `message` is a sentence's end. */
  readonly branchPoint: (
    folder: string,
    revision: string,
  ) => Promise<{ readonly ok: true; readonly value: BranchPoint } | { readonly ok: false; readonly message: string }>;
  /** The folder as it was at a revision. `message` is a sentence's end. */
  readonly filesAt: (
    folder: string,
    revision: string,
  ) => Promise<{ readonly ok: true; readonly value: FilesAt } | { readonly ok: false; readonly message: string }>;
}

/** The commit to compare with: the revision's own, an earlier one, or its own since no history tells where HEAD left it. */
export type BranchPoint =
  | { readonly commit: string; readonly is: 'revision' }
  | { readonly commit: string; readonly is: 'earlier' }
  | { readonly commit: string; readonly is: 'unknown'; readonly shallow: boolean };

export type Revision = {
  readonly kind: 'branch' | 'remote-branch' | 'tag' | 'commit';
  /** What Git is asked for: a short name, or an abbreviated commit. */
  readonly revision: string;
  readonly subject: string;
  /** How long ago, in Git's words. */
  readonly age: string;
  /** The branch that is checked out. */
  readonly current: boolean;
};
