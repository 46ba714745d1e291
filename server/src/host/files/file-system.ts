/** The disk, as everything else gets it handed. */

export interface Files {
  /**
   * Absolute path in, never throws: what went wrong is in the answer. Regular files only, of at most 16 MiB if nothing is
   * said. `within` is the real path of a folder that must not be left.
   */
  readonly read: (path: string, maxBytes?: number, within?: string) => Promise<ReadResult>;
  /** What the user names, which may be a pipe. */
  readonly readGiven: (path: string, maxBytes?: number) => Promise<ReadResult>;
  /** Replaces the file as a whole, or leaves it as it was. Refuses one out of `within`, the real path of a folder. */
  readonly write: (path: string, text: string, within?: string) => Promise<WriteResult>;
  readonly kind: (path: string) => Promise<'file' | 'folder' | 'missing'>;
  /**
   * Every file of the folder that may matter, of all of it or of what is at `at`, a file or a folder in it. Skips `.git`,
   * `node_modules`, `.terraform` except its `modules`. `within` is the real path of a folder that links must not leave.
   */
  readonly list: (folder: string, at?: string, within?: string) => Promise<FileList>;
  /** Where the path leads when its links are followed. */
  readonly realPath: (path: string) => Promise<string>;
}

/** Paths are relative to the folder that was listed, with forward slashes. */
export type FileList = {
  /** Regular files, links to them, and links that lead out. */
  readonly paths: readonly string[];
  /** Those of the paths that lead out of the repository; nobody looked what is there. */
  readonly outside?: readonly string[] | undefined;
  /** Not among the paths: pipes, sockets, devices, and names that are not UTF-8. */
  readonly irregular?: readonly string[] | undefined;
  /** Folders that are there and whose files could not be listed; `because` is a sentence's end. */
  readonly unlisted: readonly UnlistedFolder[];
};

export type UnlistedFolder = {
  readonly path: string;
  readonly because: string;
  /** With it there would be more files than are listed. */
  readonly isTooMuch?: boolean | undefined;
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
