/** How old each part of a snapshot is. Invariant: nothing is told as newer than AWS, or evidence of AWS's, said it to be. */
import { compareText } from '../../base';
import type { Answer } from '../questions/answer';
import { rowOfQuestion, type Step } from '../questions/questions';

export const partNames = [
  'accounts',
  'groups',
  'users',
  'members of groups',
  'permission sets',
  'policies of permission sets',
  'provisioning',
  'requests',
  'assignments of groups',
  'other assignments',
] as const;
export type PartName = (typeof partNames)[number];

export type Part = {
  readonly name: PartName;
  /** ISO 8601: when AWS was asked; of several answers the oldest. */
  readonly readAt: string;
  /** Until when evidence says that nothing of it has changed; absent where all of it was read anew. */
  readonly unchangedUntil?: string | undefined;
  readonly by?: 'cloudtrail' | 'requests' | undefined;
};

export type Confirmation = { readonly until: string; readonly by: 'cloudtrail' | 'requests' };

export function partOf(step: Step): PartName {
  return rowOfQuestion(step).part.of(step);
}

/** `begun` is the time of answers that were asked for now: the refresh's beginning, since one may be as old as that. */
export function partsOf(
  answers: readonly Answer[],
  startedAt: string,
  confirmed: Confirmation | undefined,
): readonly Part[] {
  const oldest = new Map<PartName, string>();
  const recalled = new Set<PartName>();
  for (const { step, readAt = startedAt } of answers) {
    const name = partOf(step);
    const known = oldest.get(name);
    if (known === undefined || readAt < known) oldest.set(name, readAt);
    if (readAt !== startedAt) recalled.add(name);
  }
  return partNames.flatMap((name): readonly Part[] => {
    const readAt = oldest.get(name);
    if (readAt === undefined) return [];
    const isOld = recalled.has(name) && confirmed !== undefined;
    return [{ name, readAt, ...(isOld && { unchangedUntil: confirmed.until, by: confirmed.by }) }];
  });
}

/** Since when the part may have changed without our knowing. */
function knownUntil({ readAt, unchangedUntil }: Part): string {
  return unchangedUntil ?? readAt;
}

/** The time at which everything in the snapshot was so. */
export function oldestOf(parts: readonly Part[]): string | undefined {
  return parts.map(knownUntil).toSorted(compareText)[0];
}
