/** CloudTrail of the account that we read from, and of the one somebody wants to reach. */
import type { LiveEvent, TrailAnswer, TrailChanges, TrailInquiry } from '../../../core/live';
import type { RereadReason } from '../../../core/reasons';
import type { Calls } from '../api/calls';
import { createTrailClient } from '../api/clients';
import { type AtInstance, type AwsContext, atInstance, type Target } from '../at-instance';
import { atPortal } from '../auth/at-sign-in-service';
import { connect } from '../auth/connection';
import type { Credentials } from '../auth/credentials';
import { accountAndRole } from '../auth/profiles';
import { lookUpInAccount, notLookedUp } from './account-trail';
import { lookUp, type TrailPlace, writesSince } from './lookup';

/** `trailCalls`: within CloudTrail's own budget. */
export type TrailContext = AwsContext & {
  readonly trailCalls: (signal: AbortSignal, credentials?: Credentials) => Calls;
};

type LookUpOptions = { readonly emit: (event: LiveEvent) => void; readonly signal: AbortSignal };

export async function lookUpEvents(
  context: TrailContext,
  target: Target,
  inquiry: TrailInquiry,
  options: LookUpOptions,
): Promise<readonly TrailAnswer[]> {
  const here = await eventsOfInstance(context, target, inquiry, options);
  return [...here, ...(await eventsOfAccount(context, target, inquiry, options))];
}

/** Whole evidence only from the management account, and while nobody else may change anything. */
export async function writes(
  context: TrailContext,
  at: AtInstance,
  from: string,
  signal: AbortSignal,
): Promise<TrailChanges> {
  const { connection, instance, organizations, clock } = at;
  if (accountAndRole(connection.settings).account !== instance.ownerAccount)
    return { complete: false, because: { kind: 'not-in-management-account' } };
  const others = await organizations.delegatedAdministrators();
  if (others === undefined || others.length > 0) return { complete: false, because: delegated(others) };
  return inTrail(context, at, signal, (place) => writesSince(place, from, clock));
}

function eventsOfInstance(
  context: TrailContext,
  target: Target,
  inquiry: TrailInquiry,
  { emit, signal }: LookUpOptions,
) {
  return atInstance(target, context, signal, (at) =>
    inTrail(context, at, signal, (place) => lookUp(place, inquiry.here, inquiry, emit)),
  );
}

async function inTrail<T>(
  { trailCalls }: TrailContext,
  { connection: { settings, network }, instance: { region }, credentials }: AtInstance,
  signal: AbortSignal,
  work: (place: TrailPlace) => Promise<T>,
): Promise<T> {
  const client = createTrailClient(region, credentials.current, network);
  try {
    return await work({
      account: accountAndRole(settings).account,
      region,
      client,
      calls: trailCalls(signal, credentials),
    });
  } finally {
    client.destroy();
  }
}

async function eventsOfAccount(
  context: TrailContext,
  { profile }: Target,
  inquiry: TrailInquiry,
  { emit, signal }: LookUpOptions,
): Promise<readonly TrailAnswer[]> {
  if (!inquiry.there) return [];
  const own = { redactor: context.credentialsContext.redactor, emit, trailCalls: context.trailCalls(signal) };
  const connection = await connect(profile, context.configLocation);
  if (!connection.session) return notLookedUp(inquiry, connection.regions);
  return atPortal(context, profile, signal, (at) => lookUpInAccount(inquiry, { ...at, ...own }));
}

function delegated(others: readonly string[] | undefined): RereadReason {
  return others === undefined
    ? { kind: 'administrators-unread' }
    : { kind: 'delegated-administrators', accounts: others };
}
