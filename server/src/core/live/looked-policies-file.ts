/** What was found in the target accounts as a file, so that it outlives the session. Decoded, never cast. */
import type * as v from 'valibot';
import type { AnswerReason } from '../reasons';
import { checked, count, date, exactly, list, oneOf, orNull, shape, text } from './checked-json';
import type { FileWording } from './encode';
import type { LookedPolicies } from './looked-policies';
import type { PolicyVerdict } from './policy-check';
import { reason, reasonForFile } from './reason-file';

const verdict = shape({
  account: text,
  name: text,
  path: text,
  permissionSets: list(text),
  verdict: oneOf(['exists', 'missing', 'not-looked']),
  nearby: orNull(list(text)),
  /** For people; programs read `reason`, which files of older versions lack. */
  because: orNull(text),
  reason,
});

const lookedSchema = shape({
  version: exactly(1),
  profile: text,
  takenAt: date,
  cutShort: orNull(shape({ read: count, of: count })),
  verdicts: list(verdict),
});

type LookedFile = v.InferOutput<typeof lookedSchema>;
type VerdictFile = v.InferOutput<typeof verdict>;

export function encodeLooked(
  profile: string,
  { takenAt, cutShort, verdicts }: LookedPolicies,
  { reasonText }: Pick<FileWording, 'reasonText'>,
): string {
  const file: LookedFile = {
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
export function decodeLooked(json: unknown, profile: string): LookedPolicies | undefined {
  const file = checked(lookedSchema, json);
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
