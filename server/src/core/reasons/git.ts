/** Why Git gives no files or revisions of a folder. */
export type GitReason =
  | { readonly kind: 'git-missing' }
  | { readonly kind: 'no-repository' }
  /** Git refuses to read what belongs to another user. */
  | { readonly kind: 'foreign-repository'; readonly folder: string }
  | { readonly kind: 'no-such-revision'; readonly revision: string; readonly hint?: 'range' | 'shallow' | undefined };
