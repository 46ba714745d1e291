/** Whether the region of an ARN is one of its partition. */
import { distance } from 'fastest-levenshtein';
import table from './data/aws-regions.json';
import type { ActionProblem } from './policies/iam-actions';

const partitions: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(table.partitions).map(([name, text]) => [name, new Set(text.split(' '))]),
);

/** A region that is nowhere near a known one may be new, and so may another of the same name with a higher number. */
export function checkRegion(arn: string): ActionProblem | undefined {
  const [head, partition = '', , region = ''] = arn.split(':');
  const own = partitions.get(partition);
  if (head !== 'arn' || !own || !/^[a-z0-9-]+$/.test(region) || own.has(region)) return undefined;
  const other = [...partitions].find(([, regions]) => regions.has(region))?.[0];
  if (other !== undefined) return { message: `is in the partition "${other}", not "${partition}"`, isCertain: true };
  const isNewer = [...own].some((it) => stem(it) === stem(region));
  const near = [...own].find((it) => distance(it, region) === 1);
  if (isNewer || near === undefined) return undefined;
  return { message: `does not exist (as of ${table.asOf}): did you mean "${near}"?`, isCertain: false };
}

function stem(region: string): string {
  return region.replace(/-\d+$/, '');
}
