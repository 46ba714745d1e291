/** What the client asks about AWS: each answer is plain data, a failure with its next step included. */
import * as features from '../core/features';
import { openFailures, runningRequests } from '../core/live';
import type { Profile, Result } from '../host';
import type { Answer, ProfileChoice, ProfilesAnswer, ProvisioningAnswer, RefreshAnswer } from '../protocol';
import type { Session } from './session';
import { toFailure } from './status';

/** How many failures a message can hold; the view has them all. */
const mostTold = 3;

export async function profiles({ live }: Session): Promise<ProfilesAnswer> {
  const result = await live.profiles();
  if (!result.ok) return { ok: false, failure: toFailure(result.failure) };
  const choices = result.value.map(toChoice);
  return { ok: true, profiles: choices.toSorted(usableFirst), selected: live.state().profile };
}

export async function signIn({ live }: Session, signal: AbortSignal): Promise<Answer> {
  return answer(await live.signIn(signal));
}

export async function signOut({ live }: Session): Promise<Answer> {
  return answer(await live.signOut());
}

export async function refresh({ live }: Session, signal: AbortSignal): Promise<RefreshAnswer> {
  const result = await live.refresh(signal);
  if (!result.ok) return { ok: false, failure: toFailure(result.failure) };
  const { access, gaps } = result.value;
  return { ok: true, groups: access.groups.all.length, assignments: access.assignments.all.length, gaps: gaps.length };
}

export async function checkProvisioning(session: Session, signal: AbortSignal): Promise<ProvisioningAnswer> {
  const result = await session.live.check(signal);
  if (!result.ok) return { ok: false, failure: toFailure(result.failure) };
  const { requests, provisioning, gaps } = result.value;
  const failed = openFailures(requests);
  const names = session.names();
  return {
    ok: true,
    failed: failed.length,
    inProgress: runningRequests(requests).length,
    outdated: provisioning.filter((it) => it.status === 'outdated').length,
    gaps: gaps.length,
    failures: failed.slice(0, mostTold).map((it) => features.failureSentence(it, names)),
  };
}

function answer(result: Result<void>): Answer {
  return result.ok ? { ok: true } : { ok: false, failure: toFailure(result.failure) };
}

function toChoice(it: Profile): ProfileChoice {
  const parts = [it.account && `account ${it.account}`, it.role && `role ${it.role}`, it.region];
  return {
    name: it.name,
    usesSso: it.kind !== 'other',
    signedIn: it.signedIn,
    summary: parts.filter((part) => part).join(' · '),
    from: it.session ? `${it.from} · SSO session ${it.session}` : it.from,
  };
}

function usableFirst(a: ProfileChoice, b: ProfileChoice): number {
  return rank(a) - rank(b) || a.name.localeCompare(b.name, 'en');
}

function rank({ usesSso, signedIn }: ProfileChoice): number {
  if (!usesSso) return 3;
  return { yes: 0, expired: 1, no: 2 }[signedIn];
}
