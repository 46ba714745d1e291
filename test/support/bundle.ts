/** A program of the server's, bundled as it is shipped but for AWS's part, which loads only where it is asked for. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

export type Bundle = {
  /** Absolute. */
  readonly outfile: string;
  /** Takes the bundle away. */
  readonly close: () => void;
};

/** `entry`: `cli` or `server`. */
export function bundle(entry: 'cli' | 'server'): Bundle {
  const folder = mkdtempSync(join(tmpdir(), `idc-${entry}-`));
  const outfile = join(folder, `${entry}.js`);
  buildSync({
    entryPoints: [join(import.meta.dirname, `../../server/src/${entry}.ts`)],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['./aws'],
    logLevel: 'error',
    outfile,
  });
  return { outfile, close: () => rmSync(folder, { recursive: true, force: true }) };
}
