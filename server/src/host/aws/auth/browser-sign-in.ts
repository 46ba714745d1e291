/**
 * Signing in through a browser on this machine: authorization code with PKCE (RFC 7636), with the registration and the
 * redirect that the AWS CLI uses since version 2.22.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { CreateTokenCommand } from '@aws-sdk/client-sso-oidc';
import type { Failure } from '../../../core/reasons';
import { cancelled, Failed } from '../api/failed';
import { callbackPath, type Loopback, type LoopbackAnswer, listenOnLoopback } from './loopback';
import { registrationFor } from './registration';
import { defaultScope, type SsoSession } from './session';
import { keepToken, refused, type SignInContext } from './sign-in';
import type { Registration } from './token-cache';

/** As long as a device code lives. */
const timeoutMilliseconds = 600_000;

export async function signInByBrowser(
  session: SsoSession,
  open: (url: string) => void,
  context: SignInContext,
): Promise<void> {
  const registration = await registrationFor(session, 'browser', registrationRequest(session), context);
  const verifier = randomBytes(48).toString('base64url');
  const state = randomUUID();
  const loopback = await listenOnLoopback(state);
  try {
    open(authorizeUrl(context.issuer, session, registration, { state, verifier, redirectUri: loopback.redirectUri }));
    const code = codeFrom(await answerOrTimeout(loopback, context));
    context.redactor.keep(code);
    context.redactor.keep(verifier);
    const answer = await exchange(code, verifier, loopback.redirectUri, registration, context);
    await keepToken(session, registration, answer, context);
  } finally {
    loopback.close();
  }
}

function registrationRequest({ scopes, startUrl }: SsoSession) {
  return {
    scopes: scopes.length > 0 ? [...scopes] : [defaultScope],
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: [`http://127.0.0.1${callbackPath}`],
    issuerUrl: startUrl,
  };
}

type Proof = { readonly state: string; readonly verifier: string; readonly redirectUri: string };

function authorizeUrl(issuer: string, session: SsoSession, { clientId }: Registration, proof: Proof): string {
  const url = new URL(`${issuer.replace(/\/$/, '')}/authorize`);
  const scopes = session.scopes.length > 0 ? session.scopes : [defaultScope];
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: proof.redirectUri,
    state: proof.state,
    code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(proof.verifier).digest('base64url'),
    scopes: scopes.join(' '),
  }).toString();
  return url.href;
}

/** The sign-in service of a region; in China it has another suffix (AWS General Reference, service endpoints). */
export function issuerOf(region: string): string {
  return `https://oidc.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

/** The browser's answer. Throws `Failed` when the user cancels or the time is out. */
async function answerOrTimeout({ answer }: Loopback, { clock, calls }: SignInContext): Promise<LoopbackAnswer> {
  const stop = new AbortController();
  const end = AbortSignal.any([calls.signal, stop.signal]);
  const timeout = clock.sleep(timeoutMilliseconds, end).then(
    () => new Failed(timedOut),
    () => new Failed(cancelled),
  );
  const first = await Promise.race([answer, timeout]);
  stop.abort();
  if (first instanceof Failed) throw first;
  return first;
}

function codeFrom(answer: LoopbackAnswer): string {
  if ('code' in answer) return answer.code;
  throw new Failed(refused);
}

function exchange(
  code: string,
  codeVerifier: string,
  redirectUri: string,
  { clientId, clientSecret }: Registration,
  { calls, clients }: SignInContext,
) {
  const grant = { grantType: 'authorization_code', clientId, clientSecret, code, codeVerifier, redirectUri };
  return calls.ask('sso-oidc/CreateToken', (options) => clients.oidc.send(new CreateTokenCommand(grant), options));
}

const timedOut: Failure = { kind: 'signed-out', reason: { kind: 'sign-in-too-late' } };
