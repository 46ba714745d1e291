/** Writes API calls into the trail, as far as they change something or answer who may do what. */
import type { Caller } from '../callers';
import type { ServiceName } from '../shapes';
import type { EmulatorState } from '../state';
import type { Fields } from '../wire/fields';
import { recordEvent } from './cloud-trail';

export type FinishedCall = {
  readonly service: ServiceName;
  readonly operation: string;
  readonly caller: Caller;
  readonly input: Fields;
  readonly result: Fields;
};

const sources: Readonly<Record<ServiceName, string>> = {
  'sso-admin': 'sso.amazonaws.com',
  identitystore: 'identitystore.amazonaws.com',
  organizations: 'organizations.amazonaws.com',
  cloudtrail: 'cloudtrail.amazonaws.com',
  iam: 'iam.amazonaws.com',
  sts: 'sts.amazonaws.com',
};

const isRead = (operation: string): boolean => /^(Get|List|Describe|Lookup|Is)/.test(operation);

export function recordCall(world: EmulatorState, { service, operation, caller, input, result }: FinishedCall): void {
  if (isRead(operation)) return;
  recordEvent(world, {
    name: operation,
    source: sources[service],
    user: caller.arn.split('/').at(-1) ?? caller.arn,
    accessKey: caller.accessKey,
    readOnly: false,
    resources: [input.PermissionSetArn, input.TargetId].filter((each) => typeof each === 'string'),
    record: {
      eventType: 'AwsApiCall',
      recipientAccountId: caller.account,
      awsRegion: service === 'iam' || service === 'organizations' ? 'us-east-1' : world.region,
      userIdentity: { type: 'AssumedRole', arn: caller.arn, accountId: caller.account, accessKeyId: caller.accessKey },
      requestParameters: lowered(input),
      responseElements: service === 'sts' ? null : lowered(result),
    },
  });
}

/** CloudTrail writes names in lower camel case. */
const lowered = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name.slice(0, 1).toLowerCase() + name.slice(1),
      isPlain(value) ? lowered(value) : value,
    ]),
  );

const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
