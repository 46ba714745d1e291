/** Programs that a test would like to use, and whether this machine has them. */
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../../', import.meta.url));

const execute = promisify(execFile);

export const isPresent = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Version 2 of the AWS CLI, which alone signs in; Debian's package puts it where an older one may stand before it. */
export const awsCli2 = (): string | undefined =>
  ['aws', '/usr/bin/aws', '/usr/local/bin/aws'].find((command) => {
    const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
    return stdout?.startsWith('aws-cli/2.') === true;
  });

/** One line instead of a suite: it did not run, and must not look as if it had passed. */
export function notRun(suite: string, because: string): void {
  process.stdout.write(`not run: ${suite} (${because})\n`);
}

export type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string };

export type Running = { readonly cwd?: string; readonly env: Readonly<Record<string, string | undefined>> };

/** Runs to the end; a failure is an outcome, not an exception. */
export async function run(command: string, args: readonly string[], { cwd = root, env }: Running): Promise<Outcome> {
  try {
    const { stdout, stderr } = await execute(command, args, {
      cwd,
      env: { ...process.env, ...env },
      maxBuffer: 2 ** 26,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    return outcomeOf(error);
  }
}

function outcomeOf(error: unknown): Outcome {
  const fields = typeof error === 'object' && error !== null ? error : {};
  const text = (name: string): string => String(Reflect.get(fields, name) ?? '');
  const code: unknown = Reflect.get(fields, 'code');
  return { code: typeof code === 'number' ? code : -1, stdout: text('stdout'), stderr: text('stderr') };
}

/** `npm run emulator -- …` without npm in between; resolves when it says where it listens. */
export async function startProgram(
  args: readonly string[],
): Promise<{ readonly child: ChildProcess; readonly greeting: string }> {
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const child = spawn(process.execPath, [tsx, 'test/support/identity-center/main.ts', ...args], { cwd: root });
  let greeting = '';
  for await (const chunk of child.stdout) {
    greeting += String(chunk);
    if (greeting.includes('sso_registration_scopes')) break;
  }
  return { child, greeting };
}

/**
 * The folder to give to `terraform init -plugin-dir`: named by IDC_TERRAFORM_PLUGINS, or found where such folders are.
 */
export function terraformPlugins(): string | undefined {
  const named = process.env.IDC_TERRAFORM_PLUGINS;
  const parents = ['/opt', '/usr/share/terraform', '/usr/local/share/terraform', join(homedir(), '.terraform.d')];
  const found = parents.flatMap((parent) => foldersIn(parent));
  return [...(named === undefined ? [] : [named]), ...found].find((folder) =>
    existsSync(join(folder, 'registry.terraform.io/hashicorp/aws')),
  );
}

const foldersIn = (parent: string): readonly string[] =>
  existsSync(parent) ? readdirSync(parent).map((name) => join(parent, name)) : [];
