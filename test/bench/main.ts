/** Bundles the benchmarks as the product is bundled, since that is what users run, and starts them with exact memory. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const folder = import.meta.dirname;
const root = join(folder, '../..');
const built = join(root, 'dist/bench');

buildSync({
  entryPoints: readdirSync(folder)
    .filter((name) => name === 'run.ts' || name.endsWith('.bench.ts'))
    .map((name) => join(folder, name)),
  outdir: built,
  bundle: true,
  platform: 'node',
  mainFields: ['module', 'main'],
  logLevel: 'error',
});

const run = spawnSync(process.execPath, ['--expose-gc', join(built, 'run.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: root,
});
process.exitCode = run.status ?? 1;
