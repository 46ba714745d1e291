// One VS Code with the extension of this checkout, on a copy of the example, beside an Identity Center of its own.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { acmeProfile } from '../../scripts/playground/acme';
import { type Emulator, startEmulator } from '../../scripts/playground/emulator';
import { createSandbox, type Sandbox, writeAwsConfig } from '../../scripts/playground/sandbox';
import { repository } from '../../scripts/repository';
import { installCodeServer } from '../../scripts/vscode/install-code-server';
import { quietSettings } from '../../scripts/vscode/profile';
import { addressOf, serve } from '../../scripts/vscode/serve';
import { newest } from '../../scripts/vscode/versions';
import { launchBrowser } from './browser';
import { type Place, Workbench } from './workbench';

export type Editor = {
  readonly workbench: Workbench;
  readonly context: BrowserContext;
  readonly sandbox: Sandbox;
  readonly emulator: Emulator;
  screenshot(name: string): Promise<void>;
  /** One each in dark, light and high contrast. */
  screenshots(name: string): Promise<void>;
  /** Where a text stands in a file of the workspace. */
  find(path: string, text: string): Promise<Place>;
  close(): Promise<void>;
};

export type EditorOptions = {
  /** What the emulated Identity Center holds. */
  readonly scenario?: string;
  readonly awsConfig?: 'acme' | 'none';
  /** A folder or a package; the extension of this checkout otherwise. */
  readonly extension?: string;
  /** Changes home or workspace before the editor opens on them. */
  readonly prepare?: (sandbox: Sandbox, emulator: Emulator) => Promise<void>;
};

// The test runner may be ended from outside; its worker then has nobody to answer to, and an editor of 1 GB to let go of.
process.once('disconnect', () => process.exit(1));

export async function openEditor(options: EditorOptions = {}): Promise<Editor> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of closers.reverse()) await end();
  };
  try {
    return await openWith(options, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function openWith(
  { scenario = 'acme', awsConfig = 'acme', extension = repository, prepare }: EditorOptions,
  closers: (() => Promise<unknown>)[],
  close: () => Promise<void>,
): Promise<Editor> {
  const sandbox = await createSandbox('acme');
  closers.push(sandbox.remove);
  const emulator = await startEmulator(scenario);
  closers.push(emulator.stop);
  if (awsConfig === 'acme') await writeAwsConfig(sandbox.home, acmeProfile(emulator.url));
  await prepare?.(sandbox, emulator);

  const profile = join(sandbox.folder, 'vscode');
  const settings = {
    ...quietSettings,
    'workbench.colorTheme': 'Default Dark Modern',
    // Headers that float over the rows would take the clicks meant for them.
    'workbench.tree.enableStickyScroll': false,
  };
  const codeServer = await installCodeServer(newest, console.log);
  const server = await serve(codeServer, {
    profile,
    folder: sandbox.workspace,
    extensions: [extension],
    env: sandbox.env,
    settings,
  });
  closers.push(server.stop);
  const browser = await launchBrowser();
  closers.push(() => browser.close());

  const context = await newContext(browser);
  const workbench = new Workbench(await context.newPage());
  await workbench.open(addressOf(server.url, sandbox.workspace));
  return {
    workbench,
    context,
    sandbox,
    emulator,
    screenshot: (name) => screenshot(workbench, name),
    screenshots: async (name) => {
      for (const theme of ['light', 'high-contrast', 'dark'] as const) {
        await workbench.setTheme(theme);
        await screenshot(workbench, `${name}-${theme}`);
      }
    },
    find: async (path, text) => placeOf(await readFile(join(sandbox.workspace, path), 'utf8'), text),
    close,
  };
}

function newContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 1440, height: 900 } });
}

async function screenshot({ page }: Workbench, name: string): Promise<void> {
  const folder = join(repository, 'test-results/screenshots');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

function placeOf(content: string, text: string): Place {
  const at = content.indexOf(text);
  if (at < 0) throw new Error(`not in the file: ${text}`);
  const before = content.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
