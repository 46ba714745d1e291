/** Checks policies in the target accounts; the result is kept over restarts. */
import {
  type LiveEvent,
  type PolicyCheckResult,
  type PolicyQuestion,
  type PolicyVerdict,
  partialPolicyCheck,
} from '../../core/live';
import type { Host, Result } from '../../host';
import type { ProfileSession } from './profile-session';
import type { LiveStore } from './store';

type PoliciesContext = Pick<Host, 'policies' | 'clock' | 'log'> & Pick<LiveStore, 'session'>;

/** One that was stopped answers with what it had found, beside what was known; so much is kept of a failed one, too. */
export async function lookForPolicies(
  context: PoliciesContext,
  profileSession: ProfileSession,
  { questions, signal }: { readonly questions: readonly PolicyQuestion[]; readonly signal: AbortSignal },
): Promise<Result<PolicyCheckResult>> {
  const { aws, profile, emit, scopedSignal, isCurrent } = profileSession;
  const read: PolicyVerdict[] = [];
  const result = await aws.checkPolicies(profile, questions, collecting(read, emit), scopedSignal(signal));
  if (!result.ok && read.length === 0) return result;
  const endedAt = new Date(context.clock.now()).toISOString();
  const before = isCurrent() ? context.session().policies : undefined;
  const found = result.ok
    ? { takenAt: endedAt, verdicts: result.value }
    : partialPolicyCheck({ asked: questions, read, endedAt }, before);
  if (isCurrent()) await keep(context, profileSession, found);
  return result.ok || result.failure.kind === 'cancelled' ? { ok: true, value: found } : result;
}

async function keep({ policies, log }: PoliciesContext, { profile, answer }: ProfileSession, found: PolicyCheckResult) {
  answer({ kind: 'policies-checked', found });
  const saved = await policies.save(profile, found);
  if (!saved.ok) log.warn(`the policies found could not be saved for the next start: ${saved.message}`);
}

/** Hands events on, and collects what is found on the way. */
function collecting(read: PolicyVerdict[], emit: (event: LiveEvent) => void): (event: LiveEvent) => void {
  return (event) => {
    if (event.kind === 'policies') for (const verdict of event.verdicts) read.push(verdict);
    emit(event);
  };
}
