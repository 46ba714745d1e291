/** The accounts each permission set is known to be assigned in. */
import { isKnown } from '../base';
import * as model from '../model';

export function targetsBySet(access: model.Access): ReadonlyMap<string, ReadonlySet<string>> {
  return bySet(access, ({ account }) => (isKnown(account) ? account.value : undefined));
}

/** By keys: ids, and the addresses of accounts that have none yet. */
export function targetKeysBySet(access: model.Access): ReadonlyMap<string, ReadonlySet<string>> {
  return bySet(access, model.accountKey);
}

function bySet(
  { assignments }: model.Access,
  keyOf: (assignment: model.Assignment) => string | undefined,
): ReadonlyMap<string, ReadonlySet<string>> {
  const targets = new Map<string, Set<string>>();
  for (const assignment of assignments.all) {
    const key = keyOf(assignment);
    if (key === undefined || !isKnown(assignment.permissionSet)) continue;
    const name = assignment.permissionSet.value;
    targets.set(name, (targets.get(name) ?? new Set<string>()).add(key));
  }
  return targets;
}
