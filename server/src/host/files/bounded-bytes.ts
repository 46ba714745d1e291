/** Reading what may be anything: the limit holds while it is read, whatever its size is said to be. */
import type { FileHandle } from 'node:fs/promises';

export type BytesRead =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** `bytes` as far as it is known. */
  | { readonly kind: 'too-large'; readonly bytes: number };

const firstChunk = 64 * 1024;

/** Up to one byte more than the limit: a file may grow, some have no size at all, and a pipe is read to its end. */
export async function boundedBytes(handle: FileHandle, size: number, maxBytes: number): Promise<BytesRead> {
  if (size > maxBytes) return { kind: 'too-large', bytes: size };
  let bytes = Buffer.allocUnsafeSlow(Math.min(size > 0 ? size + 1 : firstChunk, maxBytes + 1));
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length, null);
    length += bytesRead;
    if (length > maxBytes) return { kind: 'too-large', bytes: length };
    if (bytesRead === 0) return { kind: 'bytes', bytes: bytes.subarray(0, length) };
    if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(2 * bytes.length, maxBytes + 1));
  }
}
