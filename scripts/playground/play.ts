// The playground behind `npm start`: an emulated Identity Center, a copy of the example, and a VS Code that shows both.
import { join } from 'node:path';
import { repository } from '../repository';
import { cacheFolder } from '../vscode/cache';
import { findDesktop, openDesktop } from '../vscode/desktop';
import { installCodeServer } from '../vscode/install-code-server';
import { addressOf, serve } from '../vscode/serve';
import { newest } from '../vscode/versions';
import { acmeProfile } from './acme';
import { startEmulator } from './emulator';
import { createSandbox, type Sandbox, writeAwsConfig } from './sandbox';

export type PlayOptions = {
  readonly browser: boolean;
  readonly port: number | undefined;
  readonly scenario: string;
};

type Open = { readonly ended: Promise<number>; stop(): Promise<void> };

/** Resolves with the exit code, once the user has ended it or closed the desktop window. */
export async function play(options: PlayOptions): Promise<number> {
  const sandbox = await createSandbox('acme');
  const opened: Open[] = [];
  try {
    return await Promise.race([interruption(), playIn(sandbox, options, opened)]);
  } finally {
    await Promise.all(opened.map((it) => it.stop()));
    await sandbox.remove();
  }
}

/** `opened` is filled under way, so that an interruption in the middle leaves nothing behind. */
async function playIn(sandbox: Sandbox, options: PlayOptions, opened: Open[]): Promise<number> {
  const emulator = await startEmulator(options.scenario);
  opened.push(emulator);
  await writeAwsConfig(sandbox.home, acmeProfile(emulator.url));
  console.log(`Identity Center is emulated at ${emulator.url}, AWS profile "acme".`);
  const editor = await openEditor(sandbox, options);
  opened.push(editor);
  return Promise.race([editor.ended, emulator.ended]);
}

async function openEditor(sandbox: Sandbox, options: PlayOptions): Promise<Open> {
  const desktop = options.browser ? undefined : await findDesktop(cacheFolder());
  return desktop === undefined ? inBrowser(sandbox, options) : onDesktop(sandbox, desktop);
}

async function onDesktop({ workspace, folder, env }: Sandbox, executable: string): Promise<Open> {
  const profile = join(folder, 'vscode');
  const editor = await openDesktop(executable, { extension: repository, workspace, profile, env });
  console.log(`VS Code opens on a copy of examples/acme: ${workspace}\nClose its window or press Ctrl-C to end.`);
  return editor;
}

async function inBrowser({ workspace, folder, env }: Sandbox, { port }: PlayOptions): Promise<Open> {
  const codeServer = await installCodeServer(newest, console.log);
  const server = await serve(codeServer, {
    profile: join(folder, 'vscode'),
    folder: workspace,
    extensions: [repository],
    env,
    ...(port === undefined ? {} : { port }),
  });
  console.log('VS Code is ready on a copy of examples/acme. Open this address in a browser; press Ctrl-C to end.\n');
  console.log(addressOf(server.url, workspace));
  return server;
}

function interruption(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(0));
  });
}
