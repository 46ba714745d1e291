/** What the user trusts: without it Git is not run in the folders of a workspace. */
import { gitText } from '../core/wording';
import type { Git } from '../host';

export type Trust = {
  readonly isGiven: () => boolean;
  /** It is given once, and not taken back while the editor runs. */
  readonly give: () => void;
};

export function createTrust(isGiven: boolean): Trust {
  let given = isGiven;
  return {
    isGiven: () => given,
    give: () => {
      given = true;
    },
  };
}

/** Asks nothing of Git until there is trust, and says so. */
export function gitWithTrust(git: Git, { isGiven }: Trust): Git {
  const refused = { ok: false, message: gitText({ kind: 'untrusted-folder' }) } as const;
  return {
    base: async (folder) => (isGiven() ? git.base(folder) : refused),
    revisions: async (folder) => (isGiven() ? git.revisions(folder) : refused),
    branchPoint: async (...asked) => (isGiven() ? git.branchPoint(...asked) : refused),
    filesAt: async (...asked) => (isGiven() ? git.filesAt(...asked) : refused),
  };
}
