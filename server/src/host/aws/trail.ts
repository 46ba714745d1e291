/** CloudTrail's event history, of the account that we read from and of the one somebody wants to reach. */
import { type CloudTrailClient, type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  type Failure,
  type Gap,
  type LiveEvent,
  type TrailAnswer,
  type TrailEvent,
  type TrailInquiry,
  trailDetails,
  trailError,
} from '../../core/live';
import type { Calls } from './calls';
import { endsEverything, Failed } from './failed';

/** CloudTrail's own limit for an account in a region (quotas of CloudTrail); other calls are not counted in it. */
export const lookupsPerSecond = 2;

/** AWS's largest page. */
const MaxResults = 50;

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
      const { Events = [], NextToken: next } = await calls.ask('cloudtrail/LookupEvents', (options) =>
        client.send(new LookupEventsCommand({ ...input, MaxResults, NextToken }), options),
      );
      events.push(...Events.map(trailEvent));
      if (!next) return answer(undefined, false);
      NextToken = next;
    }
    return answer(undefined, true);
  } catch (error) {
    if (!(error instanceof Failed) || endsEverything(error.failure)) throw error;
    return answer(gapOf(error.failure, name), false);
  }
}

function gapOf({ kind, message, action }: Failure, name: string): Gap {
  const because = kind === 'denied' ? `the role in use may not do this: ${action}` : message;
  return { what: `events named ${name}`, because, action };
}

function trailEvent({
  EventId = '',
  EventName = '',
  EventSource = '',
  EventTime,
  Username,
  CloudTrailEvent,
}: Event): TrailEvent {
  const record = parsed(CloudTrailEvent);
  return {
    id: EventId,
    at: EventTime?.toISOString() ?? '',
    name: EventName,
    source: EventSource,
    by: Username,
    error: trailError(record),
    details: trailDetails(record),
  };
}

/** A document that is cut short leaves an event without details. */
function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
