/** The AWS side of the host, put together: profiles, signing in and out, refreshing and checking. */
import type { Focus, LiveEvent, TrailAnswer, TrailInquiry, TrailWrites } from '../../core/live';
import { questionAbout, withAnswer } from '../../core/live';
import type { Aws, Clock, InstanceChoice, Log, Result } from '../host';
import { type AtInstance, atInstance, type Rim, type Target } from './at-instance';
import { issuerOf, signInByBrowser } from './browser-sign-in';
import { type Calls, createCalls } from './calls';
import { checkProvisioning, checkRequests } from './check';
import { createSignInClients, createTrailClient, type SignInClients } from './clients';
import type { Places } from './config-file';
import { connect } from './connection';
import type { Credentials } from './credentials';
import { Failed, resultOf } from './failed';
import { keepProxySecrets } from './network/network';
import { checkPolicies, type PoliciesContext } from './policies';
import { portal } from './portal';
import { enters, readProfiles } from './profiles';
import { readOnlyPolicy } from './read-only-policy';
import { createRedactor } from './redact';
import { refresh } from './refresh';
import { rolesInOrder } from './role-order';
import type { SsoSession } from './session';
import { signInByDevice } from './sign-in';
import { signOut } from './sign-out';
import { createThrottle } from './throttle';
import { createTokenCache } from './token-cache';
import { createTokens } from './tokens';
import { told } from './told';
import { lookUp, lookupsPerSecond, writesSince } from './trail';
import { lookUpThere, notLookedThere } from './trail-elsewhere';

export type AwsOptions = Places & {
  readonly clock: Clock;
  readonly log: Log;
  /** The budget for all calls together; half of what Identity Center allows the whole account, unless said otherwise. */
  readonly requestsPerSecond?: (() => number) | undefined;
  /** The budget for CloudTrail's event history, which is its own. */
  readonly lookupsPerSecond?: (() => number) | undefined;
  /** With which roles target accounts are entered first, as names or patterns. */
  readonly preferredRoles?: (() => readonly string[]) | undefined;
};

/** Identity Center allows 20 requests a second, shared with everything else in the account (Identity Center quotas). */
const defaultRate = 10;

const lookingNowhere = () => noFocus;
const noFocus: Focus = [];

export function createAws(options: AwsOptions): Aws {
  const { env, clock, log } = options;
  const redactor = createRedactor();
  keepProxySecrets(env, redactor);
  const throttle = createThrottle(clock, options.requestsPerSecond ?? (() => defaultRate));
  const trailThrottle = createThrottle(clock, options.lookupsPerSecond ?? (() => lookupsPerSecond));
  const preferredRoles = options.preferredRoles ?? (() => []);
  const cache = createTokenCache(options);
  const tokens = createTokens(cache, clock, redactor);
  const callsFor = (signal: AbortSignal, credentials?: Credentials) =>
    createCalls({ clock, log, throttle, redactor, credentials }, signal);
  const rim: Rim = { places: options, context: { env, clock, redactor, tokens }, log, callsFor };

  const aws: Aws = {
    at: (choice) => ({ ...aws, ...readingAt(choice) }),

    readOnlyPolicy: async () => readOnlyPolicy(),

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

    checkPolicies: (profile, asked, emit, signal) =>
      told({ emit, clock }, 'checking', (tell) =>
        inAccounts(profile, signal, (at) => checkPolicies(asked, { ...at, redactor, emit: tell })),
      ),

    ...readingAt({}),
  };
  return aws;

  function readingAt(
    choice: InstanceChoice,
  ): Pick<Aws, 'pull' | 'checkProvisioning' | 'checkRequests' | 'askAbout' | 'lookUpEvents'> {
    return {
      pull: (profile, emit, signal, { since, focus = lookingNowhere } = {}) =>
        told({ emit, clock }, 'refreshing', (tell) =>
          atInstance({ profile, ...choice }, rim, signal, (at) =>
            refresh({
              profile: at.connection.label,
              instance: at.instance,
              ask: at.ask,
              clock: at.clock,
              emit: tell,
              since,
              looking: { focus, earlier: since },
              log,
              writesSince: (from) => writes(at, from, signal),
            }),
          ),
        ),

      checkProvisioning: (profile, known, emit, signal) =>
        told({ emit, clock }, 'checking', (tell) =>
          atInstance({ profile, ...choice }, rim, signal, ({ instance, ask, clock: awsTime }) =>
            checkProvisioning({ instance, known, ask, clock: awsTime, emit: tell }),
          ),
        ),

      checkRequests: (profile, known, earlier, signal) =>
        resultOf(() =>
          atInstance({ profile, ...choice }, rim, signal, ({ instance, ask, clock: awsTime }) =>
            checkRequests({ instance, known, ask, clock: awsTime, emit: () => {} }, earlier),
          ),
        ),

      askAbout: (profile, snapshot, user, emit, signal) =>
        told({ emit, clock }, 'checking', async () => {
          const step = questionAbout(snapshot, user);
          if (!step) return snapshot;
          const at = { profile, ...choice };
          return atInstance(at, rim, signal, async ({ ask }) => withAnswer(snapshot, await ask(step)));
        }),

      lookUpEvents: (profile, inquiry, emit, signal) =>
        told({ emit, clock }, 'checking', async (tell) => [
          ...(await eventsHere({ profile, ...choice }, inquiry, tell, signal)),
          ...(await eventsThere(profile, inquiry, tell, signal)),
        ]),
    };
  }

  function trailCalls(signal: AbortSignal, credentials?: Credentials): Calls {
    return createCalls({ clock, log, throttle: trailThrottle, redactor, credentials }, signal);
  }

  /** Whole evidence only from the management account, and while nobody else may change anything. */
  async function writes(
    { connection, instance, credentials, organizations, clock: awsTime }: AtInstance,
    from: string,
    signal: AbortSignal,
  ): Promise<TrailWrites> {
    const { account } = enters(connection.settings);
    const { region, ownerAccount } = instance;
    if (account !== ownerAccount)
      return { complete: false, because: 'CloudTrail is whole in the management account only' };
    const others = await organizations.delegatedAdministrators();
    if (others === undefined || others.length > 0) return { complete: false, because: delegated(others) };
    const client = createTrailClient(region, credentials.current, connection.network);
    try {
      return await writesSince({ account, region, client, calls: trailCalls(signal, credentials) }, from, awsTime);
    } finally {
      client.destroy();
    }
  }

  function eventsHere(
    target: Target,
    inquiry: TrailInquiry,
    emit: (event: LiveEvent) => void,
    signal: AbortSignal,
  ): Promise<readonly TrailAnswer[]> {
    return atInstance(target, rim, signal, async ({ connection, instance: { region }, credentials }) => {
      const client = createTrailClient(region, credentials.current, connection.network);
      const place = {
        account: enters(connection.settings).account,
        region,
        client,
        calls: trailCalls(signal, credentials),
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
      const { session, network } = await connect(profile, options);
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

  async function inAccounts<T>(
    profile: string | undefined,
    signal: AbortSignal,
    work: (at: AtPortal) => Promise<T>,
  ): Promise<T> {
    const { session, network, label } = await connect(profile, options);
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
}

type AtSignInService = {
  readonly session: SsoSession;
  readonly clients: SignInClients;
  readonly calls: Calls;
  /** Where a browser asks for authorization. */
  readonly issuer: string;
};

type AtPortal = Omit<PoliciesContext, 'redactor' | 'emit'>;

function delegated(others: readonly string[] | undefined): string {
  if (others === undefined) return 'whether there is a delegated administrator may not be read';
  return `the delegated administrator ${others.join(', ')} has a trail of its own`;
}

function noSession(profile: string) {
  return {
    kind: 'no-profile',
    message: `This profile does not sign in through IAM Identity Center: ${profile}`,
    nextStep: 'Select a profile with sso_session or sso_start_url, or add one with `aws configure sso`.',
  } as const;
}
