/** What the code declared at the Git revision a branch began at: only beside that is anything new. */
import type { Access } from '../core/model';
import type { Host } from '../host';
import { analysedIn } from './revision';

export type Base = { readonly revision: string; readonly declared: Access };

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
    return { revision, declared: (await analysedIn(at.value, root)).declared };
  } finally {
    at.value.close();
  }
}
