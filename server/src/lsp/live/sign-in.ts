/** Signing in and out, and whether a profile is signed in. */
import type { Failure } from '../../core/reasons';
import type { Result } from '../../host';
import type { SignInQuestion } from '../../protocol';
import type { ProfileSession } from './profile-session';

export async function signIn(
  { aws, profile, emit, scopedSignal }: ProfileSession,
  by: SignInQuestion['by'],
  signal: AbortSignal,
): Promise<Result<void>> {
  const started = (url: string, code?: string) => emit({ kind: 'sign-in-started', url, code });
  const scoped = scopedSignal(signal);
  const result = await (by === 'browser'
    ? aws.signInWithBrowser(profile, (url) => started(url), scoped)
    : aws.signIn(profile, ({ urlWithCode, code }) => started(urlWithCode, code), scoped));
  emit(result.ok ? { kind: 'signed-in' } : { kind: 'failed', failure: result.failure });
  return result;
}

export async function signOut({ aws, profile, answer }: ProfileSession): Promise<Result<void>> {
  const result = await aws.signOut(profile);
  if (result.ok) answer({ kind: 'left' });
  return result;
}

export async function checkSignIn({ aws, profile, emit }: ProfileSession): Promise<void> {
  const profiles = await aws.profiles();
  if (!profiles.ok) return;
  const own = profiles.value.find((it) => it.name === profile);
  if (!own) emit({ kind: 'failed', failure: noSuchProfile(profile) });
  else if (own.kind !== 'other') emit({ kind: own.signedIn === 'yes' ? 'signed-in' : 'signed-out' });
}

function noSuchProfile(profile: string): Failure {
  return { kind: 'no-profile', reason: { kind: 'profile-gone', profile } };
}
