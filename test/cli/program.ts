/** The command line as a program of its own, for what only a process has: pipes, descriptors, how long it takes to start. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

export type Program = {
  /** Runs a line of bash, where `idc` is the program. */
  readonly shell: (line: string, cwd: string) => Promise<{ readonly code: number; readonly text: string }>;
  readonly close: () => void;
};

export function program(): Program {
  const folder = mkdtempSync(join(tmpdir(), 'idc-program-'));
  const outfile = join(folder, 'cli.js');
  buildSync({
    entryPoints: [join(import.meta.dirname, '../../server/src/cli.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['./aws'],
    logLevel: 'error',
    outfile,
  });
  return {
    shell: (line, cwd) => shell(`idc() { "${process.execPath}" "${outfile}" "$@"; }; ${line}`, cwd),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function shell(line: string, cwd: string): Promise<{ readonly code: number; readonly text: string }> {
  return new Promise((resolve) => {
    let text = '';
    const child = spawn('bash', ['-c', line], { cwd });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
    child.on('close', (code) => resolve({ code: code ?? -1, text }));
  });
}
