/** The access token of a session: from the cache, renewed in silence while that is possible. */
import { CreateTokenCommand } from '@aws-sdk/client-sso-oidc';
import type { Failure } from '../../../core/reasons';
import type { Clock } from '../../host';
import type { Calls } from '../api/calls';
import type { SignInClients } from '../api/clients';
import { Failed } from '../api/failed';
import { signedOut } from '../api/failure';
import type { Redactor } from '../api/redact';
import { isSecret, millisecondsIn, tokenLifetime } from './received-sign-in';
import type { SsoSession } from './session';
import type { CachedToken, TokenCache } from './token-cache';

export type Tokens = {
  /** Rejects as signed out when the user has to sign in. */
  readonly current: (session: SsoSession, clients: SignInClients, calls: Calls) => Promise<string>;
};

/** The SDK for JavaScript renews in the last five minutes, too. */
const renewBefore = 5 * 60_000;

export function createTokens(cache: TokenCache, clock: Clock, redactor: Redactor): Tokens {
  return {
    current: async (session, clients, calls) => {
      const token = await cache.readToken(session);
      if (!token) throw new Failed(ended('no-token', session));
      keepSecrets(token, redactor);
      const left = token.expiresAt - clock.now();
      if (left > renewBefore) return token.accessToken;
      const renewed = await renew(token, session, clients, calls);
      if (renewed) return renewed;
      if (left > 0) return token.accessToken;
      throw new Failed(ended('expired', session));
    },
  };

  async function renew(token: CachedToken, session: SsoSession, clients: SignInClients, calls: Calls) {
    const { refreshToken, registration } = token;
    if (!refreshToken || !registration || registration.expiresAt <= clock.now()) return undefined;
    const { clientId, clientSecret } = registration;
    const grant = { grantType: 'refresh_token', refreshToken, clientId, clientSecret };
    const answer = await tolerateRefusal(() =>
      calls.ask('sso-oidc/CreateToken', (options) => clients.oidc.send(new CreateTokenCommand(grant), options)),
    );
    if (!answer || !isSecret(answer.accessToken)) return undefined;
    const renewed: CachedToken = {
      ...token,
      accessToken: answer.accessToken,
      expiresAt: clock.now() + millisecondsIn(answer.expiresIn, tokenLifetime),
      refreshToken: isSecret(answer.refreshToken) ? answer.refreshToken : refreshToken,
    };
    keepSecrets(renewed, redactor);
    await cache.writeToken(session, renewed);
    return renewed.accessToken;
  }
}

export function keepSecrets({ accessToken, refreshToken, registration }: CachedToken, { keep }: Redactor): void {
  for (const secret of [accessToken, refreshToken, registration?.clientSecret]) keep(secret);
}

/** A refused refresh token is no error: the user signs in again. Being offline or cancelled is. */
async function tolerateRefusal<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const lasting = error instanceof Failed && ['offline', 'cancelled', 'throttled'].includes(error.failure.kind);
    if (lasting || !(error instanceof Failed)) throw error;
    return undefined;
  }
}

function ended(kind: 'no-token' | 'expired', { name, startUrl }: SsoSession): Failure {
  return signedOut({ kind, session: name ?? startUrl }, name);
}
