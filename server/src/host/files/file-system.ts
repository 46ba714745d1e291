/** The disk, as everything else gets it handed. */

export interface Files {
  /** Absolute path in, never throws: what went wrong is in the answer. `largest` is in bytes, 16 MiB if not said. */
  readonly read: (path: string, maxBytes?: number) => Promise<ReadResult>;
  /** Replaces the file as a whole, or leaves it as it was. */
  readonly write: (path: string, text: string) => Promise<WriteResult>;
  readonly kind: (path: string) => Promise<'file' | 'folder' | 'missing'>;
  /**
   * Every file of the folder that may matter, of all of it or of what is at `at`, a file or a folder in it. Skips `.git`,
   * `node_modules`, `.terraform` except its `modules`.
   */
  readonly list: (folder: string, at?: string) => Promise<FileList>;
}

/** Paths are relative to the folder that was listed, with forward slashes. */
export type FileList = {
  readonly paths: readonly string[];
  /** Folders that are there and whose files could not be listed; `because` is a sentence's end. */
  readonly unlisted: readonly { readonly path: string; readonly because: string }[];
};

export type ReadResult =
  /** `bytes` only where the text does not give them back: it began with a byte order mark. */
  | { readonly kind: 'text'; readonly text: string; readonly bytes?: Uint8Array | undefined }
  | { readonly kind: 'missing' }
  /** It leads out of the repository. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'not-utf8'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large'; readonly bytes: number }
  | { readonly kind: 'unreadable'; readonly because: string };

/** `because` is a sentence's end. */
export type WriteResult = { readonly ok: true } | { readonly ok: false; readonly because: string };
