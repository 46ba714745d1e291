/** A snapshot and the emulator's world told in the same plain words, so that they can be compared line by line. */
import { isKnown, type Maybe } from '../../server/src/core/base';
import type { Snapshot } from '../../server/src/core/live';
import type { Failure, Gap } from '../../server/src/core/reasons';
import { type FailureText, failureText, type GapText, gapText, unknownText } from '../../server/src/core/wording';
import type { Result } from '../../server/src/host';
import type { Emulator } from '../support/identity-center';

type World = ReturnType<Emulator['state']>;

export function tell(it: Maybe<string>): string {
  return isKnown(it) ? it.value : `? ${unknownText(it.because)}`;
}

/** `data-analysts → RedshiftAnalyst in 111122223333`, sorted. */
export function assignmentsIn({ access }: Snapshot): readonly string[] {
  return access.assignments.all
    .map((it) => `${it.principalId} → ${tell(it.permissionSet)} in ${tell(it.account)}`)
    .toSorted();
}

export function assignmentsOfWorld(world: World): readonly string[] {
  const rows = [...world.assignments.values()].flatMap((bySet) => [...bySet.values()]);
  return rows
    .flatMap((byPrincipal) => [...byPrincipal.values()])
    .map(({ principal, permissionSet, account }) => {
      const name = world.permissionSets.get(permissionSet)?.name;
      return `${principal} → ${name} in ${account}`;
    })
    .toSorted();
}

export function provisionedIn({ provisioning }: Snapshot): readonly string[] {
  return provisioning.map((it) => `${it.permissionSet} in ${it.account}: ${it.status}`).toSorted();
}

export function provisionedInWorld(world: World): readonly string[] {
  const lines: string[] = [];
  for (const [account, bySet] of world.provisioned) {
    for (const [arn, { role }] of bySet) {
      const set = world.permissionSets.get(arn);
      const current = role !== undefined && role.from.revision === set?.revision;
      lines.push(`${set?.name} in ${account}: ${current ? 'current' : 'outdated'}`);
    }
  }
  return lines.toSorted();
}

/** A result with the words of its failure, as a user gets them. */
export function worded<T>(
  result: Result<T>,
): Result<T> | { readonly ok: false; readonly failure: Failure & FailureText } {
  return result.ok ? result : { ok: false, failure: wordedFailure(result.failure) };
}

export function wordedFailure(failure: Failure): Failure & FailureText {
  return { ...failure, ...failureText(failure) };
}

/** Gaps as a user gets them. */
export function gapWords(gaps: readonly Gap[]): readonly (GapText & { readonly action: string | undefined })[] {
  return gaps.map((gap) => ({ ...gapText(gap), action: gap.action }));
}
