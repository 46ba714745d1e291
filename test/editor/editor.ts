// One VS Code with the extension of this checkout, on a copy of the example, beside an Identity Center of its own.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { acmeProfile } from '../../scripts/playground/acme';
import { type Emulator, startEmulator } from '../../scripts/playground/emulator';
import { createSandbox, type Sandbox, writeAwsConfig } from '../../scripts/playground/sandbox';
import { repository } from '../../scripts/repository';
import { installCodeServer } from '../../scripts/vscode/install-code-server';
import { quietSettings, writeSettings } from '../../scripts/vscode/profile';
import { addressOf, serve } from '../../scripts/vscode/serve';
import { newest } from '../../scripts/vscode/versions';
import { launchBrowser } from './browser';
import { Workbench } from './workbench';

export type Theme = 'dark' | 'light' | 'high-contrast';

const themes: Readonly<Record<Theme, string>> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
};

const themeClasses: Readonly<Record<Theme, string>> = { dark: 'vs-dark', light: 'vs', 'high-contrast': 'hc-black' };

export type Editor = {
  readonly workbench: Workbench;
  readonly context: BrowserContext;
  readonly sandbox: Sandbox;
  readonly emulator: Emulator;
  setTheme(theme: Theme): Promise<void>;
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
};

export type EditorOptions = {
  /** What the emulated Identity Center holds. */
  readonly scenario?: string;
  readonly awsConfig?: 'acme' | 'none';
  /** Changes home or workspace before the editor opens on them. */
  readonly prepare?: (sandbox: Sandbox, emulator: Emulator) => Promise<void>;
};

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
  { scenario = 'acme', awsConfig = 'acme', prepare }: EditorOptions,
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
  const settings = { ...quietSettings, 'workbench.colorTheme': themes.dark };
  const codeServer = await installCodeServer(newest, console.log);
  const server = await serve(codeServer, {
    profile,
    folder: sandbox.workspace,
    extensions: [repository],
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
    setTheme: async (theme) => {
      await writeSettings(join(profile, 'user'), { ...settings, 'workbench.colorTheme': themes[theme] });
      await workbench.page.locator(`.monaco-workbench.${themeClasses[theme]}`).waitFor();
    },
    screenshot: (name) => screenshot(workbench, name),
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
