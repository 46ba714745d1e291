/** What `git cat-file --batch` and `--batch-check` print, asked by object ids alone. */

export type BatchAnswer =
  | { readonly kind: 'object'; readonly type: string; readonly size: number; readonly bytes: Buffer }
  | { readonly kind: 'missing' };

const newline = 10;

/**
 * Splits the stream: `<id> <type> <size>\n`, with `<bytes>\n` where contents are asked for; `<id> missing\n`
 * (git-cat-file(1), BATCH OUTPUT). Each byte is copied once, however many chunks it comes in.
 */
export function batchAnswers(content: 'with-bytes' | 'sizes', answer: (it: BatchAnswer) => void) {
  let header = '';
  let open: { readonly type: string; readonly bytes: Buffer; filled: number } | undefined;

  function begin(line: string): void {
    const [, type = '', size = ''] = line.split(' ');
    const bytes = Number(size);
    if (size === '' || !Number.isSafeInteger(bytes)) answer({ kind: 'missing' });
    else if (content === 'sizes') answer({ kind: 'object', type, size: bytes, bytes: Buffer.alloc(0) });
    // The newline behind it is taken with it.
    else open = { type, bytes: Buffer.allocUnsafe(bytes + 1), filled: 0 };
  }

  function fill(at: NonNullable<typeof open>, chunk: Buffer, from: number): number {
    const taken = chunk.copy(at.bytes, at.filled, from);
    at.filled += taken;
    if (at.filled < at.bytes.length) return from + taken;
    open = undefined;
    const bytes = at.bytes.subarray(0, -1);
    answer({ kind: 'object', type: at.type, size: bytes.length, bytes });
    return from + taken;
  }

  function readHeader(chunk: Buffer, from: number): number {
    const end = chunk.indexOf(newline, from);
    header += chunk.toString('latin1', from, end < 0 ? chunk.length : end);
    if (end < 0) return chunk.length;
    const line = header;
    header = '';
    begin(line);
    return end + 1;
  }

  return (chunk: Buffer): void => {
    for (let from = 0; from < chunk.length; ) from = open ? fill(open, chunk, from) : readHeader(chunk, from);
  };
}
