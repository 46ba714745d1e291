/** `--output FILE`: a result as a file instead of on stdout. */
import { dirname, resolve } from 'node:path';
import type { WriteResult } from '../../host';
import type { CliContext } from '../context';

/** Why it could not be saved, as a sentence; nothing where it was. `write` gets the absolute path. */
export async function savedTo(
  path: string,
  write: (target: string) => Promise<WriteResult>,
  context: CliContext,
): Promise<string | undefined> {
  const target = resolve(context.cwd, path);
  const folder = await context.host.files.kind(dirname(target));
  if (folder !== 'folder') return `can't save ${path}: there is no such folder`;
  const result = await write(target);
  return result.ok ? undefined : `can't save ${path}: ${result.because}`;
}
