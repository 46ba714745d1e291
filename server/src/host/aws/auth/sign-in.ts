/**
 * Signing in by device code, as the AWS CLI does it: register a client, ask for a code, let the user confirm it in a
 * browser on any machine, and poll for the token (RFC 8628; IAM Identity Center OIDC API reference).
 */
import {
  CreateTokenCommand,
  type CreateTokenCommandOutput,
  StartDeviceAuthorizationCommand,
  type StartDeviceAuthorizationCommandOutput,
} from '@aws-sdk/client-sso-oidc';
import type { Failure } from '../../../core/reasons';
import type { Clock, DevicePrompt } from '../../host';
import type { Calls } from '../api/calls';
import type { SignInClients } from '../api/clients';
import { Failed } from '../api/failed';
import { unexpected } from '../api/failure';
import type { Redactor } from '../api/redact';
import { sleep } from '../api/sleep';
import {
  codeLifetime,
  isSecret,
  millisecondsIn,
  pollInterval,
  signInPage,
  tokenLifetime,
  userCodeIn,
} from './received-sign-in';
import { register, registrationFor } from './registration';
import type { SsoSession } from './session';
import type { Registration, TokenCache } from './token-cache';
import { keepSecrets } from './tokens';

export type SignInContext = {
  readonly cache: TokenCache;
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly clients: SignInClients;
  readonly calls: Calls;
  /** The endpoint of the sign-in service, where a browser asks for authorization. */
  readonly issuer: string;
};

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

export async function signInByDevice(
  session: SsoSession,
  prompt: (prompt: DevicePrompt) => void,
  context: SignInContext,
): Promise<void> {
  const { registration, authorization } = await authorize(session, context);
  if (!isSecret(authorization.deviceCode)) throw new Failed(noDeviceCode);
  const { verificationUri, verificationUriComplete, userCode, expiresIn } = authorization;
  const page = (answered: unknown) => signInPage(answered ?? session.startUrl, [session.startUrl, context.issuer]);
  const expiresAt = context.clock.now() + millisecondsIn(expiresIn, codeLifetime);
  prompt({
    url: page(verificationUri),
    urlWithCode: page(verificationUriComplete ?? verificationUri),
    code: userCodeIn(userCode, 'sso-oidc:StartDeviceAuthorization'),
    expiresAt,
  });
  const answer = await poll(authorization, registration, expiresAt, context);
  await keepToken(session, registration, answer, context);
}

type Authorized = {
  readonly registration: Registration;
  readonly authorization: StartDeviceAuthorizationCommandOutput;
};

/** A kept registration may have been withdrawn; then a new one is made, once. */
async function authorize(session: SsoSession, context: SignInContext): Promise<Authorized> {
  const request = registrationRequest(session);
  const kept = await registrationFor(session, 'device', request, context);
  const authorization = await unlessRefused(() => startAuthorization(session, kept, context));
  if (authorization) return { registration: kept, authorization };
  const registration = await register(session, 'device', request, context);
  return { registration, authorization: await startAuthorization(session, registration, context) };
}

/** A legacy profile has no scopes; then no refresh token is given either. */
function registrationRequest({ scopes }: SsoSession) {
  return scopes.length > 0 ? { scopes: [...scopes], grantTypes: [deviceGrant, 'refresh_token'] } : {};
}

async function unlessRefused<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failed && error.failure.kind === 'unexpected') return undefined;
    throw error;
  }
}

function startAuthorization(session: SsoSession, registration: Registration, { calls, clients }: SignInContext) {
  const { clientId, clientSecret } = registration;
  const command = { clientId, clientSecret, startUrl: session.startUrl };
  return calls.ask('sso-oidc/StartDeviceAuthorization', (options) =>
    clients.oidc.send(new StartDeviceAuthorizationCommand(command), options),
  );
}

/** Each SlowDown adds five seconds to the interval (RFC 8628, section 3.5). */
const slowDownMilliseconds = 5000;

async function poll(
  authorization: StartDeviceAuthorizationCommandOutput,
  registration: Registration,
  expiresAt: number,
  context: SignInContext,
): Promise<CreateTokenCommandOutput> {
  const { clock, calls, redactor } = context;
  redactor.keep(authorization.deviceCode);
  let interval = millisecondsIn(authorization.interval, pollInterval);
  while (clock.now() < expiresAt) {
    await sleep(clock, interval, calls.signal);
    const answer = await createToken(authorization, registration, context);
    if (answer === 'slow-down') interval += slowDownMilliseconds;
    else if (answer !== 'pending') return answer;
  }
  throw new Failed(codeExpired);
}

/** Waiting for the user is told by errors; they are answers here, not failures. */
function createToken(
  { deviceCode }: StartDeviceAuthorizationCommandOutput,
  { clientId, clientSecret }: Registration,
  { calls, clients }: SignInContext,
): Promise<CreateTokenCommandOutput | 'pending' | 'slow-down'> {
  return calls.ask('sso-oidc/CreateToken', async (options) => {
    try {
      const grant = { clientId, clientSecret, deviceCode, grantType: deviceGrant };
      return await clients.oidc.send(new CreateTokenCommand(grant), options);
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (name === 'AuthorizationPendingException') return 'pending';
      if (name === 'SlowDownException') return 'slow-down';
      if (name === 'ExpiredTokenException') throw new Failed(codeExpired);
      if (name === 'AccessDeniedException') throw new Failed(refused);
      throw error;
    }
  });
}

export async function keepToken(
  session: SsoSession,
  registration: Registration,
  answer: CreateTokenCommandOutput,
  { cache, clock, redactor }: SignInContext,
): Promise<void> {
  const { accessToken, expiresIn } = answer;
  const refreshToken = isSecret(answer.refreshToken) ? answer.refreshToken : undefined;
  if (!isSecret(accessToken)) throw new Failed(unexpected({ kind: 'no-token', action: 'sso-oidc:CreateToken' }));
  const expiresAt = clock.now() + millisecondsIn(expiresIn, tokenLifetime);
  const { startUrl, region } = session;
  const token = { accessToken, expiresAt, startUrl, region, refreshToken, registration };
  keepSecrets(token, redactor);
  await cache.writeToken(session, token);
}

const noDeviceCode = unexpected({
  kind: 'missing-member',
  action: 'sso-oidc:StartDeviceAuthorization',
  member: 'deviceCode',
});

const codeExpired: Failure = { kind: 'signed-out', reason: { kind: 'sign-in-code-expired' } };

export const refused: Failure = { kind: 'signed-out', reason: { kind: 'sign-in-refused' } };
