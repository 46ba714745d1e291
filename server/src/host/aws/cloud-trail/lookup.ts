/** CloudTrail's event history, of the account that we read from and of the one somebody wants to reach. */
import { type CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  checked,
  historyDays,
  type LiveEvent,
  type TrailAnswer,
  type TrailChanges,
  type TrailEvent,
  type TrailInquiry,
  text,
  trailDetails,
  trailError,
} from '../../../core/live';
import type { AnswerReason, Failure, Gap } from '../../../core/reasons';
import type { Clock } from '../../host';
import type { Calls } from '../api/calls';
import { Failed, isFatal } from '../api/failed';
import { unexpected } from '../api/failure';
import { dateIn, fieldsOf, listIn, tokenIn } from '../api/received';

/** CloudTrail's own limit for an account in a region (quotas of CloudTrail); other calls are not counted in it. */
export const lookupsPerSecond = 2;

/** AWS's largest page. */
const MaxResults = 50;

/** Of all that was written, so many pages are read: ten seconds at CloudTrail's pace. */
const writesLimit = 20;

/** An event may reach the history so much later (CloudTrail user guide: about five minutes, not guaranteed). */
const delay = 15 * 60_000;

/** So many events of one name are read at most: five seconds at CloudTrail's pace. */
const pageLimit = 10;

export type TrailPlace = {
  readonly account: string | undefined;
  readonly region: string;
  readonly client: CloudTrailClient;
  readonly calls: Calls;
};

/** A refusal of the first name is a refusal of all: the right does not depend on what is asked for. */
export async function lookUp(
  place: TrailPlace,
  names: readonly string[],
  { since }: Pick<TrailInquiry, 'since'>,
  emit: (event: LiveEvent) => void,
): Promise<readonly TrailAnswer[]> {
  const answers: TrailAnswer[] = [];
  for (const name of names) {
    emit({ kind: 'progress', done: answers.length, total: names.length, what: 'events of CloudTrail' });
    const refused = answers.find(({ gap }) => gap?.action !== undefined);
    answers.push(refused ? { ...refused, name } : await eventsNamed(name, place, new Date(since)));
  }
  return answers;
}

async function eventsNamed(name: string, place: TrailPlace, StartTime: Date): Promise<TrailAnswer> {
  const { account, region, client, calls } = place;
  const events: TrailEvent[] = [];
  const answer = (gap: Gap | undefined, cut: boolean): TrailAnswer => {
    return { name, account, region, events, readBackTo: cut ? events.at(-1)?.at : undefined, gap };
  };
  let NextToken: string | undefined;
  try {
    for (let pages = 0; pages < pageLimit; pages++) {
      const input = { LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue: name }], StartTime };
      const page = await calls.ask('cloudtrail/LookupEvents', (options) =>
        client.send(new LookupEventsCommand({ ...input, MaxResults, NextToken }), options),
      );
      events.push(...eventsIn(page));
      NextToken = nextIn(page);
      if (NextToken === undefined) return answer(undefined, false);
    }
    return answer(undefined, true);
  } catch (error) {
    if (!(error instanceof Failed) || isFatal(error.failure)) throw error;
    const { failure } = error;
    return answer({ topic: 'events', name, reason: reasonOf(failure), action: failure.action }, false);
  }
}

/** Everything written in the account since then, or why that can't be told. */
export async function writesSince({ client, calls }: TrailPlace, from: string, clock: Clock): Promise<TrailChanges> {
  const now = clock.now();
  if (Date.parse(from) < now - historyDays * 86_400_000) {
    return { complete: false, because: { kind: 'trail-too-short', days: historyDays } };
  }
  const LookupAttributes = [{ AttributeKey: 'ReadOnly' as const, AttributeValue: 'false' }];
  const events: TrailEvent[] = [];
  let NextToken: string | undefined;
  for (let pages = 0; pages < writesLimit; pages++) {
    const input = { LookupAttributes, StartTime: new Date(from), MaxResults, NextToken };
    const page = await attempt(async () => {
      const answer = await calls.ask('cloudtrail/LookupEvents', (options) =>
        client.send(new LookupEventsCommand(input), options),
      );
      return { events: eventsIn(answer), next: nextIn(answer) };
    });
    if ('failure' in page)
      return { complete: false, because: { kind: 'trail-unread', reason: reasonOf(page.failure) } };
    events.push(...page.events);
    if (page.next === undefined) return { complete: true, until: new Date(now - delay).toISOString(), events };
    NextToken = page.next;
  }
  return { complete: false, because: { kind: 'trail-too-long', changes: writesLimit * MaxResults } };
}

const action = 'cloudtrail:LookupEvents';

function eventsIn(answer: unknown): readonly TrailEvent[] {
  return listIn(answer, 'Events', action).map(trailEvent);
}

/** Throws `Failed` where the token of the next page is none: there may be more. */
function nextIn({ NextToken }: { readonly NextToken?: unknown }): string | undefined {
  const token = tokenIn(NextToken, action);
  if (typeof token === 'object') throw new Failed(unexpected(token));
  return token;
}

async function attempt<T>(read: () => Promise<T>): Promise<T | { readonly failure: Failure }> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Failed && !isFatal(error.failure)) return { failure: error.failure };
    throw error;
  }
}

function reasonOf({ kind, reason, action }: Failure): AnswerReason {
  return kind === 'denied' && action !== undefined ? { kind, action } : { kind: 'failed', reason };
}

/** Texts that are none, or longer than AWS's are, count for empty ones; a time that is none for no time. */
function trailEvent(item: unknown): TrailEvent {
  const it = fieldsOf(item);
  const record = parsed(it.CloudTrailEvent);
  const textOf = (value: unknown) => {
    const checkedText = checked(text, value);
    return 'value' in checkedText ? checkedText.value : '';
  };
  return {
    id: textOf(it.EventId),
    at: dateIn(it.EventTime) ?? '',
    name: textOf(it.EventName),
    source: textOf(it.EventSource),
    by: textOf(it.Username) || undefined,
    error: trailError(record),
    details: trailDetails(record),
  };
}

/** A document that is cut short leaves an event without details. */
function parsed(document: unknown): unknown {
  try {
    return JSON.parse(typeof document === 'string' ? document : '');
  } catch {
    return undefined;
  }
}
