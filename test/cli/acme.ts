/** Acme behind the emulator, for the command line: a folder, and an environment in which `--profile acme` is signed in. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { someone } from '../live/someone';
import { createEmulator } from '../support/identity-center';
import { runIdc } from '../support/transcript';

export type Acme = {
  readonly folder: string;
  readonly idc: (...argv: readonly string[]) => Promise<{ readonly code: number; readonly text: string; out: string }>;
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
  readonly close: () => Promise<void>;
};

export async function acme(): Promise<Acme> {
  const emulator = await createEmulator('acme', { rate: 'off' });
  const { env, signIn } = someone(emulator);
  await signIn();
  const folder = mkdtempSync(join(tmpdir(), 'idc-acme-'));
  return {
    folder,
    idc: (...argv) => runIdc(argv, folder, env),
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    write: (path, text) => writeFileSync(join(folder, path), text),
    close: async () => {
      rmSync(folder, { recursive: true, force: true });
      await emulator.close();
    },
  };
}
