/** The accounts each permission set is known to be assigned in. */
import { isKnown } from '../../base';
import * as model from '../../model';
import { isSamePlace } from './places';

/** Ids alone: what is none is reported as that, and nothing is missing there. */
export function targetsBySet(access: model.Access): ReadonlyMap<string, ReadonlySet<string>> {
  return bySet(access, ({ account }) =>
    isKnown(account) && /^\d{12}$/.test(account.value) ? account.value : undefined,
  );
}

/** By keys: ids, and the addresses of accounts that have none yet. */
export function targetKeysBySet(access: model.Access): ReadonlyMap<string, ReadonlySet<string>> {
  return bySet(access, model.accountKey);
}

function bySet(
  { assignments, permissionSets }: model.Access,
  keyOf: (assignment: model.Assignment) => string | undefined,
): ReadonlyMap<string, ReadonlySet<string>> {
  const targets = new Map<string, Set<string>>();
  const ambiguous = sharedNames(permissionSets.all);
  for (const assignment of assignments.all) {
    const key = keyOf(assignment);
    if (key === undefined || !isKnown(assignment.permissionSet)) continue;
    const name = assignment.permissionSet.value;
    if (!ambiguous.has(name)) targets.set(name, (targets.get(name) ?? new Set<string>()).add(key));
  }
  return targets;
}

/** Of two sets that share a name nobody knows which one is assigned. One text that several roots use is one set. */
function sharedNames(sets: readonly model.PermissionSet[]): ReadonlySet<string> {
  const first = new Map<string, model.PermissionSet>();
  const shared = new Set<string>();
  for (const set of sets) {
    if (set.presence !== 'declared' || !isKnown(set.name)) continue;
    const before = first.get(set.name.value);
    if (!before) first.set(set.name.value, set);
    else if (!isSamePlace(before.name, set.name)) shared.add(set.name.value);
  }
  return shared;
}
