/**
 * What is known of policies in the target accounts after a look. Invariant: a look that ended early takes nothing away of
 * what an earlier one found, and nothing is told as newer than it is.
 */
import type { PolicyQuestion, PolicyVerdict } from './policy-check';

export type LookedPolicies = {
  /** ISO 8601, UTC: when the look ended; where verdicts of an earlier one stand beside it, the time of that. */
  readonly takenAt: string;
  readonly verdicts: readonly PolicyVerdict[];
  /** The look ended early: so many accounts were read, of so many. */
  readonly cutShort?: { readonly read: number; readonly of: number } | undefined;
};

export type EndedEarly = {
  readonly asked: readonly PolicyQuestion[];
  /** Of whole accounts. */
  readonly read: readonly PolicyVerdict[];
  readonly endedAt: string;
};

export function lookedInPart({ asked, read, endedAt }: EndedEarly, before: LookedPolicies | undefined): LookedPolicies {
  const fresh = byQuestion(read);
  const older = byQuestion(before?.verdicts.filter(({ verdict }) => verdict !== 'not-looked') ?? []);
  const verdicts = asked.map((it) => fresh.get(keyOf(it)) ?? again(it, older.get(keyOf(it))));
  const usesOlder = asked.some((it) => !fresh.has(keyOf(it)) && older.has(keyOf(it)));
  return {
    takenAt: usesOlder && before ? before.takenAt : endedAt,
    verdicts,
    cutShort: { read: accountsOf(read), of: accountsOf(asked) },
  };
}

/** An earlier answer to the same question, for the permission sets that need it now. */
function again(question: PolicyQuestion, older: PolicyVerdict | undefined): PolicyVerdict {
  if (older) return { ...older, permissionSets: question.permissionSets };
  return { ...question, verdict: 'not-looked', reason: { kind: 'check-ended-early' } };
}

function byQuestion(verdicts: readonly PolicyVerdict[]): ReadonlyMap<string, PolicyVerdict> {
  return new Map(verdicts.map((it) => [keyOf(it), it]));
}

function keyOf({ account, path, name }: PolicyQuestion): string {
  return `${account} ${path}${name}`;
}

function accountsOf(all: readonly PolicyQuestion[]): number {
  return new Set(all.map(({ account }) => account)).size;
}
