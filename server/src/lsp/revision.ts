/** A workspace folder as it was at a Git revision, analysed while the editor is answered. */
import { type Analysis, createWorkspace, isSource } from '../core/analysis';
import type { Files } from '../host';
import { load } from './loading';
import { pullAll } from './slices';

/** Evaluating may ask for files, and these for others; deeper than this it goes in circles. */
const mostRounds = 20;

export async function analysedIn(
  files: Pick<Files, 'list' | 'read'>,
  root: string,
  snapshot?: Analysis['snapshot'],
): Promise<Analysis> {
  const workspace = createWorkspace();
  const read = async (paths: readonly string[]) => {
    const { texts, binaries } = await load(files, root, paths);
    return { texts, binaries };
  };
  const paths = await files.list(root);
  workspace.apply({ ...(await read(paths.filter(isSource))), paths: new Set(paths), snapshot });
  const asked = new Set<string>();
  let analysis = await pullAll(workspace.analyse());
  for (let round = 0; round < mostRounds; round++) {
    const wanted = analysis.wanted.filter((path) => !asked.has(path));
    if (wanted.length === 0) break;
    for (const path of wanted) asked.add(path);
    workspace.apply(await read(wanted));
    analysis = await pullAll(workspace.analyse());
  }
  return analysis;
}
