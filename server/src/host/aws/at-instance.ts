/** From a profile to the Identity Center instance that it leads to, with all that is needed to ask there. */
import type { Instance } from '../../core/live';
import type { Failure } from '../../core/reasons';
import type { Clock, InstanceChoice, Log } from '../host';
import type { Calls } from './api/calls';
import { type Clients, createClients } from './api/clients';
import { Failed } from './api/failed';
import { type Organizations, organizations } from './api/organizations';
import { type Questions, questions } from './api/questions';
import type { ConfigLocation, Section } from './auth/config-file';
import { type Connection, connect } from './auth/connection';
import { type Credentials, type CredentialsContext, credentialsOf } from './auth/credentials';
import { accountAndRole } from './auth/profiles';
import { findInstance, noInstance, type Search } from './instance';
import { awsClock, warnOfClock } from './refresh/aws-clock';

export type AtInstance = {
  readonly connection: Connection;
  readonly credentials: Credentials;
  readonly instance: Instance;
  readonly ask: Questions;
  readonly organizations: Organizations;
  /** Dates are AWS's. */
  readonly clock: Clock;
};

/** What the user said about where to read. */
export type Target = InstanceChoice & { readonly profile: string | undefined };

export type AwsContext = {
  readonly configLocation: ConfigLocation;
  readonly credentialsContext: CredentialsContext;
  readonly log: Log;
  readonly callsFor: (signal: AbortSignal, credentials?: Credentials) => Calls;
  /** With which roles target accounts are entered first, as names or patterns. */
  readonly preferredRoles: () => readonly string[];
};

export async function atInstance<T>(
  { profile, region: only, instance }: Target,
  { configLocation, credentialsContext, log, callsFor }: AwsContext,
  signal: AbortSignal,
  work: (at: AtInstance) => Promise<T>,
): Promise<T> {
  if (only && !isRegion(only)) throw new Failed(noRegion(only));
  const connection = await connect(profile, configLocation);
  const credentials = credentialsOf(connection, credentialsContext, callsFor(signal));
  const calls = callsFor(signal, credentials);
  await credentials.current();
  const regions = only ? [only] : connection.regions;
  const refusals: Failed[] = [];
  for (const region of regions) {
    const clients = createClients(region, credentials.current, connection.network);
    try {
      const found = await instanceIn({ region, wanted: instance || undefined }, clients, calls, refusals);
      if (!found) continue;
      warnOfClock(clients, log);
      const clock = awsClock(clients, credentialsContext.clock);
      return await work({ connection, credentials, clock, instance: found, ...asking(clients, calls, found) });
    } finally {
      clients.close();
    }
  }
  throw refusals[0] ?? new Failed(noInstance({ regions, ...(await locateInstance(connection, credentials, calls)) }));
}

function asking(clients: Clients, calls: Calls, instance: Instance): Pick<AtInstance, 'ask' | 'organizations'> {
  return {
    ask: questions(clients, calls, instance),
    organizations: organizations(clients.organizations, calls),
  };
}

/** In a region that is not the instance's own, AWS refuses the call; and what is not there may be in the next one. */
async function instanceIn(
  search: Search,
  clients: Clients,
  calls: Calls,
  refusals: Failed[],
): Promise<Instance | undefined> {
  try {
    return await findInstance(clients.ssoAdmin, calls, organizations(clients.organizations, calls), search);
  } catch (error) {
    if (!(error instanceof Failed) || !['denied', 'no-instance'].includes(error.failure.kind)) throw error;
    refusals.push(error);
    return undefined;
  }
}

/** Where the instance would be seen from, and by which of the user's own profiles. */
async function locateInstance(connection: Connection, credentials: Credentials, calls: Calls) {
  const { label, settings, config, network, regions } = connection;
  const clients = createClients(regions[0] ?? 'us-east-1', credentials.current, network);
  try {
    const manager = await organizations(clients.organizations, calls).managementAccount();
    const isManager = (it: Section) => manager !== undefined && accountAndRole(it).account === manager;
    const entering = [...config.profiles].filter(([name, it]) => name !== label && isManager(it.settings));
    return { manager, isThere: isManager(settings), profiles: entering.map(([name]) => name) };
  } finally {
    clients.close();
  }
}

/** A name that is no region's would become part of a host's name. */
function isRegion(text: string): boolean {
  return /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(text);
}

function noRegion(region: string): Failure {
  return { kind: 'no-instance', reason: { kind: 'no-such-region', region } };
}
