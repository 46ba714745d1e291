/** What the code declared at the Git revision a branch began at: only beside that is anything new. */
import type { Access } from '../core/model';
import type { Host } from '../host';
import { analyseAt, type LeftOut, leftOutText } from '../project';
import { pullAll } from './slices';

export type Base = { readonly revision: string; readonly declared: Access };

/** The very same object where the revision is the known one; `undefined` outside Git. */
export async function baseOf(
  root: string,
  { git, files, log }: Pick<Host, 'git' | 'files' | 'log'>,
  known: Base | undefined,
): Promise<Base | undefined> {
  const base = await git.base(root);
  if (!base.ok) log.info(`${root}: nothing to compare with: ${base.message}`);
  const revision = base.ok ? base.value : undefined;
  if (revision === undefined) return undefined;
  if (revision === known?.revision) return known;
  const onLeftOut = (it: LeftOut) => log.warn(`${root} at ${revision}: ${leftOutText(it)}`);
  const at = await analyseAt({ git, files }, { folder: root, commit: revision, onLeftOut }, pullAll);
  if (at.ok) return { revision, declared: at.analysis.declared };
  log.info(`${root}: nothing to compare with: ${at.message}`);
  return undefined;
}
