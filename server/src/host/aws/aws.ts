/** The AWS side of the host, put together: profiles, signing in and out, refreshing and checking. */
import { noFocus, questionAboutUser, withAnswer } from '../../core/live';
import type { Aws, Clock, InstanceChoice, Log } from '../host';
import { createCalls } from './api/calls';
import { resultOf } from './api/failed';
import { createRedactor } from './api/redact';
import { createThrottle, type Throttle } from './api/throttle';
import { atInstance } from './at-instance';
import { atPortal, atSignInService } from './auth/at-sign-in-service';
import { signInByBrowser } from './auth/browser-sign-in';
import type { ConfigLocation } from './auth/config-file';
import type { Credentials } from './auth/credentials';
import { readProfiles } from './auth/profiles';
import { readOnlyPolicy } from './auth/read-only-policy';
import { signInByDevice } from './auth/sign-in';
import { signOut } from './auth/sign-out';
import { createTokenCache, type TokenCache } from './auth/token-cache';
import { createTokens } from './auth/tokens';
import { lookupsPerSecond } from './cloud-trail/lookup';
import { lookUpEvents, type TrailContext, writes } from './cloud-trail/reader';
import { keepProxySecrets } from './network/network';
import { checkPolicies } from './policies';
import { withActivityEvents } from './refresh/activity-events';
import { checkProvisioning, checkRequests } from './refresh/check';
import { refresh } from './refresh/refresh';

export type AwsOptions = ConfigLocation & {
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
  const context = createAwsContext(options, cache);
  const { redactor } = context.credentialsContext;

  const aws: Aws = {
    at: (choice) => ({ ...aws, ...readersAt(choice) }),

    readOnlyPolicy: async () => readOnlyPolicy(),

    profiles: () => readProfiles(options, clock),

    signIn: (profile, prompt, signal) =>
      atSignInService(context, profile, signal, ({ session, ...at }) =>
        signInByDevice(session, prompt, { cache, clock, redactor, ...at }),
      ),

    signInWithBrowser: (profile, open, signal) =>
      atSignInService(context, profile, signal, ({ session, ...at }) =>
        signInByBrowser(session, open, { cache, clock, redactor, ...at }),
      ),

    signOut: (profile) =>
      atSignInService(context, profile, new AbortController().signal, ({ session, clients, calls }) =>
        signOut(session, cache, clients, calls, redactor),
      ),

    checkPolicies: (profile, asked, emit, signal) =>
      withActivityEvents({ emit, clock }, 'checking', (emitProgress) =>
        atPortal(context, profile, signal, (at) => checkPolicies(asked, { ...at, redactor, emit: emitProgress })),
      ),

    ...readersAt({}),
  };
  return aws;

  function readersAt(
    choice: InstanceChoice,
  ): Pick<Aws, 'pull' | 'checkProvisioning' | 'checkRequests' | 'readUser' | 'lookUpEvents'> {
    return {
      pull: (profile, emit, signal, { since, focus = noFocus } = {}) =>
        withActivityEvents({ emit, clock }, 'refreshing', (emitProgress) =>
          atInstance({ profile, ...choice }, context, signal, (at) =>
            refresh({
              profile: at.connection.label,
              instance: at.instance,
              ask: at.ask,
              clock: at.clock,
              emit: emitProgress,
              since,
              focusContext: { focus, earlier: since },
              log,
              writesSince: (from) => writes(context, at, from, signal),
            }),
          ),
        ),

      checkProvisioning: (profile, known, emit, signal) =>
        withActivityEvents({ emit, clock }, 'checking', (emitProgress) =>
          atInstance({ profile, ...choice }, context, signal, ({ instance, ask, clock: awsTime }) =>
            checkProvisioning({ instance, known, ask, clock: awsTime, emit: emitProgress }),
          ),
        ),

      checkRequests: (profile, known, earlier, signal) =>
        resultOf(() =>
          atInstance({ profile, ...choice }, context, signal, ({ instance, ask, clock: awsTime }) =>
            checkRequests({ instance, known, ask, clock: awsTime, emit: () => {} }, earlier),
          ),
        ),

      readUser: (profile, snapshot, user, emit, signal) =>
        withActivityEvents({ emit, clock }, 'checking', async () => {
          const step = questionAboutUser(snapshot, user);
          if (!step) return snapshot;
          const at = { profile, ...choice };
          return atInstance(at, context, signal, async ({ ask }) => withAnswer(snapshot, await ask(step)));
        }),

      lookUpEvents: (profile, inquiry, emit, signal) =>
        withActivityEvents({ emit, clock }, 'checking', (emitProgress) =>
          lookUpEvents(context, { profile, ...choice }, inquiry, { emit: emitProgress, signal }),
        ),
    };
  }
}

/** One budget for all calls, and another for CloudTrail's. */
function createAwsContext(options: AwsOptions, cache: TokenCache): TrailContext {
  const { env, clock, log, preferredRoles = () => [] } = options;
  const redactor = createRedactor();
  keepProxySecrets(env, redactor);
  const tokens = createTokens(cache, clock, redactor);
  const callsWithin = (throttle: Throttle) => (signal: AbortSignal, credentials?: Credentials) =>
    createCalls({ clock, log, throttle, redactor, credentials }, signal);
  return {
    configLocation: options,
    credentialsContext: { env, clock, redactor, tokens },
    log,
    callsFor: callsWithin(createThrottle(clock, options.requestsPerSecond ?? (() => defaultRate))),
    trailCalls: callsWithin(createThrottle(clock, options.lookupsPerSecond ?? (() => lookupsPerSecond))),
    preferredRoles,
  };
}
