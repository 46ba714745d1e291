/** Files as the core takes them in, with what is said about those that cannot be read. */
import { isSource } from '../core/analysis';
import type { ReadResult } from '../host';
import type { LeftOut } from './left-out';
import type { ProjectSource } from './source';

export type FilesRead = {
  /** `undefined` for what does not exist. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** The bytes that no text gives back. */
  readonly binaries: ReadonlyMap<string, Uint8Array>;
  /** What is there and has no text. */
  readonly unread: ReadonlySet<string>;
  readonly leftOut: readonly LeftOut[];
};

/** So many at once keeps the disk busy without holding every descriptor. */
const readersAtOnce = 16;

export async function readFiles({ read }: Pick<ProjectSource, 'read'>, paths: readonly string[]): Promise<FilesRead> {
  const results = new Map<string, ReadResult>();
  const waiting = paths.values();
  async function readNext(): Promise<void> {
    for (const path of waiting) results.set(path, await read(path));
  }
  await Promise.all(Array.from({ length: readersAtOnce }, readNext));
  return sorted([...results]);
}

function sorted(results: readonly (readonly [string, ReadResult])[]): FilesRead {
  const texts = new Map<string, string | undefined>();
  const binaries = new Map<string, Uint8Array>();
  const unread = new Set<string>();
  for (const [path, result] of results) {
    if (result.kind === 'text') texts.set(path, result.text);
    else if (result.kind === 'missing') texts.set(path, undefined);
    // What is there and cannot be read stays without a text: the analysis then knows that it does not know.
    else unread.add(path);
    if ('bytes' in result && typeof result.bytes === 'object') binaries.set(path, result.bytes);
  }
  return { texts, binaries, unread, leftOut: results.flatMap(([path, result]) => leftOut(path, result)) };
}

/** Terraform may read the bytes of what is no text; a source is to be one. */
function leftOut(path: string, result: ReadResult): readonly LeftOut[] {
  switch (result.kind) {
    case 'text':
    case 'missing':
      return [];
    case 'not-utf8':
      return isSource(path) ? [{ kind: 'not-utf8', path }] : [];
    case 'outside':
      return [{ kind: 'outside', path }];
    case 'too-large':
      return [{ kind: 'too-large', path, bytes: result.bytes }];
    case 'unreadable':
      return [{ kind: 'unreadable', path, because: result.because }];
  }
}
