import { type Browser, chromium } from 'playwright-core';
import { installChromium } from '../../scripts/vscode/install-chromium';

/** A Chromium that asks nobody on the network for anything, with an empty profile. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await installChromium(console.log),
    args: [
      // The pages it shows are our own, and root may not have a sandbox.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
