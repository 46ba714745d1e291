/**
 * The one place that starts Git. Invariant: only commands that read objects and references are run, with nothing of the
 * repository's settings able to start a program or to connect, and never the folder as the working directory.
 */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { GitReason } from '../../core/reasons';
import { gitEnvironment, gitOptions } from './git-environment';
import { gitProgram } from './git-program';
import { type Place, placeOf } from './place';

const execute = promisify(execFile);

export type GitContext = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How long Git may take for an answer before it is ended. */
  readonly maxMilliseconds: number;
};

/** The repository of a folder, and the Git that reads it. */
export type Repository = Place & {
  readonly maxMilliseconds: number;
  readonly program: string;
  readonly env: GitContext['env'];
};

export type RepositoryFound =
  | { readonly ok: true; readonly repository: Repository }
  | { readonly ok: false; readonly reason: GitReason };

export async function repositoryOf(folder: string, { env, maxMilliseconds }: GitContext): Promise<RepositoryFound> {
  const found = await placeOf(folder, env.GIT_ALTERNATE_OBJECT_DIRECTORIES);
  if (!found.ok) return found;
  const { top } = found.place;
  const git = await gitProgram(env, top);
  if (!git.ok) return git;
  const { PATH: _, Path: __, ...others } = gitEnvironment(env, top);
  const own = { ...others, PATH: git.searched };
  return { ok: true, repository: { ...found.place, program: git.program, env: own, maxMilliseconds } };
}

/** In bytes: the list of half a million files. */
const maxOutput = 64 * 1024 * 1024;

/** Read commands that are run, and nothing else. */
export type ReadCommand = 'cat-file' | 'for-each-ref' | 'ls-tree' | 'merge-base' | 'rev-list' | 'rev-parse';

/** What it prints. Throws Node's error, with what it said on `stderr`. */
export async function runGit(at: Repository, command: ReadCommand, args: readonly string[]): Promise<string> {
  const limits = { timeout: at.maxMilliseconds, killSignal: 'SIGKILL', maxBuffer: maxOutput } as const;
  const asked = [...gitOptions(at.top), command, ...args];
  const { stdout } = await execute(at.program, asked, { env: at.env, cwd: dirname(at.program), ...limits });
  return stdout;
}

/** One that is asked further. */
export function startGit(
  at: Repository,
  command: ReadCommand,
  args: readonly string[],
): ChildProcessWithoutNullStreams {
  return spawn(at.program, [...gitOptions(at.top), command, ...args], { env: at.env, cwd: dirname(at.program) });
}
