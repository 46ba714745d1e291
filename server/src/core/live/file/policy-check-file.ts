/** What was found in the target accounts as a file, so that it outlives the session. Decoded, never cast. */
import type * as v from 'valibot';
import type { AnswerReason } from '../../reasons';
import type { PolicyVerdict } from '../questions/policy-check';
import type { PolicyCheckResult } from '../snapshot/policy-check-result';
import { checked, count, date, exactly, list, oneOf, orNull, shape, text, words } from './checked-json';
import type { FileWording } from './encode';
import { reason, reasonForFile } from './reason-file';

/** A policy of an account. */
export const policySchema = shape({ name: text, path: text });

const verdict = shape({
  account: text,
  ...policySchema.entries,
  permissionSets: list(text),
  verdict: oneOf(['exists', 'missing', 'not-looked']),
  nearby: orNull(list(text)),
  /** For people; programs read `reason`, which files of older versions lack. */
  because: orNull(words),
  reason,
});

const policyCheckSchema = shape({
  version: exactly(1),
  profile: text,
  takenAt: date,
  cutShort: orNull(shape({ read: count, of: count })),
  verdicts: list(verdict),
});

type PolicyCheckFile = v.InferOutput<typeof policyCheckSchema>;
type VerdictFile = v.InferOutput<typeof verdict>;

export function encodePolicyCheck(
  profile: string,
  { takenAt, cutShort, verdicts }: PolicyCheckResult,
  { reasonText }: Pick<FileWording, 'reasonText'>,
): string {
  const file: PolicyCheckFile = {
    version: 1,
    profile,
    takenAt,
    cutShort: cutShort ?? null,
    verdicts: verdicts.map(({ account, name, path, permissionSets, ...it }) => ({
      ...{ account, name, path, permissionSets, verdict: it.verdict },
      nearby: it.verdict === 'missing' ? it.nearby : null,
      because: it.verdict === 'not-looked' ? reasonText(it.reason) : null,
      reason: it.verdict === 'not-looked' ? reasonForFile(it.reason, reasonText) : undefined,
    })),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Nothing where the file is another profile's, or no such file. */
export function decodePolicyCheck(json: unknown, profile: string): PolicyCheckResult | undefined {
  const file = checked(policyCheckSchema, json);
  if ('problem' in file || file.value.profile !== profile) return undefined;
  const { takenAt, cutShort, verdicts } = file.value;
  return { takenAt, verdicts: verdicts.map(verdictOf), ...(cutShort ? { cutShort } : {}) };
}

function verdictOf({ verdict, nearby, because, reason, ...question }: VerdictFile): PolicyVerdict {
  switch (verdict) {
    case 'exists':
      return { ...question, verdict };
    case 'missing':
      return { ...question, verdict, nearby: nearby ?? [] };
    case 'not-looked':
      return { ...question, verdict, reason: reason ?? reasonIn(because) };
  }
}

function reasonIn(because: string | null): AnswerReason {
  return because === null ? { kind: 'not-said-in-file' } : { kind: 'said-in-file', text: because };
}
