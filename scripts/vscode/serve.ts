// Runs code-server on a profile of its own: nothing of the user's settings, extensions or sign-ins is read or written.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CodeServer } from './install-code-server';
import { mustRun, type ProcessGroup, startGroup } from './process-group';
import { type EditorSettings, quietSettings, writeSettings } from './profile';

export type Serving = {
  /** Where the workbench answers, without a trailing slash. */
  readonly url: string;
  readonly logFile: string;
  /** Resolves when the server has ended, by `stop` or by itself. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
};

export type ServeOptions = {
  /** An empty folder for settings, logs and extensions. */
  readonly profile: string;
  /** What the workbench shows when its address names no folder. */
  readonly folder: string;
  /** Folders of built extensions, or packages (`.vsix`) of them. */
  readonly extensions: readonly string[];
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly settings?: EditorSettings;
};

/** Nothing is looked for in a marketplace. */
const noGallery = '{"serviceUrl":""}';

export async function serve(codeServer: CodeServer, options: ServeOptions): Promise<Serving> {
  await prepareProfile(codeServer, options);
  const port = options.port ?? (await freePort());
  const logFile = join(options.profile, 'code-server.log');
  const group = startGroup({
    program: codeServer.node,
    args: [codeServer.entry, ...flags(options.profile, port), options.folder],
    env: { ...(options.env ?? process.env), EXTENSIONS_GALLERY: noGallery },
    logFile,
  });
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, group, logFile);
  return { url, logFile, ended: group.ended, stop: group.stop };
}

/** The address that opens a folder, with what the workbench is told beside it, such as which tests to run. */
export function addressOf(url: string, folder: string, payload: readonly (readonly [string, string])[] = []): string {
  const address = new URL(url);
  address.searchParams.set('folder', folder);
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  return address.href.replaceAll('%2F', '/');
}

async function prepareProfile(codeServer: CodeServer, { profile, extensions, settings }: ServeOptions): Promise<void> {
  await writeSettings(join(profile, 'user'), { ...quietSettings, ...settings });
  const packages = extensions.filter((it) => it.endsWith('.vsix'));
  await registerExtensions(
    extensions.filter((it) => !packages.includes(it)),
    join(profile, 'extensions'),
  );
  for (const file of packages) await installPackage(codeServer, profile, file);
}

async function installPackage({ node, entry }: CodeServer, profile: string, file: string): Promise<void> {
  const args = [entry, ...folderFlags(profile), '--install-extension', file];
  const env = { ...process.env, EXTENSIONS_GALLERY: noGallery };
  await mustRun(`Installing ${file}`, { program: node, args, env });
}

/**
 * Registered where it stands rather than copied: after a new build, reloading the window is enough to see it. A link in the
 * folder of extensions would be passed over; the list beside them is what counts.
 */
async function registerExtensions(folders: readonly string[], extensions: string): Promise<void> {
  await mkdir(extensions, { recursive: true });
  const entries = await Promise.all(folders.map(registration));
  await writeFile(join(extensions, 'extensions.json'), JSON.stringify(entries));
}

async function registration(folder: string): Promise<unknown> {
  const { publisher, name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return { identifier: { id: `${publisher}.${name}` }, version, location: { $mid: 1, path: folder, scheme: 'file' } };
}

function flags(profile: string, port: number): readonly string[] {
  return [
    ...['--auth', 'none'],
    ...['--bind-addr', `127.0.0.1:${port}`],
    ...folderFlags(profile),
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-workspace-trust',
    '--disable-getting-started-override',
  ];
}

function folderFlags(profile: string): readonly string[] {
  return [
    ...['--config', join(profile, 'config.yaml')],
    ...['--user-data-dir', join(profile, 'user')],
    ...['--extensions-dir', join(profile, 'extensions')],
  ];
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function untilHealthy(url: string, group: ProcessGroup, logFile: string): Promise<void> {
  let hasEnded = false;
  group.ended.then(
    () => (hasEnded = true),
    () => (hasEnded = true),
  );
  for (let waited = 0; waited < 60_000 && !hasEnded; waited += 100) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  await group.stop();
  const log = await readFile(logFile, 'utf8').catch(() => '');
  throw new Error(`VS Code in the browser did not start:\n${log.slice(-4000)}`);
}
