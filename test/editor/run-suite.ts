// Runs the pages of `suite/` inside the extension host: `tsx run-suite.ts newest|oldest|desktop RESULTS.json`.
// In the browser's VS Code the workbench itself runs the tests and calls two functions of the page: one with what the tests
// print, one with their exit code.
import { existsSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { acmeProfile } from '../../scripts/playground/acme';
import { startEmulator } from '../../scripts/playground/emulator';
import { createSandbox, type Sandbox, writeAwsConfig } from '../../scripts/playground/sandbox';
import { repository } from '../../scripts/repository';
import { cacheFolder } from '../../scripts/vscode/cache';
import { installCodeServer } from '../../scripts/vscode/install-code-server';
import { addressOf, serve } from '../../scripts/vscode/serve';
import { type EditorVersion, newest, oldest } from '../../scripts/vscode/versions';
import { launchBrowser } from './browser';

const bundle = join(repository, 'out/suite/index.js');
const limit = 900_000;

async function main(where: string, results: string): Promise<number> {
  await bundleSuite();
  const sandbox = await createSandbox('acme');
  const emulator = await startEmulator('acme');
  try {
    await writeAwsConfig(sandbox.home, acmeProfile(emulator.url));
    const written = join(sandbox.folder, 'results.json');
    const env = { ...sandbox.env, TEST_RESULTS: written, EMULATOR: emulator.url };
    const code = await runWhere(where, { ...sandbox, env });
    if (existsSync(written)) await copyFile(written, results);
    return code;
  } finally {
    await emulator.stop();
    await sandbox.remove();
  }
}

async function bundleSuite(): Promise<void> {
  await build({
    entryPoints: [join(repository, 'test/editor/suite/index.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

function runWhere(where: string, sandbox: Sandbox): Promise<number> {
  switch (where) {
    case 'newest':
      return inBrowser(newest, sandbox);
    case 'oldest':
      return inBrowser(oldest, sandbox);
    case 'desktop':
      return onDesktop(sandbox);
    default:
      throw new Error(`run where? newest, oldest or desktop, not: ${where}`);
  }
}

async function inBrowser(version: EditorVersion, sandbox: Sandbox): Promise<number> {
  const { folder, workspace } = sandbox;
  const codeServer = await installCodeServer(version, console.log);
  // Versions since 1.139 run tests in a browser only under this option (which also keeps toasts from showing).
  const env = { ...sandbox.env, VSCODE_OPTIONS: 'enable-smoke-test-driver' };
  const server = await serve(codeServer, { profile: join(folder, 'vscode'), folder: workspace, extensions: [], env });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const code = await exitCode(page, testAddress(server.url, workspace));
    if (code !== 0) console.error((await readFile(server.logFile, 'utf8')).slice(-3000));
    return code;
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function exitCode(page: Page, address: string): Promise<number> {
  let resolve: (code: number) => void = () => undefined;
  const ended = new Promise<number>((settle) => {
    resolve = settle;
  });
  await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => print(format(...args)));
  await page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
  const timer = setTimeout(() => {
    console.error(`the tests did not end within ${limit / 1000} s`);
    resolve(1);
  }, limit);
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  const code = await ended;
  clearTimeout(timer);
  return code;
}

function testAddress(url: string, workspace: string): string {
  const remote = (path: string) => `vscode-remote://${new URL(url).host}${path}`;
  return addressOf(url, workspace, [
    ['extensionDevelopmentPath', remote(repository)],
    ['extensionTestsPath', remote(bundle)],
    ['skipWelcome', 'true'],
  ]);
}

/** The workbench logs much of its own; what mocha prints is indented, and errors start with a number. */
function print(line: string): void {
  if (/^\s+\S|^\d+ (passing|failing)/.test(line)) console.log(line);
}

function onDesktop({ folder, workspace, env }: Sandbox): Promise<number> {
  return runTests({
    cachePath: cacheFolder(),
    version: 'stable',
    extensionDevelopmentPath: repository,
    extensionTestsPath: bundle,
    extensionTestsEnv: env,
    launchArgs: [workspace, '--user-data-dir', join(folder, 'vscode'), '--disable-workspace-trust', '--no-sandbox'],
  });
}

const [where = '', results = ''] = process.argv.slice(2);
main(where, results).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
