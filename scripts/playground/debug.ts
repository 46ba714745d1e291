// What F5 needs beside the extension: the playground in a folder and at a port that .vscode/launch.json can name. A copy of the example
// that is there already is kept, with whatever was tried in it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../repository';
import { acmeProfile } from './acme';
import { startEmulator } from './emulator';
import { sandboxIn, writeAwsConfig } from './sandbox';

const folder = join(repository, 'out/playground');
const port = 48_721;

async function main(): Promise<number> {
  const home = existsSync(join(folder, 'acme')) ? join(folder, 'home') : (await sandboxIn(folder, 'acme')).home;
  const emulator = await startEmulator('acme', ['--port', String(port)]);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void emulator.stop());
  await writeAwsConfig(home, acmeProfile(emulator.url));
  console.log(`Identity Center is emulated at ${emulator.url}, AWS profile "acme".`);
  return emulator.ended;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
