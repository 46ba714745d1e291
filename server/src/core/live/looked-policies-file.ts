/** What was found in the target accounts as a file, so that it outlives the session. Decoded, never cast. */
import { date, exactly, list, oneOf, orNull, type Read, shape, text } from './json-reader';
import type { LookedPolicies } from './looked-policies';
import type { PolicyVerdict } from './policy-check';

type LookedFile = {
  readonly version: 1;
  readonly profile: string;
  readonly takenAt: string;
  readonly cutShort: LookedPolicies['cutShort'] | null;
  readonly verdicts: readonly VerdictFile[];
};

type VerdictFile = {
  readonly account: string;
  readonly name: string;
  readonly path: string;
  readonly permissionSets: readonly string[];
  readonly verdict: PolicyVerdict['verdict'];
  readonly nearby: readonly string[] | null;
  readonly because: string | null;
};

const count: Read<number> = (value, at, wrong) => {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  wrong(`${at}: expected a whole number`);
  return 0;
};

const lookedFile: Read<LookedFile> = shape<LookedFile>({
  version: exactly(1),
  profile: text,
  takenAt: date,
  cutShort: orNull(shape<NonNullable<LookedPolicies['cutShort']>>({ read: count, of: count })),
  verdicts: list(
    shape<VerdictFile>({
      account: text,
      name: text,
      path: text,
      permissionSets: list(text),
      verdict: oneOf('exists', 'missing', 'not-looked'),
      nearby: orNull(list(text)),
      because: orNull(text),
    }),
  ),
});

export function encodeLooked(profile: string, { takenAt, cutShort, verdicts }: LookedPolicies): string {
  const file: LookedFile = {
    version: 1,
    profile,
    takenAt,
    cutShort: cutShort ?? null,
    verdicts: verdicts.map(({ account, name, path, permissionSets, ...it }) => ({
      ...{ account, name, path, permissionSets, verdict: it.verdict },
      nearby: it.verdict === 'missing' ? it.nearby : null,
      because: it.verdict === 'not-looked' ? it.because : null,
    })),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Nothing where the file is another profile's, or no such file. */
export function decodeLooked(json: unknown, profile: string): LookedPolicies | undefined {
  const problems: string[] = [];
  const { takenAt, cutShort, verdicts, ...file } = lookedFile(json, '', (problem) => problems.push(problem));
  if (problems.length > 0 || file.profile !== profile) return undefined;
  return { takenAt, verdicts: verdicts.map(verdictOf), ...(cutShort ? { cutShort } : {}) };
}

function verdictOf({ verdict, nearby, because, ...question }: VerdictFile): PolicyVerdict {
  switch (verdict) {
    case 'exists':
      return { ...question, verdict };
    case 'missing':
      return { ...question, verdict, nearby: nearby ?? [] };
    case 'not-looked':
      return { ...question, verdict, because: because ?? 'the reason was not kept' };
  }
}
