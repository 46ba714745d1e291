/** Paths as they are written in options. */
import { resolve, sep } from 'node:path';
import type { CliContext } from '../context';

/**
 * `--root`, `--var-file` and others may be written from where the command was started or from the folder given: the one
 * that is there, and of two that are there the one inside the folder. The answer is absolute.
 */
export async function fromEither(path: string, folder: string, { cwd, host }: CliContext): Promise<string> {
  const fromStart = resolve(cwd, path);
  const below = resolve(folder, path);
  const isInside = fromStart === folder || fromStart.startsWith(folder + sep);
  const candidates = isInside ? [fromStart, below] : [below, fromStart];
  for (const candidate of candidates) if ((await host.files.kind(candidate)) !== 'missing') return candidate;
  return isInside ? fromStart : below;
}
