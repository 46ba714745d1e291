/** AWS managed policies, which a landing zone gives as ARNs or as names with their path: `job-function/Billing`. */
import { isKnown, known, type Maybe, unknown } from '../../base';
import { configOf, rootOf, textIn, valueAt } from './values';
import type { LandingZone } from './zone';

/** `aws`, `aws-us-gov`, …; `undefined` where the configuration does not say it. */
export type Partition = string | undefined;

/** The accelerator makes a name into an ARN as it is, in the partition of its home region. */
export function managedArn(written: Maybe<string>, partition: Partition): Maybe<string> {
  if (!isKnown(written) || written.value.startsWith('arn:')) return written;
  if (partition === undefined) return unknown({ kind: 'no-home-region' }, written.origin);
  return known(`arn:${partition}:iam::aws:policy/${written.value}`, written.origin);
}

export function partitionOf({ global }: LandingZone): Partition {
  const region = global && textIn(configOf(global), valueAt(rootOf(global), 'homeRegion'));
  if (!region || !isKnown(region)) return undefined;
  return partitions.find(([regions]) => regions.test(region.value))?.[1];
}

const partitions: readonly (readonly [regions: RegExp, partition: string])[] = [
  [/^us-gov-/, 'aws-us-gov'],
  [/^cn-/, 'aws-cn'],
  [/^(af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d$/, 'aws'],
];
