/** Why Git gives no files or revisions of a folder. */
export type GitReason =
  | { readonly kind: 'git-missing' }
  /** The only `git` there is lies in the repository itself, and is not run. */
  | { readonly kind: 'git-in-repository'; readonly path: string }
  /** The user has not said that the folder is to be trusted. */
  | { readonly kind: 'untrusted-folder' }
  | { readonly kind: 'no-repository' }
  /** Git refuses to read what belongs to another user. */
  | { readonly kind: 'foreign-repository'; readonly folder: string }
  /** The folder's `.git` leads to `path`, which does not name the folder. */
  | { readonly kind: 'git-elsewhere'; readonly folder: string; readonly path: string }
  /** Something in Git's folder is a link out of it. */
  | { readonly kind: 'git-link'; readonly path: string }
  /** The repository takes objects from the folder `path`. */
  | { readonly kind: 'borrowed-objects'; readonly path: string }
  | { readonly kind: 'no-such-revision'; readonly revision: string; readonly hint?: 'range' | 'shallow' | undefined }
  /** Its commit, or a folder of it, is not there. */
  | { readonly kind: 'revision-not-in-clone'; readonly revision: string }
  | { readonly kind: 'file-not-in-clone' }
  | { readonly kind: 'file-broken' }
  | { readonly kind: 'file-too-slow' }
  | { readonly kind: 'submodule' }
  | { readonly kind: 'too-slow'; readonly seconds: number }
  /** It lists more than is taken. */
  | { readonly kind: 'too-many-files' }
  /** Git fails on the repository itself, whatever it is asked. */
  | { readonly kind: 'broken-repository' };
