/**
 * What CloudTrail adds to an explanation: who asked for the access and what came of it, and who changed an assignment, a
 * membership or the user. Evidence beside the verdict, never the verdict: an event that is not there proves nothing.
 */
import { compareText, isKnown } from '../../base';
import { historyDays, type Snapshot, type TrailAnswer, type TrailEvent, type TrailInquiry } from '../../live';
import { unknownText } from '../../wording';
import { contextOf, type ExplainContext } from './context';
import type { ExplainQuestion } from './explain';

export type TrailEvidence = {
  /** ISO 8601: how far back was looked. */
  readonly since: string;
  /** Newest first. */
  readonly events: readonly EvidenceEvent[];
  readonly unread: readonly UnreadEvents[];
  /** What else an event may be missing for: sentence ends. */
  readonly caveats: readonly string[];
  /** What could not be seen, and why: the unread and the caveats in words. */
  readonly notes: readonly string[];
  /** The right that was missing. */
  readonly missingAction: string | undefined;
};

export type UnreadEvents = {
  /** `undefined`: any event of that account and region. */
  readonly name: string | undefined;
  readonly account: string | undefined;
  readonly region: string;
  readonly because: string;
};

export type EvidenceEvent = {
  readonly at: string;
  readonly name: string;
  readonly by: string | undefined;
  /** `OnCall for group on-call in prod-web (…)`; the event's subject, without who and when. */
  readonly text: string;
  /** AWS's code and words where the call failed. */
  readonly error: string | undefined;
  readonly account: string | undefined;
  readonly region: string;
};

/** Requests for access: of the access portal's own event, and of the sign-in page's. */
const requests = ['GetRoleCredentials', 'Federate'];
const assignments = ['CreateAccountAssignment', 'DeleteAccountAssignment', 'ProvisionPermissionSet'];
/** Names of the Identity Store API, and those that the console and older directories write. */
const memberships = ['CreateGroupMembership', 'DeleteGroupMembership', 'AddMemberToGroup', 'RemoveMemberFromGroup'];
const people = ['DisableUser', 'DeleteUser'];
const groups = ['DeleteGroup'];
const roles = ['AssumeRoleWithSAML'];

const day = 24 * 3_600_000;

/** How far back is looked unless told otherwise: two weeks of a busy organization are read in some ten seconds. */
export const defaultTrailDays = 14;

/** What to look up; `days` beyond CloudTrail's own history reach no further. */
export function trailInquiry(
  snapshot: Snapshot,
  question: ExplainQuestion,
  { now, days }: { readonly now: number; readonly days: number },
): TrailInquiry {
  const { type, account, accountId } = contextOf({ snapshot, declared: undefined }, question);
  const own = type === 'USER' ? [...requests, ...people] : groups;
  return {
    since: new Date(now - Math.min(days, historyDays) * day).toISOString(),
    here: [...own, ...assignments, ...memberships],
    there: type === 'USER' && account ? { account: accountId, names: roles } : undefined,
  };
}

export function trailEvidence(
  snapshot: Snapshot,
  question: ExplainQuestion,
  answers: readonly TrailAnswer[],
  since: string,
): TrailEvidence {
  const subject = subjectOf(contextOf({ snapshot, declared: undefined }, question));
  const events = answers.flatMap(({ events, account, region }) =>
    events
      .filter((it) => concerns(it, subject))
      .map((it): EvidenceEvent => {
        const { at, name, by, error } = it;
        return { at, name, by, text: textOf(it, subject), error, account, region };
      }),
  );
  const unread = unreadOf(answers);
  const caveats = caveatsOf(answers, since);
  return {
    since,
    unread,
    caveats,
    events: [...new Map(events.map((it) => [JSON.stringify(it), it])).values()].toSorted((a, b) =>
      compareText(b.at, a.at),
    ),
    notes: [...unread.map(unreadText), ...caveats],
    missingAction: answers.find(({ gap }) => gap?.action !== undefined)?.gap?.action,
  };
}

/** Whom and what an event has to be about, in AWS's ids. */
type Subject = {
  readonly context: ExplainContext;
  readonly id: string | undefined;
  readonly groupIds: ReadonlySet<string>;
  readonly sets: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
};

function subjectOf(context: ExplainContext): Subject {
  const { access } = context.snapshot;
  const named = [...access.groups.all, ...access.users.all].flatMap(({ id, name }) =>
    id && isKnown(name) ? [[id, name.value] as const] : [],
  );
  const own = context.type === 'USER' ? access.users : access.groups;
  const mine = new Set(context.groups);
  const groupIds = access.groups.all.flatMap(({ id, name }) =>
    id && isKnown(name) && mine.has(name.value) ? [id] : [],
  );
  return {
    context,
    id: own.byName.get(context.question.principal)?.id,
    groupIds: new Set(groupIds),
    sets: new Map(
      access.permissionSets.all.flatMap(({ arn, name }) => (arn && isKnown(name) ? [[arn, name.value] as const] : [])),
    ),
    names: new Map(named),
  };
}

function concerns(event: TrailEvent, subject: Subject): boolean {
  const { context, id, groupIds } = subject;
  const { account, principal, group, user, role } = event.details;
  if (roles.includes(event.name)) return event.by === context.question.principal && isOfSet(role, context);
  if (requests.includes(event.name)) {
    return user !== undefined && user === id && account === context.accountId && isSet(event, subject);
  }
  if (event.name === 'ProvisionPermissionSet') {
    return (account === undefined || account === context.accountId) && isSet(event, subject);
  }
  if (assignments.includes(event.name)) {
    const isTheirs = principal !== undefined && (principal === id || groupIds.has(principal));
    return isTheirs && account === context.accountId && isSet(event, subject);
  }
  return id !== undefined && (user === id || group === id);
}

/** The role's name holds that of the set: `AWSReservedSSO_<set>_<16 hex digits>`. */
function isOfSet(role: string | undefined, { question }: ExplainContext): boolean {
  const set = /AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(role ?? '')?.[1];
  return set !== undefined && (question.permissionSet === undefined || question.permissionSet === set);
}

/** Where none is asked for, those that are assigned; where none is, any. */
function isSet(event: TrailEvent, { context, sets }: Subject): boolean {
  const { permissionSet } = event.details;
  const name = permissionSet === undefined ? undefined : (sets.get(permissionSet) ?? permissionSet);
  if (context.question.permissionSet !== undefined) return name === context.question.permissionSet;
  if (event.name !== 'ProvisionPermissionSet') return true;
  return name !== undefined && context.assignedSets.includes(name);
}

function textOf({ name, details }: TrailEvent, { context, sets, names }: Subject): string {
  const { permissionSet, principal, group, user, role } = details;
  const set = permissionSet === undefined ? '' : (sets.get(permissionSet) ?? permissionSet);
  const nameOf = (id: string | undefined) => (id === undefined ? '' : (names.get(id) ?? id));
  if (roles.includes(name)) return `took the role ${role?.split('/').at(-1) ?? ''} in ${context.accountText}`;
  if (requests.includes(name)) return `${nameOf(user)} asked for ${set} in ${context.accountText}`;
  if (name === 'ProvisionPermissionSet') {
    return `${set} to ${details.account === undefined ? 'every account that has it' : context.accountText}`;
  }
  if (assignments.includes(name)) return `${set} for ${nameOf(principal)} in ${context.accountText}`;
  if (memberships.includes(name)) return [nameOf(user) || 'a member', nameOf(group)].filter(Boolean).join(' and ');
  return nameOf(user ?? group);
}

/** Each place once, where a right is missing for all of its events. */
function unreadOf(answers: readonly TrailAnswer[]): readonly UnreadEvents[] {
  const all = answers.flatMap(({ name, account, region, gap }): readonly UnreadEvents[] => {
    if (!gap) return [];
    return [{ name: gap.action === undefined ? name : undefined, account, region, because: unknownText(gap.reason) }];
  });
  return [...new Map(all.map((it) => [JSON.stringify(it), it])).values()];
}

function unreadText({ name, account, region, because }: UnreadEvents): string {
  const where = trailText(account, region);
  return `${name === undefined ? where : `events named ${name} in ${where}`} could not be read: ${because}`;
}

function trailText(account: string | undefined, region: string): string {
  return `CloudTrail of ${account ?? "the profile's account"} in ${region}`;
}

function caveatsOf(answers: readonly TrailAnswer[], since: string): readonly string[] {
  const cut = answers.flatMap(({ name, account, region, readBackTo }) =>
    readBackTo
      ? [`there are more ${name} events in ${trailText(account, region)}: older than ${readBackTo} they were not read`]
      : [],
  );
  return [
    ...new Set(cut),
    `CloudTrail was asked for events since ${since}, its history holds ${historyDays} days, and it may be 15 minutes behind`,
    'calls made from another account, as a delegated administrator makes them, are in that account only',
  ];
}
