// A desktop VS Code with the extension of this checkout: the one on the PATH, or one that VS Code's test runner downloads.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type ProcessGroup, startGroup } from './process-group';
import { quietSettings, writeSettings } from './profile';

export type DesktopOptions = {
  readonly extension: string;
  readonly workspace: string;
  readonly profile: string;
  readonly env: NodeJS.ProcessEnv;
};

/** The executable to start, or undefined where this machine has no desktop VS Code and can get none. */
export async function findDesktop(cache: string): Promise<string | undefined> {
  const onPath = executableOnPath(process.platform === 'win32' ? 'code.cmd' : 'code');
  if (onPath !== undefined) return onPath;
  return hasScreen() ? download(cache) : undefined;
}

export async function openDesktop(executable: string, options: DesktopOptions): Promise<ProcessGroup> {
  await writeSettings(options.profile, quietSettings);
  return startGroup({
    program: executable,
    args: [
      '--wait',
      '--new-window',
      `--extensionDevelopmentPath=${options.extension}`,
      `--user-data-dir=${options.profile}`,
      `--extensions-dir=${join(options.profile, 'extensions')}`,
      '--disable-workspace-trust',
      '--skip-welcome',
      '--skip-release-notes',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      options.workspace,
    ],
    env: options.env,
  });
}

function executableOnPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function hasScreen(): boolean {
  if (process.platform !== 'linux') return true;
  return process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
}

async function download(cachePath: string): Promise<string | undefined> {
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  return downloadAndUnzipVSCode({ version: 'stable', cachePath, timeout: 20_000 }).catch(() => undefined);
}
