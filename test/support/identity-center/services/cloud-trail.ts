/**
 * The trail of the account that is asked: what was called, by whom. Kept for the calls that say something about
 * access.
 */
import type { Call, Operations } from '../call';
import { cut, type Paging } from '../pages';
import { uuid } from '../stable-id';
import { type EmulatorState, nextNumber, type TrailEvent } from '../state';
import { AwsError } from '../wire/aws-error';
import { type Fields, isFields, list, optionalNumber, seconds, text } from '../wire/fields';

export const cloudTrail: Operations = {
  LookupEvents: (call) => {
    const { items, next } = cut(call, matching(call), paging);
    return { Events: items.map(describe), ...(next === undefined ? {} : { NextToken: next }) };
  },
};

const paging: Paging = {
  size: 50,
  limit: 'MaxResults',
  token: 'NextToken',
  refuse: () => new AwsError('InvalidNextTokenException', 'The specified next token is not valid.'),
};

/** How far back the event history goes. */
const historyDays = 90;

function matching({ world, input, caller }: Call): readonly TrailEvent[] {
  const [attribute] = list(input, 'LookupAttributes').filter(isFields);
  const from = (optionalNumber(input, 'StartTime') ?? 0) * 1000;
  const to = (optionalNumber(input, 'EndTime') ?? Number.POSITIVE_INFINITY) * 1000;
  const inTime = ({ at }: TrailEvent) => at >= from && at <= to;
  const has = (event: TrailEvent) =>
    attribute === undefined ||
    attributeOf(event, text(attribute, 'AttributeKey')).includes(text(attribute, 'AttributeValue'));
  if (from > to) throw new AwsError('InvalidTimeRangeException', 'The start time must be before the end time.');
  const reach = world.clock.now() - historyDays * 86_400_000;
  const own = ({ record, at }: TrailEvent) =>
    record.recipientAccountId === caller.account && record.awsRegion === caller.region && at >= reach;
  return world.events.filter((event) => own(event) && inTime(event) && has(event)).reverse();
}

function attributeOf(event: TrailEvent, key: string): readonly string[] {
  switch (key) {
    case 'EventId':
      return [event.id];
    case 'EventName':
      return [event.name];
    case 'EventSource':
      return [event.source];
    case 'Username':
      return [event.user];
    case 'ReadOnly':
      return [String(event.readOnly)];
    case 'AccessKeyId':
      return [event.accessKey ?? ''];
    case 'ResourceName':
      return event.resources;
    default:
      return [];
  }
}

const describe = (it: TrailEvent): Fields => ({
  EventId: it.id,
  EventName: it.name,
  EventSource: it.source,
  EventTime: seconds(it.at),
  Username: it.user,
  ReadOnly: String(it.readOnly),
  ...(it.accessKey === undefined ? {} : { AccessKeyId: it.accessKey }),
  Resources: it.resources.map((ResourceName) => ({ ResourceName })),
  CloudTrailEvent: JSON.stringify({
    eventVersion: '1.11',
    eventID: it.id,
    eventName: it.name,
    eventSource: it.source,
    eventTime: new Date(it.at).toISOString(),
    ...it.record,
  }),
});

export type NewEvent = Omit<TrailEvent, 'id' | 'at'>;

export function recordEvent(world: EmulatorState, event: NewEvent): void {
  world.events.push({ ...event, id: uuid('event', nextNumber(world)), at: world.clock.now() });
}
