/** The AWS side of the host, put together: profiles, signing in and out, refreshing and checking. */
import { lookingNowhere, questionAbout, withAnswer } from '../../core/live';
import type { Aws, Clock, InstanceChoice, Log } from '../host';
import { atInstance } from './at-instance';
import { atPortal, atSignInService } from './at-sign-in-service';
import { signInByBrowser } from './browser-sign-in';
import { createCalls } from './calls';
import { checkProvisioning, checkRequests } from './check';
import type { Places } from './config-file';
import type { Credentials } from './credentials';
import { resultOf } from './failed';
import { keepProxySecrets } from './network/network';
import { checkPolicies } from './policies';
import { readProfiles } from './profiles';
import { readOnlyPolicy } from './read-only-policy';
import { createRedactor } from './redact';
import { refresh } from './refresh';
import { signInByDevice } from './sign-in';
import { signOut } from './sign-out';
import { createThrottle, type Throttle } from './throttle';
import { createTokenCache, type TokenCache } from './token-cache';
import { createTokens } from './tokens';
import { told } from './told';
import { lookupsPerSecond } from './trail';
import { lookUpEvents, type TrailRim, writes } from './trail-reader';

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

export function createAws(options: AwsOptions): Aws {
  const { clock, log } = options;
  const cache = createTokenCache(options);
  const rim = rimOf(options, cache);
  const { redactor } = rim.context;

  const aws: Aws = {
    at: (choice) => ({ ...aws, ...readingAt(choice) }),

    readOnlyPolicy: async () => readOnlyPolicy(),

    profiles: () => readProfiles(options, clock),

    signIn: (profile, prompt, signal) =>
      atSignInService(rim, profile, signal, ({ session, clients, calls }) =>
        signInByDevice(session, prompt, { cache, clock, redactor, clients, calls }),
      ),

    signInWithBrowser: (profile, open, signal) =>
      atSignInService(rim, profile, signal, ({ session, clients, calls, issuer }) =>
        signInByBrowser(session, open, issuer, { cache, clock, redactor, clients, calls }),
      ),

    signOut: (profile) =>
      atSignInService(rim, profile, new AbortController().signal, ({ session, clients, calls }) =>
        signOut(session, cache, clients, calls, redactor),
      ),

    checkPolicies: (profile, asked, emit, signal) =>
      told({ emit, clock }, 'checking', (tell) =>
        atPortal(rim, profile, signal, (at) => checkPolicies(asked, { ...at, redactor, emit: tell })),
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
              writesSince: (from) => writes(rim, at, from, signal),
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
        told({ emit, clock }, 'checking', (tell) =>
          lookUpEvents(rim, { profile, ...choice }, inquiry, { emit: tell, signal }),
        ),
    };
  }
}

/** One budget for all calls, and another for CloudTrail's. */
function rimOf(options: AwsOptions, cache: TokenCache): TrailRim {
  const { env, clock, log, preferredRoles = () => [] } = options;
  const redactor = createRedactor();
  keepProxySecrets(env, redactor);
  const tokens = createTokens(cache, clock, redactor);
  const callsWithin = (throttle: Throttle) => (signal: AbortSignal, credentials?: Credentials) =>
    createCalls({ clock, log, throttle, redactor, credentials }, signal);
  return {
    places: options,
    context: { env, clock, redactor, tokens },
    log,
    callsFor: callsWithin(createThrottle(clock, options.requestsPerSecond ?? (() => defaultRate))),
    trailCalls: callsWithin(createThrottle(clock, options.lookupsPerSecond ?? (() => lookupsPerSecond))),
    preferredRoles,
  };
}
