/** A folder that somebody made to do harm, and `idc` as a process of its own that looks at it with little memory. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundle } from '../support/bundle';

/** Writes the files, by path, into a new folder of its own; `remove` takes it away. */
export function hostileFolder(files: Readonly<Record<string, string>>) {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'idc-hostile-')));
  for (const [name, text] of Object.entries(files)) {
    const target = join(path, name);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export type Ended = { readonly code: number | string; readonly out: string; readonly err: string };

/** What the heap of a process may hold, in MiB; Node ends it beyond. */
const maxHeap = 300;

/** How long a process may run before it counts as hanging, in milliseconds: many times what any of them needs. */
const patience = 60_000;

/** The command line, bundled once; `close` takes the bundle away. */
export function smallProcess() {
  const { outfile, close } = bundle('cli');
  const idc = (args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) =>
    ended(
      spawn(process.execPath, [`--max-old-space-size=${maxHeap}`, outfile, ...args], {
        cwd,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  return { idc, close };
}

function ended(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve) => {
    const said = { out: '', err: '' };
    child.stdout?.on('data', (chunk) => (said.out += String(chunk)));
    child.stderr?.on('data', (chunk) => (said.err += String(chunk)));
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? signal ?? -1, ...said });
    });
  });
}
