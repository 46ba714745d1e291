/**
 * What a half-typed file may hide. Its readable rest still counts; but that a name is missing proves nothing while the
 * declaration may stand in the part that cannot be read.
 */
import { type Problem, unknown } from '../base';
import type { GapKind, Part, PartGap } from './part';

export type BrokenFile = { readonly path: string; readonly text: string; readonly problems: readonly Problem[] };

const declaredBy: Readonly<Record<GapKind, RegExp>> = {
  'permission-sets': /\baws_ssoadmin_permission_set\b/,
  groups: /\baws_identitystore_group\b/,
  users: /\baws_identitystore_user\b/,
  accounts: /\baws_organizations_account\b/,
  policies: /\baws_iam_policy\b/,
  assignments: /\baws_ssoadmin_account_assignment\b/,
};

const kinds = ['permission-sets', 'groups', 'users', 'accounts', 'policies', 'assignments'] as const;

export function readBroken(files: readonly BrokenFile[]): Part {
  return { ...hiding(files.flatMap(gapsOf)), broken: files.map(({ path }) => path) };
}

/** Files that are there and could not be read at all: too large, not UTF-8, not allowed. */
export function readUnread(paths: readonly string[]): Part {
  return hiding(
    paths.flatMap((path) => {
      const because = unknown({ kind: 'unread-file', path }, { at: { path, start: 0, end: 0 } });
      return kinds.map((of) => ({ of, because }));
    }),
  );
}

function hiding(gaps: readonly PartGap[]): Part {
  return {
    permissionSets: [],
    groups: [],
    users: [],
    accounts: [],
    policies: [],
    assignments: [],
    gaps,
    unknowns: [],
    problems: [],
  };
}

/** Values of variables, calls of modules and access definitions may bring anything; a resource brings its own kind. */
function gapsOf({ path, text, problems }: BrokenFile): readonly PartGap[] {
  const [first] = problems;
  if (!first) return [];
  const because = unknown({ kind: 'half-read-file', path }, { at: first.at });
  const mayHoldAll = !/\.(tf|tofu)(\.json)?$/.test(path) || /\bmodule\b/.test(text);
  return kinds.filter((of) => mayHoldAll || declaredBy[of].test(text)).map((of) => ({ of, because }));
}
