// What VS Code loads in its extension host when told to run tests: mocha with every page of this folder. The same bundle
// runs in the browser's VS Code and on the desktop.
import { writeFile } from 'node:fs/promises';

const pages = [() => import('./activation'), () => import('./findings'), () => import('./declared')];

/** VS Code takes a rejection as "failed"; the counts go to the file named by `TEST_RESULTS`. */
export async function run(): Promise<void> {
  // mocha is an ES module, and this bundle is not.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', timeout: 300_000, reporter: 'spec', color: false });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const page of pages) await page();
  const runner = await new Promise<Mocha.Runner>((resolve) => {
    const started: Mocha.Runner = mocha.run(() => resolve(started));
  });
  const { passes, failures } = runner.stats ?? { passes: 0, failures: 1 };
  await report({ passes, failures });
  if (failures > 0 || passes === 0) throw new Error(`${failures} failed`);
}

async function report(stats: { readonly passes: number; readonly failures: number }): Promise<void> {
  const file = process.env.TEST_RESULTS;
  if (file !== undefined) await writeFile(file, JSON.stringify({ stats }));
}
