/** What else options bring into an analysis: the root, files of variables, an editor's text. */
import { join } from 'node:path';
import type { EvaluationOptions } from '../core/eval';
import type { Invocation } from './command';
import { fromEither, inFolder } from './folder-paths';
import type { World } from './world';

/** A root that is not there would leave everything out, and a file of variables would leave its values out, without a word. */
export async function absentInput(folder: string, { options, world }: Invocation): Promise<string | undefined> {
  const kindOf = (path: string) => world.host.files.kind(fromEither(path, folder, world));
  const root = options.text('root');
  if (root !== undefined && (await kindOf(root)) !== 'folder') return `--root is no folder: ${root}`;
  for (const file of options.all('var-file')) {
    if ((await kindOf(file)) !== 'file') return `--var-file is no file: ${file}`;
  }
  return undefined;
}

export function evaluationOptions(folder: string, options: Invocation['options'], world: World): EvaluationOptions {
  const written = (path: string) => inFolder(fromEither(path, folder, world), folder);
  const root = options.text('root');
  return {
    root: root === undefined ? undefined : written(root),
    varFiles: options.all('var-file').map(written),
    workspace: options.text('workspace'),
  };
}

export type Buffer =
  | { readonly ok: true; readonly texts: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly message: string };

/** `--stdin-filename`: an editor's text in place of the file's, and findings of that file alone. */
export async function bufferOf(folder: string, { options, world }: Invocation): Promise<Buffer> {
  const written = options.text('stdin-filename');
  if (written === undefined) return { ok: true, texts: new Map() };
  const path = inFolder(await presentOf(written.replaceAll('\\', '/'), folder, world), folder);
  if (path.startsWith('../'))
    return { ok: false, message: `--stdin-filename is outside the folder checked: ${written}` };
  return { ok: true, texts: new Map([[path, await world.stdin()]]) };
}

/** A file that is there, from where the command was started before from the folder; a new file, from the start. */
async function presentOf(path: string, folder: string, world: World): Promise<string> {
  const fromStart = fromEither(path, folder, world);
  const below = join(folder, path);
  const isBelow =
    (await world.host.files.kind(fromStart)) === 'missing' && (await world.host.files.kind(below)) === 'file';
  return isBelow ? below : fromStart;
}
