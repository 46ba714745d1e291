/**
 * CloudTrail's event history as evidence: who asked for access, who changed an assignment, a membership or a user.
 * LookupEvents reads 90 days back, takes one attribute and answers two requests a second for each account and region
 * (CloudTrail API reference and quotas), so events are asked for by name.
 */
import type { Gap } from '../../reasons';

/** How far back CloudTrail's event history goes, in days. */
export const historyDays = 90;

export type TrailInquiry = {
  /** ISO 8601. */
  readonly since: string;
  /** Names of events in the trail of the account that Identity Center is read from. */
  readonly here: readonly string[];
  /** The account somebody wants to reach has a trail of its own, which tells whether a role was taken there. */
  readonly there: { readonly account: string; readonly names: readonly string[] } | undefined;
};

/** What one account's trail in one region says about events of one name. */
export type TrailAnswer = {
  readonly name: string;
  /** Twelve digits; `undefined` where the profile does not say in which account it works. */
  readonly account: string | undefined;
  readonly region: string;
  /** Newest first. */
  readonly events: readonly TrailEvent[];
  /** Older events than this were not read, since there are too many. */
  readonly readBackTo: string | undefined;
  readonly gap: Gap | undefined;
};

export type TrailEvent = {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly name: string;
  readonly source: string;
  /** Who did it, as CloudTrail names them. */
  readonly by: string | undefined;
  /** AWS's code and words where the call failed. */
  readonly error: string | undefined;
  readonly details: TrailDetails;
};

/** Whichever of these the event tells; ids are AWS's, and a permission set goes by name in some and by ARN in others. */
type TrailDetails = {
  readonly account?: string;
  readonly permissionSet?: string;
  readonly principal?: string;
  readonly group?: string;
  readonly user?: string;
  readonly role?: string;
};

/** The event itself comes as a JSON document inside the answer; what is not understood is left out. */
export function trailDetails(record: unknown): TrailDetails {
  const input = part(record, 'requestParameters');
  const service = part(record, 'serviceEventDetails');
  const behalf = part(part(record, 'userIdentity'), 'onBehalfOf');
  const member = part(input, 'memberId');
  const found: Record<keyof TrailDetails, unknown> = {
    account: value(input, 'targetId') ?? value(service, 'account_id') ?? accountOfRole(value(input, 'roleArn')),
    permissionSet: value(input, 'permissionSetArn') ?? value(service, 'role_name'),
    principal: value(input, 'principalId'),
    group: value(input, 'groupId'),
    user: value(member, 'userId') ?? value(input, 'userId') ?? value(member, 'memberId') ?? value(behalf, 'userId'),
    role: value(input, 'roleArn'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, it]) => typeof it === 'string'));
}

export function trailError(record: unknown): string | undefined {
  const code = value(record, 'errorCode');
  const message = value(record, 'errorMessage');
  return typeof code === 'string' ? [code, message].filter((it) => typeof it === 'string').join(': ') : undefined;
}

function accountOfRole(arn: unknown): string | undefined {
  return typeof arn === 'string' ? /^arn:[^:]*:iam::(\d{12}):role\//.exec(arn)?.[1] : undefined;
}

function part(from: unknown, name: string): unknown {
  const found = value(from, name);
  return typeof found === 'object' ? found : undefined;
}

function value(from: unknown, name: string): unknown {
  return typeof from === 'object' && from !== null ? (Reflect.get(from, name) ?? undefined) : undefined;
}
