/** The AWS side of the host, put together: profiles, signing in and out, refreshing and checking. */
import type { Instance, LiveEvent, TrailAnswer, TrailInquiry, TrailWrites } from '../../core/live';
import type { Aws, Clock, Log, Result } from '../host';
import { issuerOf, signInByBrowser } from './browser-sign-in';
import { type Calls, createCalls } from './calls';
import { checkProvisioning } from './check';
import { type Clients, createClients, createSignInClients, createTrailClient, type SignInClients } from './clients';
import type { Places } from './config-file';
import { type Connection, connect } from './connection';
import { type Credentials, credentialsOf } from './credentials';
import { Failed, resultOf } from './failed';
import { findInstance, noInstance } from './instance';
import { type Organizations, organizations } from './organizations';
import { checkPolicies, type PoliciesContext } from './policies';
import { portal } from './portal';
import { readProfiles } from './profiles';
import { type Questions, questions } from './questions';
import { createRedactor } from './redact';
import { refresh } from './refresh';
import type { SsoSession } from './session';
import { signInByDevice } from './sign-in';
import { signOut } from './sign-out';
import { createThrottle } from './throttle';
import { createTokenCache } from './token-cache';
import { createTokens } from './tokens';
import { lookUp, lookupsPerSecond, writesSince } from './trail';
import { lookUpThere, notLookedThere } from './trail-elsewhere';

export type AwsOptions = Places & {
  readonly clock: Clock;
  readonly log: Log;
  /** The budget for all calls together; half of what Identity Center allows the whole account, unless said otherwise. */
  readonly requestsPerSecond?: (() => number) | undefined;
  /** The budget for CloudTrail's event history, which is its own. */
  readonly lookupsPerSecond?: (() => number) | undefined;
};

/** Identity Center allows 20 requests a second, shared with everything else in the account (Identity Center quotas). */
const defaultRate = 10;

export function createAws(options: AwsOptions): Aws {
  const { env, clock, log } = options;
  const redactor = createRedactor();
  const throttle = createThrottle(clock, options.requestsPerSecond ?? (() => defaultRate));
  const trailThrottle = createThrottle(clock, options.lookupsPerSecond ?? (() => lookupsPerSecond));
  const cache = createTokenCache(options);
  const tokens = createTokens(cache, clock, redactor);
  const callsFor = (signal: AbortSignal, ended?: () => boolean) =>
    createCalls({ clock, log, throttle, redactor, ended }, signal);

  return {
    profiles: () => readProfiles(options, clock),

    signIn: (profile, prompt, signal) =>
      atSignInService(profile, signal, ({ session, clients, calls }) =>
        signInByDevice(session, prompt, { cache, clock, redactor, clients, calls }),
      ),

    signInWithBrowser: (profile, open, signal) =>
      atSignInService(profile, signal, ({ session, clients, calls, issuer }) =>
        signInByBrowser(session, open, issuer, { cache, clock, redactor, clients, calls }),
      ),

    signOut: (profile) =>
      atSignInService(profile, new AbortController().signal, ({ session, clients, calls }) =>
        signOut(session, cache, clients, calls, redactor),
      ),

    pull: (profile, emit, signal, since) =>
      told(emit, 'refreshing', () =>
        atInstance(profile, signal, (at) =>
          refresh({
            profile: at.connection.label,
            instance: at.instance,
            ask: at.ask,
            clock,
            emit,
            since,
            log,
            writesSince: (from) => writes(at, from, signal),
          }),
        ),
      ),

    checkProvisioning: (profile, known, emit, signal) =>
      told(emit, 'checking', () =>
        atInstance(profile, signal, ({ instance, ask }) => checkProvisioning({ instance, known, ask, clock, emit })),
      ),

    checkPolicies: (profile, asked, emit, signal) =>
      told(emit, 'checking', () =>
        inAccounts(profile, signal, (at) => checkPolicies(asked, { ...at, redactor, emit })),
      ),

    lookUpEvents: (profile, inquiry, emit, signal) =>
      told(emit, 'checking', async () => [
        ...(await eventsHere(profile, inquiry, emit, signal)),
        ...(await eventsThere(profile, inquiry, emit, signal)),
      ]),
  };

  function trailCalls(signal: AbortSignal, ended?: () => boolean): Calls {
    return createCalls({ clock, log, throttle: trailThrottle, redactor, ended }, signal);
  }

  /** Whole evidence only from the management account, and while nobody else may change anything. */
  async function writes(
    { connection, instance, credentials, organizations }: AtInstance,
    from: string,
    signal: AbortSignal,
  ): Promise<TrailWrites> {
    const account = connection.settings.sso_account_id;
    const { region, ownerAccount } = instance;
    if (account !== ownerAccount)
      return { complete: false, because: 'CloudTrail is whole in the management account only' };
    const others = await organizations.delegatedAdministrators();
    if (others === undefined || others.length > 0) return { complete: false, because: delegated(others) };
    const client = createTrailClient(region, credentials.current, connection.endpointOf);
    try {
      return await writesSince({ account, region, client, calls: trailCalls(signal, credentials.ended) }, from, clock);
    } finally {
      client.destroy();
    }
  }

  function eventsHere(
    profile: string | undefined,
    inquiry: TrailInquiry,
    emit: (event: LiveEvent) => void,
    signal: AbortSignal,
  ): Promise<readonly TrailAnswer[]> {
    return atInstance(profile, signal, async ({ connection, instance: { region }, credentials }) => {
      const client = createTrailClient(region, credentials.current, connection.endpointOf);
      const place = {
        account: connection.settings.sso_account_id,
        region,
        client,
        calls: trailCalls(signal, credentials.ended),
      };
      try {
        return await lookUp(place, inquiry.here, inquiry, emit);
      } finally {
        client.destroy();
      }
    });
  }

  async function eventsThere(
    profile: string | undefined,
    inquiry: TrailInquiry,
    emit: (event: LiveEvent) => void,
    signal: AbortSignal,
  ): Promise<readonly TrailAnswer[]> {
    if (!inquiry.there) return [];
    const at = { redactor, emit, trailCalls: trailCalls(signal) };
    const connection = await connect(profile, options);
    if (!connection.session) return notLookedThere(inquiry, connection.regions);
    return inAccounts(profile, signal, (context) => lookUpThere(inquiry, { ...context, ...at }));
  }

  function atSignInService(
    profile: string,
    signal: AbortSignal,
    work: (at: AtSignInService) => Promise<void>,
  ): Promise<Result<void>> {
    return resultOf(async () => {
      const { session, endpointOf } = await connect(profile, options);
      if (!session) throw new Failed(noSession(profile));
      const clients = createSignInClients(session.region, endpointOf);
      const issuer = endpointOf('sso-oidc') ?? issuerOf(session.region);
      try {
        await work({ session, clients, calls: callsFor(signal), issuer });
      } finally {
        clients.close();
      }
    });
  }

  async function inAccounts<T>(
    profile: string | undefined,
    signal: AbortSignal,
    work: (at: AtPortal) => Promise<T>,
  ): Promise<T> {
    const { session, endpointOf, label } = await connect(profile, options);
    if (!session) throw new Failed(noSession(label));
    const { region } = session;
    const calls = callsFor(signal);
    const clients = createSignInClients(region, endpointOf);
    try {
      const accessToken = await tokens.current(session, clients, calls);
      return await work({ portal: portal(clients, calls, accessToken), calls, region, endpointOf });
    } finally {
      clients.close();
    }
  }

  async function atInstance<T>(
    profile: string | undefined,
    signal: AbortSignal,
    work: (at: AtInstance) => Promise<T>,
  ): Promise<T> {
    const connection = await connect(profile, options);
    const credentials = credentialsOf(connection, { env, clock, redactor, tokens }, callsFor(signal));
    const calls = callsFor(signal, credentials.ended);
    await credentials.current();
    const refusals: Failed[] = [];
    for (const region of connection.regions) {
      const clients = createClients(region, credentials.current, connection.endpointOf);
      try {
        const instance = await instanceIn(region, clients, calls, refusals);
        if (instance)
          return await work({
            connection,
            credentials,
            instance,
            ask: questions(clients, calls, instance),
            organizations: organizations(clients.organizations, calls),
          });
      } finally {
        clients.close();
      }
    }
    throw refusals[0] ?? new Failed(noInstance(connection.regions));
  }
}

type AtSignInService = {
  readonly session: SsoSession;
  readonly clients: SignInClients;
  readonly calls: Calls;
  /** Where a browser asks for authorization. */
  readonly issuer: string;
};

type AtPortal = Omit<PoliciesContext, 'redactor' | 'emit'>;

type AtInstance = {
  readonly connection: Connection;
  readonly credentials: Credentials;
  readonly instance: Instance;
  readonly ask: Questions;
  readonly organizations: Organizations;
};

function delegated(others: readonly string[] | undefined): string {
  if (others === undefined) return 'whether there is a delegated administrator may not be read';
  return `the delegated administrator ${others.join(', ')} has a trail of its own`;
}

/** In a region that is not the instance's own, AWS refuses the call rather than answering with nothing. */
async function instanceIn(
  region: string,
  clients: Clients,
  calls: Calls,
  refusals: Failed[],
): Promise<Instance | undefined> {
  try {
    return await findInstance(clients.ssoAdmin, calls, organizations(clients.organizations, calls), region);
  } catch (error) {
    if (!(error instanceof Failed) || error.failure.kind !== 'denied') throw error;
    refusals.push(error);
    return undefined;
  }
}

/** Wraps the work in its beginning and its end, so that whoever reduces the events knows both. */
async function told<T>(
  emit: (event: LiveEvent) => void,
  activity: 'refreshing' | 'checking',
  work: () => Promise<T>,
): Promise<Result<T>> {
  emit({ kind: 'started', activity });
  const result = await resultOf(work);
  emit(result.ok ? { kind: 'finished' } : { kind: 'failed', failure: result.failure });
  return result;
}

function noSession(profile: string) {
  return {
    kind: 'no-profile',
    message: `This profile does not sign in through IAM Identity Center: ${profile}`,
    nextStep: 'Select a profile with sso_session or sso_start_url, or add one with `aws configure sso`.',
  } as const;
}
