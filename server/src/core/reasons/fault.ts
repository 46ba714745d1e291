/** A mistake of ours: what threw, and what was being done. It is to be reported to us, and is nobody's code's fault. */

/** What was being done; `path` is that of the root's folder or of the file. */
export type FaultSubject =
  | { readonly kind: 'root' | 'file'; readonly path: string }
  /** The plan in this file. */
  | { readonly kind: 'plan'; readonly path: string }
  /** All files of a YAML format, read together. */
  | { readonly kind: 'format'; readonly name: string }
  | { readonly kind: 'rule' | 'fix'; readonly name: string }
  /** What all files declare together; what is shown of the findings; which files are roots. */
  | { readonly kind: 'declaration' | 'findings' | 'roots' | 'project-file' };

/** `message`: the error's own, such as `RangeError: Invalid string length`. */
export type FaultReason = { readonly kind: 'fault'; readonly during: FaultSubject; readonly message: string };
