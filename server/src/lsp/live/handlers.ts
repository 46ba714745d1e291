/** What the client asks about AWS: each answer is plain data, a failure with its next step included. */
import * as features from '../../core/features';
import { decodeSnapshot, openFailures, type PolicyQuestion, policyQuestions, runningRequests } from '../../core/live';
import type { Profile, Result } from '../../host';
import type {
  Answer,
  PoliciesAnswer,
  ProfileChoice,
  ProfilesAnswer,
  ProvisioningAnswer,
  RefreshAnswer,
  SignInQuestion,
} from '../../protocol';
import type { Session } from '../session';
import { toFailure } from '../views/status';

/** How many failures a message can hold; the view has them all. */
const maxShown = 3;

export async function profiles({ live }: Session): Promise<ProfilesAnswer> {
  const result = await live.profiles();
  if (!result.ok) return { ok: false, failure: toFailure(result.failure) };
  const choices = result.value.map(toChoice);
  return { ok: true, profiles: choices.toSorted(usableFirst), selected: live.state().profile };
}

export async function signIn(
  { live }: Session,
  question: SignInQuestion | undefined,
  signal: AbortSignal,
): Promise<Answer> {
  return answer(await live.signIn(question?.by ?? 'code', signal));
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
    failures: failed.slice(0, maxShown).map((it) => features.failureSentence(it, names)),
  };
}

/** Every policy that code or AWS says is needed in an account; what both say is looked for once. */
export async function checkPolicies(session: Session, signal: AbortSignal): Promise<PoliciesAnswer> {
  const analyses = await Promise.all(session.folders.map((folder) => folder.settled()));
  const { snapshot } = session.live.state();
  const accesses = [...analyses.flatMap((it) => (it ? [it.declared] : [])), ...(snapshot ? [snapshot.access] : [])];
  const result = await session.live.lookForPolicies(merged(accesses.flatMap(policyQuestions)), signal);
  if (!result.ok) return { ok: false, failure: toFailure(result.failure) };
  const many = (verdict: string) => result.value.verdicts.filter((it) => it.verdict === verdict).length;
  return { ok: true, there: many('exists'), missing: many('missing'), notLooked: many('not-looked') };
}

function merged(questions: readonly PolicyQuestion[]): readonly PolicyQuestion[] {
  const merged = new Map<string, PolicyQuestion>();
  for (const it of questions) {
    const key = `${it.account} ${it.path}${it.name}`;
    const sets = [...(merged.get(key)?.permissionSets ?? []), ...it.permissionSets];
    merged.set(key, { ...it, permissionSets: [...new Set(sets)].toSorted() });
  }
  return [...merged.values()];
}

export function openSnapshot({ live }: Session, { name, text }: { name: string; text: string }): Answer {
  const decoded = decodeSnapshot(text);
  if ('problem' in decoded) {
    const message = `${name} can't be read as a snapshot: ${decoded.problem}`;
    return {
      ok: false,
      failure: {
        kind: 'bad-snapshot',
        message,
        nextStep: 'Choose a file that "idc snapshot" or "IdC: Save Snapshot…" wrote.',
      },
    };
  }
  live.open(name, decoded.snapshot);
  return { ok: true };
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
