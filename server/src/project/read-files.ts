/** Files as the core takes them in, with what is said about those that cannot be read. */
import { isSource } from '../core/analysis';
import { compareText } from '../core/base';
import type { ReadResult } from '../host';
import { type LeftOut, maxProjectBytes } from './left-out';
import type { ProjectSource } from './source';

export type FilesRead = {
  /** `undefined` for what does not exist. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** The bytes that no text gives back. */
  readonly binaries: ReadonlyMap<string, Uint8Array>;
  /** What is there and has no text. */
  readonly unread: ReadonlySet<string>;
  /** Those of them that lead out of the repository. */
  readonly outside: ReadonlySet<string>;
  readonly leftOut: readonly LeftOut[];
};

/** So many at once keeps the disk busy without holding every descriptor. */
const readersAtOnce = 16;

/** In the order of the paths; those beyond the room that is left, in characters or bytes, are left out. */
export async function readFiles(
  { read }: Pick<ProjectSource, 'read'>,
  paths: readonly string[],
  room: number = maxProjectBytes,
): Promise<FilesRead> {
  const results = new Map<string, ReadResult | TooMuch>();
  const inOrder = paths.toSorted(compareText);
  const waiting = inOrder.values();
  let sizes = 0;
  async function readNext(): Promise<void> {
    // What came first by its path is read or being read, so that nothing that still has room is missed.
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      const result = sizes > room ? undefined : await read(next.value);
      if (result) sizes += sizeOf(result);
      results.set(next.value, result ?? tooMuch);
    }
  }
  await Promise.all(Array.from({ length: readersAtOnce }, readNext));
  return sorted(
    within(
      room,
      inOrder.map((path) => [path, results.get(path) ?? tooMuch]),
    ),
  );
}

type Read = readonly [path: string, result: ReadResult | TooMuch];

type TooMuch = { readonly kind: 'too-many-bytes' };

const tooMuch: TooMuch = { kind: 'too-many-bytes' };

/** What is held of it. */
function sizeOf(result: ReadResult | TooMuch): number {
  if (result.kind === 'text') return result.text.length + (result.bytes?.length ?? 0);
  return result.kind === 'not-utf8' ? result.bytes.length : 0;
}

/** `results` in the order of the paths. */
function within(room: number, results: readonly Read[]): readonly Read[] {
  let sizes = 0;
  return results.map(([path, result]) => {
    sizes += sizeOf(result);
    return [path, sizes > room ? tooMuch : result];
  });
}

function sorted(results: readonly Read[]): FilesRead {
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
  const outside = new Set(results.flatMap(([path, { kind }]) => (kind === 'outside' ? [path] : [])));
  return { texts, binaries, unread, outside, leftOut: results.flatMap(([path, result]) => leftOut(path, result)) };
}

/** Terraform may read the bytes of what is no text; a source is to be one. */
function leftOut(path: string, result: ReadResult | TooMuch): readonly LeftOut[] {
  switch (result.kind) {
    case 'text':
    case 'missing':
      return [];
    case 'too-many-bytes':
      return [{ kind: 'too-many-bytes', path }];
    case 'not-utf8':
      return isSource(path) ? [{ kind: 'not-utf8', path }] : [];
    case 'outside':
      // Only its repository's name is asked for there, and nothing rests on it.
      return path === '.git/config' ? [] : [{ kind: 'outside', path }];
    case 'too-large':
      return [{ kind: 'too-large', path, bytes: result.bytes }];
    case 'unreadable':
      return [{ kind: 'unreadable', path, because: result.because }];
  }
}
