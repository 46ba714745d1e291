/** From a profile to the sign-in service of its session, and through that to the access portal. */
import type { Failure } from '../../../core/reasons';
import type { Result } from '../../host';
import type { Calls } from '../api/calls';
import { createSignInClients, type SignInClients } from '../api/clients';
import { Failed, resultOf } from '../api/failed';
import { portal } from '../api/portal';
import type { AwsContext } from '../at-instance';
import type { PoliciesContext } from '../policies';
import { issuerOf } from './browser-sign-in';
import { connect } from './connection';
import { rolesInOrder } from './role-order';
import type { SsoSession } from './session';

export type AtSignInService = {
  readonly session: SsoSession;
  readonly clients: SignInClients;
  readonly calls: Calls;
  /** Where a browser asks for authorization. */
  readonly issuer: string;
};

export function atSignInService(
  { configLocation, callsFor }: AwsContext,
  profile: string,
  signal: AbortSignal,
  work: (at: AtSignInService) => Promise<void>,
): Promise<Result<void>> {
  return resultOf(async () => {
    const { session, network } = await connect(profile, configLocation);
    if (!session) throw new Failed(noSession(profile));
    const clients = createSignInClients(session.region, network);
    const issuer = network.endpointOf('sso-oidc') ?? issuerOf(session.region);
    try {
      await work({ session, clients, calls: callsFor(signal), issuer });
    } finally {
      clients.close();
    }
  });
}

export type AtPortal = Omit<PoliciesContext, 'redactor' | 'emit'>;

/** The portal lists the roles that its user has in each account. */
export async function atPortal<T>(
  { configLocation, callsFor, credentialsContext: { tokens }, preferredRoles }: AwsContext,
  profile: string | undefined,
  signal: AbortSignal,
  work: (at: AtPortal) => Promise<T>,
): Promise<T> {
  const { session, network, label } = await connect(profile, configLocation);
  if (!session) throw new Failed(noSession(label));
  const { region } = session;
  const calls = callsFor(signal);
  const clients = createSignInClients(region, network);
  try {
    const accessToken = await tokens.current(session, clients, calls);
    const inOrder = (roles: readonly string[]) => rolesInOrder(roles, preferredRoles());
    return await work({ portal: portal(clients, calls, accessToken), calls, region, network, inOrder });
  } finally {
    clients.close();
  }
}

function noSession(profile: string): Failure {
  return { kind: 'no-profile', reason: { kind: 'profile-without-sso', profile } };
}
