/** What the rules that lay code and live access over each other share. */
import { isKnown, rememberLast } from '../../base';
import { compareAccess, type Snapshot } from '../../live';
import * as model from '../../model';
import type { Located } from './rule';

/** Three rules ask the same question of the same two witnesses. */
export const compared = rememberLast(compareAccess);

/** Where the code grants it: the account's entry below the principal's, else the principal's, else the resource. */
export function grantedAt(assignment: model.Assignment): Located {
  const { principal, account, address } = assignment;
  const isExpanded = address.includes('["');
  if (!isExpanded || !isKnown(principal)) return assignment;
  const isBelow =
    account.origin.at.path === principal.origin.at.path && account.origin.at.start > principal.origin.at.start;
  return isKnown(account) && isBelow ? account : principal;
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

/** The name of a permission set where this code makes it; what it only looks up is somebody else's to mend. */
export function declaredSetName(declared: model.Access, name: string): Located | undefined {
  const set = declared.permissionSets.byName.get(name);
  return set?.presence === 'declared' ? set.name : undefined;
}
