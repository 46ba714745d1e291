/**
 * What can have changed since a snapshot, and how that is known:
 *
 * - CloudTrail's event history tells of every change made from the account it is read in. It is whole evidence only where
 *   nobody else may make changes: in the management account, without a delegated administrator.
 * - The request history tells of every assignment made or deleted and of every provisioning, whoever asked for it, as far
 *   back as AWS remembers; how far is not documented, so it has to hold a request that is older than the snapshot. It
 *   tells nothing of edited permission sets.
 *
 * Neither tells for certain of members: an identity provider's synchronization may leave no event (tokens from before
 * September 2024). Lists and members are therefore always read anew.
 */
import { isKnown } from '../../base';
import type { RereadReason } from '../../reasons';
import type { Answer, RequestKind } from '../questions/answer';
import { foundOf } from '../questions/found';
import type { Evidence } from '../questions/question-row';
import { rowOfQuestion, type Step } from '../questions/questions';
import { oldestOf } from '../snapshot/parts';
import type { AnswerCache } from './answer-cache';
import type { TrailEvent } from './cloud-trail';

export type Changes = {
  /** Ids whose assignments changed. */
  readonly principals: ReadonlySet<string>;
  /** `account set`. */
  readonly pairs: ReadonlySet<string>;
  /** ARNs of sets that were edited, provisioned, or given to somebody. */
  readonly sets: ReadonlySet<string>;
};

/** Everything CloudTrail says was written since; `complete` is false where more may have happened than it says. */
export type TrailChanges =
  | { readonly complete: true; readonly until: string; readonly events: readonly TrailEvent[] }
  | { readonly complete: false; readonly because: RereadReason };

export type RefreshScope =
  | { readonly kind: 'whole'; readonly because: RereadReason }
  | {
      readonly kind: 'changes';
      readonly by: 'cloudtrail' | 'requests';
      readonly until: string;
      readonly changes: Changes;
      /** Why CloudTrail does not serve. */
      readonly because?: RereadReason | undefined;
    };

/** A request takes minutes, and a refresh reads for minutes: evidence begins so much earlier than the oldest answer. */
const marginMilliseconds = 30 * 60_000;

/** From when on evidence is needed; ISO 8601. */
export function evidenceFrom({ parts, snapshot }: AnswerCache): string {
  return new Date(Date.parse(oldestOf(parts) ?? snapshot.takenAt) - marginMilliseconds).toISOString();
}

const requestKinds: readonly RequestKind[] = ['assignment-creation', 'assignment-deletion', 'provisioning'];
const statuses = ['FAILED', 'IN_PROGRESS', 'SUCCEEDED'] as const;

export function evidenceSteps(): readonly Step[] {
  const requests = requestKinds.flatMap((of) => statuses.map((status): Step => ({ kind: 'requests', of, status })));
  return [...requests, { kind: 'accounts' }];
}

/** The requests since then, which have to be described to know whom they are about. */
export function requestsSince(answers: readonly Answer[], from: string): readonly Step[] {
  const recent = foundOf(answers, 'request-listed').filter(({ createdAt }) => createdAt >= from);
  return recent.map(({ of, id }): Step => ({ kind: 'request', of, id }));
}

/** More than so many changed things are no small change: the whole is read. */
const changeLimit = 500;

export function refreshScope(
  cache: AnswerCache,
  requests: readonly Answer[],
  trail: TrailChanges,
  now: string,
): RefreshScope {
  const from = evidenceFrom(cache);
  const dated = oldestOf(cache.parts) ?? cache.snapshot.takenAt;
  if (dated > now) return { kind: 'whole', because: { kind: 'dated-ahead', dated } };
  const removed = removedAccounts(cache, requests);
  if (removed !== undefined) return { kind: 'whole', because: removed };
  const known = requestChanges(requests);
  if ('because' in known) return { kind: 'whole', because: known.because };
  const written = trail.complete ? trailChanges(trail.events) : trail;
  if (trail.complete && 'sets' in written) {
    return { kind: 'changes', by: 'cloudtrail', until: trail.until, changes: merged(known, written) };
  }
  const because = 'because' in written ? written.because : undefined;
  const short = kindsTooShort(requests, from);
  if (short.length > 0)
    return { kind: 'whole', because: { kind: 'requests-too-short', requests: short, from, trail: because } };
  return { kind: 'changes', by: 'requests', until: now, changes: known, because };
}

/** Access to an account ends with its membership in the organization, and no event of Identity Center says so. */
function removedAccounts({ snapshot }: AnswerCache, answers: readonly Answer[]): RereadReason | undefined {
  if (!answers.some(({ step, gap }) => step.kind === 'accounts' && gap === undefined))
    return { kind: 'accounts-not-listed' };
  const listed = new Set(foundOf(answers, 'account').map(({ id }) => id));
  const removed = snapshot.access.accounts.all.flatMap(({ id }) =>
    isKnown(id) && !listed.has(id.value) ? [id.value] : [],
  );
  return removed.length > 0 ? { kind: 'accounts-left', accounts: removed } : undefined;
}

/** Of which the request history does not reach back far enough. */
function kindsTooShort(requests: readonly Answer[], from: string): readonly RequestKind[] {
  const listed = foundOf(requests, 'request-listed');
  return requestKinds.filter(
    (kind) => kind !== 'provisioning' && !listed.some(({ of, createdAt }) => of === kind && createdAt < from),
  );
}

type Found = Changes | { readonly because: RereadReason };

function requestChanges(answers: readonly Answer[]): Found {
  const gap = answers.find((answer) => answer.gap)?.gap;
  if (gap) return { because: { kind: 'requests-unread', reason: gap.reason } };
  const changes = { principals: new Set<string>(), pairs: new Set<string>(), sets: new Set<string>() };
  for (const { request } of foundOf(answers, 'request')) {
    const { principal, account, set } = request;
    if (set === undefined) return { because: { kind: 'request-without-subject', id: request.id } };
    changes.sets.add(set);
    if (principal !== undefined) changes.principals.add(principal);
    if (account !== undefined) changes.pairs.add(`${account} ${set}`);
  }
  return changes.pairs.size > changeLimit ? { because: { kind: 'too-much-changed' } } : changes;
}

const sources = new Set(['sso.amazonaws.com']);
const assignmentEvents = new Set(['CreateAccountAssignment', 'DeleteAccountAssignment']);
const permissionSetEvents = /^(Create|Update|Delete|Provision)PermissionSet$|(To|From|In)PermissionSet$/;

/** Signing in, applications, tags and regions: nothing of it changes who has which access to an account. */
const ignoredEvents =
  /^(Authenticate|Federate|Logout|CreateToken|RegisterClient|StartDeviceAuthorization|GetRoleCredentials|ListAccount\w*)$|Application|TrustedTokenIssuer|AccessControlAttribute|^(Tag|Untag)Resource$|Region$/;

/** The console writes events under names of its own; one that is not known here may have changed anything. */
export function trailChanges(events: readonly TrailEvent[]): Found {
  const changes = { principals: new Set<string>(), pairs: new Set<string>(), sets: new Set<string>() };
  for (const { name, source, error, details } of events) {
    if (!sources.has(source) || error !== undefined || ignoredEvents.test(name)) continue;
    const { account, permissionSet: set, principal } = details;
    if (assignmentEvents.has(name) && account && set && principal) {
      changes.principals.add(principal);
      changes.pairs.add(`${account} ${set}`);
      changes.sets.add(set);
    } else if (permissionSetEvents.test(name) && (set || name === 'CreatePermissionSet')) {
      if (set) changes.sets.add(set);
    } else return { because: { kind: 'change-not-understood', name } };
  }
  return changes.pairs.size > changeLimit ? { because: { kind: 'too-much-changed' } } : changes;
}

function merged(a: Changes, b: Changes): Changes {
  return {
    principals: new Set([...a.principals, ...b.principals]),
    pairs: new Set([...a.pairs, ...b.pairs]),
    sets: new Set([...a.sets, ...b.sets]),
  };
}

/** What the snapshot knows of a step, unless it can have changed since. */
export function recall(step: Step, cache: AnswerCache, evidence: Evidence): Answer | undefined {
  const answer = cache.answerTo(step);
  return answer && !rowOfQuestion(step).recall?.mayHaveChanged(step, evidence) ? answer : undefined;
}
