/** Ends the session at AWS and forgets its token, as `aws sso logout` does for all sessions. */
import { LogoutCommand } from '@aws-sdk/client-sso';
import type { Calls } from '../api/calls';
import type { SignInClients } from '../api/clients';
import { Failed } from '../api/failed';
import type { Redactor } from '../api/redact';
import type { SsoSession } from './session';
import type { TokenCache } from './token-cache';
import { keepSecrets } from './tokens';

export async function signOut(
  session: SsoSession,
  cache: TokenCache,
  clients: SignInClients,
  calls: Calls,
  redactor: Redactor,
): Promise<void> {
  const token = await cache.readToken(session);
  if (!token) return;
  keepSecrets(token, redactor);
  await cache.removeToken(session);
  const { accessToken } = token;
  try {
    await calls.ask('sso/Logout', (options) => clients.portal.send(new LogoutCommand({ accessToken }), options));
  } catch (error) {
    // The token is gone from this machine either way; AWS need not know it any more.
    if (!(error instanceof Failed) || error.failure.kind === 'cancelled') throw error;
  }
}
