/** What the code declared at the Git revision a branch began at: only beside that is anything new. */
import { type Analysis, createWorkspace, isSource } from '../core/analysis';
import type { Access } from '../core/model';
import type { Files, Host } from '../host';
import { load } from './loading';

export type Base = { readonly revision: string; readonly declared: Access };

/** Evaluating may ask for files, and these for others; deeper than this it goes in circles. */
const mostRounds = 20;

/** How long the event loop may wait. */
const slice = 10;

/** The very same object where the revision is the known one; `undefined` outside Git. */
export async function baseOf(root: string, { git, log }: Host, known: Base | undefined): Promise<Base | undefined> {
  const revision = await git.base(root);
  if (revision === undefined) return undefined;
  if (revision === known?.revision) return known;
  const at = await git.filesAt(root, revision);
  if (!at.ok) {
    log.info(`${root}: nothing to compare with: ${at.message}`);
    return undefined;
  }
  try {
    return { revision, declared: (await analysed(root, at.value)).declared };
  } finally {
    at.value.close();
  }
}

async function analysed(root: string, files: Files): Promise<Analysis> {
  const workspace = createWorkspace();
  const paths = await files.list(root);
  workspace.apply({ paths: new Set(paths), texts: (await load(files, root, paths.filter(isSource))).texts });
  const asked = new Set<string>();
  let analysis = await pulled(workspace.analyse());
  for (let round = 0; round < mostRounds; round++) {
    const wanted = analysis.wanted.filter((path) => !asked.has(path));
    if (wanted.length === 0) break;
    for (const path of wanted) asked.add(path);
    workspace.apply({ texts: (await load(files, root, wanted)).texts });
    analysis = await pulled(workspace.analyse());
  }
  return analysis;
}

async function pulled<T>(steps: Generator<unknown, T>): Promise<T> {
  let until = performance.now() + slice;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await new Promise(setImmediate);
    until = performance.now() + slice;
  }
}
