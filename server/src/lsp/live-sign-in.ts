/** Signing in and out, and whether a profile is signed in. */
import type { Failure } from '../core/reasons';
import type { Result } from '../host';
import type { SignInQuestion } from '../protocol';
import type { Asker } from './live-asker';

export async function signIn(
  { aws, profile, tell, whileItHolds }: Asker,
  by: SignInQuestion['by'],
  signal: AbortSignal,
): Promise<Result<void>> {
  const started = (url: string, code?: string) => tell({ kind: 'sign-in-started', url, code });
  const held = whileItHolds(signal);
  const result = await (by === 'browser'
    ? aws.signInWithBrowser(profile, (url) => started(url), held)
    : aws.signIn(profile, ({ urlWithCode, code }) => started(urlWithCode, code), held));
  tell(result.ok ? { kind: 'signed-in' } : { kind: 'failed', failure: result.failure });
  return result;
}

export async function signOut({ aws, profile, answer }: Asker): Promise<Result<void>> {
  const result = await aws.signOut(profile);
  if (result.ok) answer({ kind: 'left' });
  return result;
}

export async function lookAtSignIn({ aws, profile, tell }: Asker): Promise<void> {
  const profiles = await aws.profiles();
  if (!profiles.ok) return;
  const own = profiles.value.find((it) => it.name === profile);
  if (!own) tell({ kind: 'failed', failure: noSuchProfile(profile) });
  else if (own.kind !== 'other') tell({ kind: own.signedIn === 'yes' ? 'signed-in' : 'signed-out' });
}

function noSuchProfile(profile: string): Failure {
  return { kind: 'no-profile', reason: { kind: 'profile-gone', profile } };
}
