// A child and everything it starts, ended together. VS Code's server forks extension hosts which outlive it by hours when
// only the server itself is ended, so each program runs in a process group of its own and the group is what is stopped.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export type Command = {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Where both output streams go; without it they stay readable on `child`. */
  readonly logFile?: string;
};

export type ProcessGroup = {
  readonly child: ChildProcess;
  /** Resolves with the exit code (1 when a signal ended it). */
  readonly ended: Promise<number>;
  /** Invariant: when this resolves, no process of the group is left. */
  stop(): Promise<void>;
};

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) signalGroup(child, 'SIGKILL');
});

export function startGroup(command: Command): ProcessGroup {
  const log = command.logFile === undefined ? undefined : openSync(command.logFile, 'a');
  const child = spawn(...guarded(command), {
    cwd: command.cwd,
    env: command.env ?? process.env,
    stdio: ['ignore', log ?? 'pipe', log ?? 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  if (log !== undefined) closeSync(log);
  running.add(child);
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (error) => {
      running.delete(child);
      reject(error);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
  ended.catch(() => undefined);
  return { child, ended, stop: () => stopGroup(child) };
}

/** Runs a command to its end and resolves with its exit code and everything it printed. */
export async function run(command: Command): Promise<{ readonly code: number; readonly output: string }> {
  const group = startGroup(command);
  const chunks: Buffer[] = [];
  for (const stream of [group.child.stdout, group.child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
  const closed = new Promise((resolve) => group.child.once('close', resolve));
  const code = await group.ended;
  await group.stop();
  await closed;
  return { code, output: Buffer.concat(chunks).toString('utf8') };
}

/** Like `run`, but a failure is an error that shows the end of what the command printed. */
export async function mustRun(what: string, command: Command): Promise<string> {
  const { code, output } = await run(command);
  if (code !== 0) throw new Error(`${what} failed (exit code ${code}):\n${output.slice(-4000)}`);
  return output;
}

/** The first line a program prints that matches; an error when it ends before that. */
export function awaitLine(group: ProcessGroup, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const printed: string[] = [];
    const read = (chunk: Buffer) => {
      printed.push(chunk.toString('utf8'));
      const match = pattern.exec(printed.join(''));
      if (match !== null) resolve(match);
    };
    group.child.stdout?.on('data', read);
    group.child.stderr?.on('data', read);
    group.ended.then(
      (code) =>
        reject(new Error(`ended with exit code ${code} before it was ready:\n${printed.join('').slice(-4000)}`)),
      reject,
    );
  });
}

// The fourth stream is a lifeline: a watcher in the group reads it, and when this process dies, however abruptly, the
// stream ends and the watcher ends the group.
function guarded({ program, args }: Command): [string, string[]] {
  if (process.platform === 'win32') return [program, [...args]];
  return [
    'sh',
    [
      '-c',
      '( read -r _ <&3; kill -TERM -$$; sleep 3; kill -KILL -$$ ) >/dev/null 2>&1 & exec "$@" 3<&-',
      'sh',
      program,
      ...args,
    ],
  ];
}

async function stopGroup(child: ChildProcess): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    signalGroup(child, signal);
    for (let waited = 0; waited < 5000 && isAlive(child); waited += 50) await pause(50);
  }
  running.delete(child);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') child.kill(signal);
  else attempt(() => process.kill(-(child.pid ?? 0), signal));
}

function isAlive(child: ChildProcess): boolean {
  if (process.platform === 'win32') return child.exitCode === null && child.signalCode === null;
  return child.pid !== undefined && attempt(() => process.kill(-(child.pid ?? 0), 0));
}

/** A group that has already gone cannot be signalled, which is what we wanted. */
function attempt(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
