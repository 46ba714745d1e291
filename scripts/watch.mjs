// `npm run watch`: bundles and types anew after each change, until it is interrupted. A task of VS Code each, too (.vscode/tasks.json).
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const commands = [
  ['esbuild.mjs', '--watch'],
  ['node_modules/typescript/bin/tsc', '-b', '--watch', '--preserveWatchOutput'],
];

const watching = commands.map((args) => spawn(process.execPath, args, { cwd: repository, stdio: 'inherit' }));
for (const each of watching)
  each.once('exit', (code) => {
    for (const other of watching) other.kill();
    process.exitCode ??= code ?? 1;
  });
