/** Which files are read, and what is said about those that cannot be. */
import { isSource } from '../core/analysis';
import type { Files, ReadResult } from '../host';
import { toAbsolute } from './convert';

/**
 * `texts` holds `undefined` for what does not exist; `binaries` the bytes that no text gives back; `unreadable` says, in
 * words for the user, why a file is left out.
 */
export type Loaded = {
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly binaries: ReadonlyMap<string, Uint8Array>;
  readonly unreadable: ReadonlyMap<string, string>;
};

/** So many at once keeps the disk busy without holding every descriptor. */
const readersAtOnce = 16;

/** Larger than any access definition: such a file is data that happens to end in `.yaml` or `.tf.json`. */
const largestText = 4 * 1024 * 1024;

export async function load(files: Pick<Files, 'read'>, root: string, paths: readonly string[]): Promise<Loaded> {
  const texts = new Map<string, string | undefined>();
  const binaries = new Map<string, Uint8Array>();
  const unreadable = new Map<string, string>();
  const waiting = [...paths];
  async function readNext(): Promise<void> {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const result = await files.read(toAbsolute(root, path));
      if ('bytes' in result && typeof result.bytes === 'object') binaries.set(path, result.bytes);
      const problem = problemWith(result);
      if (problem && !(result.kind === 'not-utf8' && !isSource(path))) unreadable.set(path, problem);
      else if (result.kind !== 'not-utf8') texts.set(path, result.kind === 'text' ? result.text : undefined);
    }
  }
  await Promise.all(Array.from({ length: readersAtOnce }, readNext));
  return { texts, binaries, unreadable };
}

/** The reason a file is left out, `undefined` for one that was read or does not exist. */
function problemWith(result: ReadResult): string | undefined {
  switch (result.kind) {
    case 'missing':
      return undefined;
    case 'text':
      return tooLarge(result.text.length);
    case 'too-large':
      return tooLarge(result.bytes);
    case 'not-utf8':
      return 'this file is not UTF-8 and is left out; save it as UTF-8 to have it read';
    case 'unreadable':
      return `this file cannot be read and is left out: ${result.because}`;
  }
}

function tooLarge(size: number): string | undefined {
  if (size <= largestText) return undefined;
  return `this file is left out: it holds ${Math.round(size / 1024 / 1024)} MB, more than the ${largestText / 1024 / 1024} MB that are read`;
}
