/** The command line as a program of its own, for what only a process has: pipes, descriptors, how long it takes to start. */
import { spawn } from 'node:child_process';
import { bundle } from '../support/bundle';

export type Program = {
  /** Runs a line of bash, where `idc` is the program. */
  readonly shell: (line: string, cwd: string) => Promise<{ readonly code: number; readonly text: string }>;
  /** Runs it, and presses Ctrl-C a little later. */
  readonly interrupted: (args: readonly string[], cwd: string) => Promise<{ readonly ended: number | string | null }>;
  readonly close: () => void;
};

export function program(): Program {
  const { outfile, close } = bundle('cli');
  return {
    shell: (line, cwd) => shell(`idc() { "${process.execPath}" "${outfile}" "$@"; }; ${line}`, cwd),
    interrupted: (args, cwd) => interrupted([outfile, ...args], cwd),
    close,
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

function interrupted(args: readonly string[], cwd: string): Promise<{ readonly ended: number | string | null }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd });
    setTimeout(() => child.kill('SIGINT'), 1500);
    child.on('close', (code, signal) => resolve({ ended: signal ?? code }));
  });
}
