/** The objects of a repository by their ids: sizes are asked first, so that nothing too large is ever held. */
import { BatchProcess } from './batch-process';
import { type Repository, runGit } from './run-git';

export type ObjectRead =
  | { readonly kind: 'object'; readonly type: string; readonly bytes: Buffer }
  | { readonly kind: 'too-large'; readonly bytes: number }
  /** It is not in this clone. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'too-slow' };

export type GitObjects = {
  readonly read: (id: string, maxBytes: number) => Promise<ObjectRead>;
  /** Ends the processes. */
  readonly close: () => void;
};

/** `tree` is the one that everything asked for is in. */
export function openObjects(repository: Repository, tree: string): GitObjects {
  let listed: Promise<ReadonlySet<string>> | undefined;
  const missing = () => {
    listed ??= missingIn(repository, tree);
    return listed;
  };
  const sizes = new BatchProcess(repository, { content: 'sizes', missing });
  const contents = new BatchProcess(repository, { content: 'with-bytes', missing });
  return {
    read: async (id, maxBytes) => {
      const found = await sizes.ask(id);
      if (found.kind !== 'object') return found;
      return found.size > maxBytes ? { kind: 'too-large', bytes: found.size } : contents.ask(id);
    },
    close: () => {
      sizes.close();
      contents.close();
    },
  };
}

/** `?<id>` is what is not there; fetches nothing in any version (git-rev-list(1), `--missing`). */
async function missingIn(repository: Repository, tree: string): Promise<ReadonlySet<string>> {
  const asked = ['--objects', '--missing=print', '--no-object-names', tree];
  const printed = await runGit(repository, 'rev-list', asked).catch(() => '');
  return new Set([...printed.matchAll(/^\?([0-9a-f]+)$/gm)].map(([, id = '']) => id));
}
