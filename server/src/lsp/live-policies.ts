/** A look into the target accounts; what it found is kept over restarts. */
import {
  type LiveEvent,
  type LookedPolicies,
  lookedInPart,
  type PolicyQuestion,
  type PolicyVerdict,
} from '../core/live';
import type { Host, Result } from '../host';
import type { Asker } from './live-asker';
import type { LiveStore } from './live-store';

type PoliciesContext = Pick<Host, 'policies' | 'clock' | 'log'> & Pick<LiveStore, 'session'>;

/** One that was stopped answers with what it had found, beside what was known; so much is kept of a failed one, too. */
export async function lookForPolicies(
  context: PoliciesContext,
  asker: Asker,
  { questions, signal }: { readonly questions: readonly PolicyQuestion[]; readonly signal: AbortSignal },
): Promise<Result<LookedPolicies>> {
  const { aws, profile, tell, whileItHolds, isChosen } = asker;
  const read: PolicyVerdict[] = [];
  const result = await aws.checkPolicies(profile, questions, gathering(read, tell), whileItHolds(signal));
  if (!result.ok && read.length === 0) return result;
  const endedAt = new Date(context.clock.now()).toISOString();
  const before = isChosen() ? context.session().policies : undefined;
  const found = result.ok
    ? { takenAt: endedAt, verdicts: result.value }
    : lookedInPart({ asked: questions, read, endedAt }, before);
  if (isChosen()) await keep(context, asker, found);
  return result.ok || result.failure.kind === 'cancelled' ? { ok: true, value: found } : result;
}

async function keep({ policies, log }: PoliciesContext, { profile, answer }: Asker, found: LookedPolicies) {
  answer({ kind: 'policies-checked', found });
  const saved = await policies.save(profile, found);
  if (!saved.ok) log.warn(`the policies found could not be saved for the next start: ${saved.message}`);
}

/** Hands events on, and collects what is found on the way. */
function gathering(read: PolicyVerdict[], emit: (event: LiveEvent) => void): (event: LiveEvent) => void {
  return (event) => {
    if (event.kind === 'policies') read.push(...event.verdicts);
    emit(event);
  };
}
