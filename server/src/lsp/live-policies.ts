/** What the last look into the target accounts found, kept over restarts. */
import {
  type LiveEvent,
  type LookedPolicies,
  lookedInPart,
  type PolicyQuestion,
  type PolicyVerdict,
} from '../core/live';
import type { Host, Result } from '../host';
import type { Asker } from './live-asker';

export type PolicyLooks = {
  readonly last: () => LookedPolicies | undefined;
  /** What was found before this start. */
  readonly remember: (asker: Asker) => Promise<void>;
  /** One that was stopped answers with what it had found, beside what was known; so much is kept of a failed one, too. */
  readonly look: (
    asker: Asker,
    questions: readonly PolicyQuestion[],
    signal: AbortSignal,
  ) => Promise<Result<LookedPolicies>>;
  readonly forget: () => void;
};

export function createPolicyLooks(
  { policies, clock, log }: Pick<Host, 'policies' | 'clock' | 'log'>,
  changed: () => void,
): PolicyLooks {
  let last: LookedPolicies | undefined;

  function show(found: LookedPolicies): void {
    last = found;
    changed();
  }

  async function remember({ profile, isChosen }: Asker): Promise<void> {
    const found = await policies.load(profile);
    if (found && isChosen() && !last) show(found);
  }

  async function look(asker: Asker, questions: readonly PolicyQuestion[], signal: AbortSignal) {
    const { aws, profile, tell, whileItHolds, isChosen } = asker;
    const read: PolicyVerdict[] = [];
    const result = await aws.checkPolicies(profile, questions, gathering(read, tell), whileItHolds(signal));
    if (!result.ok && read.length === 0) return result;
    const endedAt = new Date(clock.now()).toISOString();
    const before = isChosen() ? last : undefined;
    const found = result.ok
      ? { takenAt: endedAt, verdicts: result.value }
      : lookedInPart({ asked: questions, read, endedAt }, before);
    if (isChosen()) await keep(profile, found);
    return result.ok || result.failure.kind === 'cancelled' ? ({ ok: true, value: found } as const) : result;
  }

  async function keep(profile: string, found: LookedPolicies): Promise<void> {
    show(found);
    const saved = await policies.save(profile, found);
    if (!saved.ok) log.warn(`the policies found could not be saved for the next start: ${saved.message}`);
  }

  const forget = () => {
    last = undefined;
  };
  return { last: () => last, remember, look, forget };
}

/** Hands events on, and collects what is found on the way. */
function gathering(read: PolicyVerdict[], emit: (event: LiveEvent) => void): (event: LiveEvent) => void {
  return (event) => {
    if (event.kind === 'policies') read.push(...event.verdicts);
    emit(event);
  };
}
