// What a fresh clone needs before anything else can run. Only Node's own modules may be imported here.
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the lockfile says, and nothing else, unless it is installed already. */
export async function installDependencies() {
  if (isInstalled()) return;
  console.log('Installing the dependencies.');
  await mustRun('npm', ['ci', '--loglevel=error']);
}

/** The extension, the language server and the command line, into `dist/`. */
export async function build() {
  console.log('Building the extension.');
  await mustRun(process.execPath, ['esbuild.mjs']);
}

function isInstalled() {
  const record = join(repository, 'node_modules/.package-lock.json');
  return existsSync(record) && statSync(record).mtimeMs >= statSync(join(repository, 'package-lock.json')).mtimeMs;
}

/** Runs a program in the checkout, its output on ours. */
export function mustRun(program, args) {
  return new Promise((resolve, reject) => {
    // On Windows npm is a batch file, which only a shell can start.
    const child = spawn(program, args, { cwd: repository, stdio: 'inherit', shell: process.platform === 'win32' });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ${args.join(' ')} failed (exit code ${code}).`));
    });
  });
}
