/** Files of our own and snapshots, of which only so much is read. */
import { open } from 'node:fs/promises';
import { boundedBytes } from '../files/bounded-bytes';

/** What is larger than it may be; `bytes` as far as it is known. */
export class TooLarge extends Error {
  readonly bytes: number;

  constructor(bytes: number) {
    super('it is too large');
    this.name = 'TooLarge';
    this.bytes = bytes;
  }
}

/** Rejects with `TooLarge` beyond the limit, and as the file system does. A pipe is read to its end. */
export async function bytesOfFile(path: string, maxBytes: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const read = await boundedBytes(file, (await file.stat()).size, maxBytes);
    if (read.kind === 'too-large') throw new TooLarge(read.bytes);
    return read.bytes;
  } finally {
    await file.close();
  }
}

export async function textOfFile(path: string, maxBytes: number): Promise<string> {
  return new TextDecoder().decode(await bytesOfFile(path, maxBytes));
}
