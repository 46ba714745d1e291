/** Reading a file that may be anything: the limit holds while it is read, whatever its size is said to be. */
import { open } from 'node:fs/promises';

/** What is larger than it may be; `bytes` as far as it is known. */
export class TooLarge extends Error {
  readonly bytes: number;

  constructor(bytes: number) {
    super('it is too large');
    this.name = 'TooLarge';
    this.bytes = bytes;
  }
}

const firstChunk = 64 * 1024;

/** Rejects with `TooLarge` beyond the limit, and as the file system does. A pipe is read to its end. */
export async function bytesOfFile(path: string, maxBytes: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > maxBytes) throw new TooLarge(size);
    let bytes = Buffer.allocUnsafeSlow(Math.min(maxBytes, Math.max(size, firstChunk)) + 1);
    for (let length = 0; ; ) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, null);
      length += bytesRead;
      if (length > maxBytes) throw new TooLarge(length);
      if (bytesRead === 0) return bytes.subarray(0, length);
      if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(2 * bytes.length, maxBytes + 1));
    }
  } finally {
    await file.close();
  }
}

export async function textOfFile(path: string, maxBytes: number): Promise<string> {
  return new TextDecoder().decode(await bytesOfFile(path, maxBytes));
}
