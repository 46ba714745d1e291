// Puts everything the editor tests need in place, side by side: downloading and compiling hardly get in each other's way.
import { installChromium } from './install-chromium';
import { installCodeServer } from './install-code-server';
import { newest, oldest } from './versions';

Promise.all([
  installChromium(console.log),
  installCodeServer(newest, console.log),
  installCodeServer(oldest, console.log),
]).then(
  ([chromium]) => console.log(`Ready: VS Code ${newest.vscode} and ${oldest.vscode}, ${chromium}`),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
