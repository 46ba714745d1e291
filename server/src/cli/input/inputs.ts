/** What else options bring into an analysis: the root, files of variables, an editor's text. */
import type { EvaluationOptions } from '../../core/eval';
import { inFolder } from '../../project';
import type { Invocation } from '../command';
import { fromEither } from './folder-paths';

type Refusal = { readonly ok: false; readonly message: string };

/** A root that is not there would leave everything out, and a file of variables would leave its values out, without a word. */
export async function evaluationOptions(
  folder: string,
  { options, context }: Invocation,
): Promise<{ readonly ok: true; readonly value: EvaluationOptions } | Refusal> {
  const kindOf = (path: string) => context.host.files.kind(path);
  const varFiles: string[] = [];
  for (const written of options.all('var-file')) {
    const path = await fromEither(written, folder, context);
    if ((await kindOf(path)) !== 'file') return { ok: false, message: `--var-file is not a file: ${written}` };
    varFiles.push(inFolder(path, folder));
  }
  const written = options.text('root');
  const root = written === undefined ? undefined : await fromEither(written, folder, context);
  if (root !== undefined && (await kindOf(root)) !== 'folder') {
    return { ok: false, message: `--root is not a folder: ${written}` };
  }
  const relativeRoot = root === undefined ? undefined : inFolder(root, folder);
  return { ok: true, value: { root: relativeRoot, varFiles, workspace: options.text('workspace') } };
}

/** `--stdin-filename`: an editor's text in place of the file's, and findings of that file alone. */
export async function bufferOf(
  folder: string,
  { options, context }: Invocation,
): Promise<{ readonly ok: true; readonly texts: ReadonlyMap<string, string> } | Refusal> {
  const written = options.text('stdin-filename');
  if (written === undefined) return { ok: true, texts: new Map() };
  const path = inFolder(await fromEither(written.replaceAll('\\', '/'), folder, context), folder);
  if (path.startsWith('../')) {
    return { ok: false, message: `--stdin-filename is outside the folder checked: ${written}` };
  }
  return { ok: true, texts: new Map([[path, await context.stdin()]]) };
}
