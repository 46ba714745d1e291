/** Our registration as a client of the sign-in service: kept for its lifetime, which is about three months. */
import { RegisterClientCommand, type RegisterClientCommandInput } from '@aws-sdk/client-sso-oidc';
import { Failed } from '../api/failed';
import { unexpected } from '../api/failure';
import { isSecret, registrationEnd } from './received-sign-in';
import type { SsoSession } from './session';
import type { SignInContext } from './sign-in';
import type { Registration, SignInFlow } from './token-cache';

export type RegistrationRequest = Omit<RegisterClientCommandInput, 'clientName' | 'clientType'>;

/** The kept registration while it lasts, else a new one. */
export async function registrationFor(
  session: SsoSession,
  flow: SignInFlow,
  request: RegistrationRequest,
  context: SignInContext,
): Promise<Registration> {
  const kept = await context.cache.readRegistration(session, flow);
  if (kept && kept.expiresAt > context.clock.now()) {
    context.redactor.keep(kept.clientSecret);
    return kept;
  }
  return register(session, flow, request, context);
}

export async function register(
  session: SsoSession,
  flow: SignInFlow,
  request: RegistrationRequest,
  { cache, calls, clients, clock, redactor }: SignInContext,
): Promise<Registration> {
  const command = new RegisterClientCommand({ clientName: 'idc-authoring', clientType: 'public', ...request });
  const answer = await calls.ask('sso-oidc/RegisterClient', (options) => clients.oidc.send(command, options));
  const { clientId, clientSecret, clientSecretExpiresAt } = answer;
  if (!isSecret(clientId) || !isSecret(clientSecret))
    throw new Failed(unexpected({ kind: 'no-client', action: 'sso-oidc:RegisterClient' }));
  redactor.keep(clientSecret);
  const registration = { clientId, clientSecret, expiresAt: registrationEnd(clientSecretExpiresAt, clock.now()) };
  await cache.writeRegistration(session, flow, registration);
  return registration;
}
