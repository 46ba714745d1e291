/** A workspace folder as it was at a Git revision, analysed with the settings and the snapshot of now. */
import * as analysis from '../core/analysis';
import type { Files } from '../host';
import { load } from './loading';

/** Evaluating may ask for files, and these for others; deeper than this it goes in circles. */
const mostRounds = 20;

export async function analysedIn(
  files: Pick<Files, 'list' | 'read'>,
  root: string,
  snapshot: analysis.Analysis['snapshot'],
): Promise<analysis.Analysis> {
  const workspace = analysis.createWorkspace();
  const paths = await files.list(root);
  const { texts } = await load(files, root, paths.filter(analysis.isSource));
  workspace.apply({ texts, paths: new Set(paths), snapshot });
  const asked = new Set<string>();
  for (let round = 0; round < mostRounds; round++) {
    const wanted = workspace.analysis().wanted.filter((path) => !asked.has(path));
    if (wanted.length === 0) break;
    for (const path of wanted) asked.add(path);
    workspace.apply({ texts: (await load(files, root, wanted)).texts });
  }
  return workspace.analysis();
}
