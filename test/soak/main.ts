/** Bundles the soak test as the product is bundled, and starts it with exact memory. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(import.meta.dirname, '../..');
const outfile = join(root, 'dist/soak/run.js');

buildSync({
  entryPoints: [join(import.meta.dirname, 'run.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  mainFields: ['module', 'main'],
  sourcemap: 'inline',
  logLevel: 'error',
});

const options = ['--expose-gc', '--enable-source-maps', '--max-old-space-size=600'];
const run = spawnSync(process.execPath, [...options, outfile, ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: root,
});
process.exitCode = run.status ?? 1;
