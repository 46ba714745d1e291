// Finds a Chromium to look at the workbench with, and gets one where there is none.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun, run } from './process-group';

type Say = (line: string) => void;

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium's executable. */
export async function installChromium(say: Say): Promise<string> {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH !== undefined) return CHROMIUM_PATH;
  return (
    usual.find((path) => existsSync(path)) ??
    (await fromPlaywright()) ??
    (await fromDebian(say)) ??
    (await download(say))
  );
}

/** One that Playwright downloaded earlier. */
async function fromPlaywright(): Promise<string | undefined> {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

async function fromDebian(say: Say): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  say('Installing Chromium with apt-get.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run({ program: 'apt-get', args: ['update', '-qq'], env });
  const args = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
  const { code, output } = await run({ program: 'apt-get', args, env });
  if (code !== 0) say(`apt-get could not install Chromium:\n${output.slice(-1000)}`);
  return usual.find((path) => existsSync(path));
}

async function download(say: Say): Promise<string> {
  say('Downloading Chromium with Playwright.');
  const script = join(import.meta.dirname, '../../node_modules/playwright-core/cli.js');
  await mustRun('Downloading Chromium', {
    program: process.execPath,
    args: [script, 'install', '--with-deps', 'chromium'],
  });
  const path = await fromPlaywright();
  if (path === undefined) throw new Error('No Chromium could be installed. Set CHROMIUM_PATH to one.');
  return path;
}
