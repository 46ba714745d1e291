/**
 * The result of checking policies in the target accounts. Invariant: a check that ended early keeps what an earlier one
 * found, and nothing is dated newer than it is.
 */
import type { PolicyQuestion, PolicyVerdict } from '../questions/policy-check';

export type PolicyCheckResult = {
  /** ISO 8601, UTC: when the check ended; the earlier check's time where it contributes verdicts. */
  readonly takenAt: string;
  readonly verdicts: readonly PolicyVerdict[];
  /** The check ended early: `read` of `of` accounts. */
  readonly cutShort?: { readonly read: number; readonly of: number } | undefined;
};

export type PartialPolicyCheck = {
  readonly asked: readonly PolicyQuestion[];
  /** Of whole accounts. */
  readonly read: readonly PolicyVerdict[];
  readonly endedAt: string;
};

export function partialPolicyCheck(
  { asked, read, endedAt }: PartialPolicyCheck,
  before: PolicyCheckResult | undefined,
): PolicyCheckResult {
  const current = byQuestion(read);
  const earlier = byQuestion(before?.verdicts.filter(({ verdict }) => verdict !== 'not-looked') ?? []);
  const verdicts = asked.map((it) => current.get(keyOf(it)) ?? carriedOver(it, earlier.get(keyOf(it))));
  const usesOlder = asked.some((it) => !current.has(keyOf(it)) && earlier.has(keyOf(it)));
  return {
    takenAt: usesOlder && before ? before.takenAt : endedAt,
    verdicts,
    cutShort: { read: accountsOf(read), of: accountsOf(asked) },
  };
}

/** An earlier answer to the same question, for the permission sets that need it now. */
function carriedOver(question: PolicyQuestion, earlier: PolicyVerdict | undefined): PolicyVerdict {
  if (earlier) return { ...earlier, permissionSets: question.permissionSets };
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
