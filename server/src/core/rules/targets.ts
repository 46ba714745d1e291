/** The accounts each permission set is known to be assigned in. */
import { isKnown } from '../base';
import type * as model from '../model';

export function targetsBySet({ assignments }: model.Access): ReadonlyMap<string, ReadonlySet<string>> {
  const targets = new Map<string, Set<string>>();
  for (const { account, permissionSet } of assignments.all) {
    if (!isKnown(account) || !isKnown(permissionSet)) continue;
    const ids = targets.get(permissionSet.value) ?? new Set<string>();
    targets.set(permissionSet.value, ids.add(account.value));
  }
  return targets;
}
