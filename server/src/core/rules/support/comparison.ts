/** What the rules that lay code and live access over each other share. */
import { rememberLast } from '../../base';
import { compareAccess, type Snapshot } from '../../live';
import * as model from '../../model';
import type { Located } from './rule';

/** Three rules compare the same two sources: compared once, and remembered. */
export const comparisonOf = rememberLast(compareAccess);

/** Where the author wrote it. */
export function grantedAt(assignment: model.Assignment): Located {
  return { origin: model.writtenAt(assignment) };
}

/** An account by the name AWS has for it, else by the code's. */
export function accountLabels(
  declared: model.Access,
  live: Snapshot,
  project: model.ProjectFile,
): (id: string) => string {
  return (id) => {
    const label = model.accountLabel(project, live.access.accounts, id);
    return label === id ? model.accountLabel(project, declared.accounts, id) : label;
  };
}

/** The name of a permission set where this code makes it; what it only looks up is somebody else's to fix. */
export function declaredSetName(declared: model.Access, name: string): Located | undefined {
  const set = declared.permissionSets.byName.get(name);
  return set?.presence === 'declared' ? set.name : undefined;
}
