/** CloudTrail of the account that we read from, and of the one somebody wants to reach. */
import type { LiveEvent, TrailAnswer, TrailInquiry, TrailWrites } from '../../core/live';
import type { RereadReason } from '../../core/reasons';
import { type AtInstance, atInstance, type Rim, type Target } from './at-instance';
import { atPortal } from './at-sign-in-service';
import type { Calls } from './calls';
import { createTrailClient } from './clients';
import { connect } from './connection';
import type { Credentials } from './credentials';
import { enters } from './profiles';
import { lookUp, type TrailPlace, writesSince } from './trail';
import { lookUpThere, notLookedThere } from './trail-elsewhere';

/** `trailCalls`: within CloudTrail's own budget. */
export type TrailRim = Rim & {
  readonly trailCalls: (signal: AbortSignal, credentials?: Credentials) => Calls;
};

type Asking = { readonly emit: (event: LiveEvent) => void; readonly signal: AbortSignal };

export async function lookUpEvents(
  rim: TrailRim,
  target: Target,
  inquiry: TrailInquiry,
  asking: Asking,
): Promise<readonly TrailAnswer[]> {
  const here = await eventsHere(rim, target, inquiry, asking);
  return [...here, ...(await eventsThere(rim, target, inquiry, asking))];
}

/** Whole evidence only from the management account, and while nobody else may change anything. */
export async function writes(rim: TrailRim, at: AtInstance, from: string, signal: AbortSignal): Promise<TrailWrites> {
  const { connection, instance, organizations, clock } = at;
  if (enters(connection.settings).account !== instance.ownerAccount)
    return { complete: false, because: { kind: 'not-in-management-account' } };
  const others = await organizations.delegatedAdministrators();
  if (others === undefined || others.length > 0) return { complete: false, because: delegated(others) };
  return inTrail(rim, at, signal, (place) => writesSince(place, from, clock));
}

function eventsHere(rim: TrailRim, target: Target, inquiry: TrailInquiry, { emit, signal }: Asking) {
  return atInstance(target, rim, signal, (at) =>
    inTrail(rim, at, signal, (place) => lookUp(place, inquiry.here, inquiry, emit)),
  );
}

async function inTrail<T>(
  { trailCalls }: TrailRim,
  { connection: { settings, network }, instance: { region }, credentials }: AtInstance,
  signal: AbortSignal,
  work: (place: TrailPlace) => Promise<T>,
): Promise<T> {
  const client = createTrailClient(region, credentials.current, network);
  try {
    return await work({ account: enters(settings).account, region, client, calls: trailCalls(signal, credentials) });
  } finally {
    client.destroy();
  }
}

async function eventsThere(
  rim: TrailRim,
  { profile }: Target,
  inquiry: TrailInquiry,
  { emit, signal }: Asking,
): Promise<readonly TrailAnswer[]> {
  if (!inquiry.there) return [];
  const own = { redactor: rim.context.redactor, emit, trailCalls: rim.trailCalls(signal) };
  const connection = await connect(profile, rim.places);
  if (!connection.session) return notLookedThere(inquiry, connection.regions);
  return atPortal(rim, profile, signal, (at) => lookUpThere(inquiry, { ...at, ...own }));
}

function delegated(others: readonly string[] | undefined): RereadReason {
  return others === undefined
    ? { kind: 'administrators-unread' }
    : { kind: 'delegated-administrators', accounts: others };
}
