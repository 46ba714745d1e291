/**
 * Which of two snapshots of an instance is the fuller one. What a role may not read is missing from its snapshot, so
 * the newer snapshot of a lesser role must not take the place of a fuller one.
 */
import { reasonKey } from '../../base';
import type { Snapshot } from './snapshot';

/** Whether it lacks what the other has, for want of rights or because a call failed. What the plan leaves aside counts for nothing. */
export function isLessComplete(snapshot: Snapshot, than: Snapshot): boolean {
  const alreadyMissing = missingParts(than);
  return [...missingParts(snapshot)].some((it) => !alreadyMissing.has(it));
}

function missingParts({ access, memberships, gaps }: Snapshot): ReadonlySet<string> {
  const reasons = new Set(gaps.map(({ reason }) => reasonKey(reason)));
  const { permissionSets, groups, users, accounts, assignments } = access;
  const short = Object.entries({ permissionSets, groups, users, accounts, assignments }).filter(([, { because }]) =>
    because.some((it) => reasons.has(reasonKey(it.because))),
  );
  const lacksPolicies = permissionSets.all.some(({ policiesComplete }) => !policiesComplete);
  const lacksMembers = memberships === undefined || memberships.some(({ complete }) => !complete);
  return new Set([
    ...gaps.flatMap(({ action }) => action ?? []),
    ...short.map(([name]) => name),
    ...(lacksPolicies ? ['policies'] : []),
    ...(lacksMembers ? ['members'] : []),
  ]);
}
