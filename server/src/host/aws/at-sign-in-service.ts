/** From a profile to the sign-in service of its session, and through that to the access portal. */
import type { Failure } from '../../core/reasons';
import type { Result } from '../host';
import type { Rim } from './at-instance';
import { issuerOf } from './browser-sign-in';
import type { Calls } from './calls';
import { createSignInClients, type SignInClients } from './clients';
import { connect } from './connection';
import { Failed, resultOf } from './failed';
import type { PoliciesContext } from './policies';
import { portal } from './portal';
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
  { places, callsFor }: Rim,
  profile: string,
  signal: AbortSignal,
  work: (at: AtSignInService) => Promise<void>,
): Promise<Result<void>> {
  return resultOf(async () => {
    const { session, network } = await connect(profile, places);
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
  { places, callsFor, context: { tokens }, preferredRoles }: Rim,
  profile: string | undefined,
  signal: AbortSignal,
  work: (at: AtPortal) => Promise<T>,
): Promise<T> {
  const { session, network, label } = await connect(profile, places);
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
