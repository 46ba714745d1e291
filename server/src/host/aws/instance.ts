/** Which Identity Center instance a profile leads to. */
import {
  DescribeInstanceCommand,
  type InstanceMetadata,
  ListInstancesCommand,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import type { Failure, Instance } from '../../core/live';
import type { Calls } from './calls';
import { endsEverything, Failed } from './failed';
import type { Organizations } from './organizations';
import { paginate } from './pages';

/**
 * An organization has one instance, owned by its management account. An account may have one of its own as well, which
 * knows no permission sets (IAM Identity Center user guide, "Organization and account instances").
 */
export async function findInstance(
  client: SSOAdminClient,
  calls: Calls,
  organizations: Organizations,
  region: string,
): Promise<Instance | undefined> {
  const found = await listInstances(client, calls);
  const active = found.filter(({ Status }) => Status === undefined || Status === 'ACTIVE');
  if (active.length === 0) return undefined;
  const manager = await organizations.managementAccount();
  const candidates = manager === undefined ? active : active.filter((it) => it.OwnerAccountId === manager);
  if (candidates.length === 0) throw new Failed(onlyAccountInstance(active[0], region));
  for (const candidate of candidates) {
    if (await hasPermissionSets(client, calls, candidate)) return instanceFrom(candidate, region);
  }
  throw new Failed(withoutPermissionSets(candidates[0]?.InstanceArn));
}

async function listInstances(client: SSOAdminClient, { ask }: Calls): Promise<readonly InstanceMetadata[]> {
  const { items, failure } = await paginate(async (NextToken) => {
    const answer = await ask('sso-admin/ListInstances', (options) =>
      client.send(new ListInstancesCommand({ NextToken, MaxResults: 100 }), options),
    );
    return { items: answer.Instances ?? [], next: answer.NextToken };
  });
  if (failure) throw new Failed(failure);
  return items;
}

/** Only a plain `false` is a refusal: where DescribeInstance is denied, or does not tell, the lists will show. */
async function hasPermissionSets(client: SSOAdminClient, { ask }: Calls, it: InstanceMetadata): Promise<boolean> {
  const { InstanceArn } = it;
  const answer = await tolerate(() =>
    ask('sso-admin/DescribeInstance', (options) => client.send(new DescribeInstanceCommand({ InstanceArn }), options)),
  );
  return answer?.PermissionSetsEnabled !== false;
}

async function tolerate<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failed && !endsEverything(error.failure)) return undefined;
    throw error;
  }
}

function instanceFrom(it: InstanceMetadata, region: string): Instance {
  return {
    arn: it.InstanceArn ?? '',
    identityStoreId: it.IdentityStoreId ?? '',
    ownerAccount: it.OwnerAccountId ?? '',
    region,
    name: it.Name || undefined,
  };
}

export function noInstance(regions: readonly string[]): Failure {
  return {
    kind: 'no-instance',
    message: `No Identity Center instance can be seen from this profile: looked in ${regions.join(', ')}`,
    nextStep:
      'Use a profile of the management account or the delegated administrator, in the region of Identity Center.',
  };
}

function onlyAccountInstance(it: InstanceMetadata | undefined, region: string): Failure {
  return {
    kind: 'no-instance',
    message: `This profile sees an account instance only, which has no permission sets: ${it?.InstanceArn ?? region}`,
    nextStep: 'Use a profile of the management account or of the delegated administrator account.',
  };
}

function withoutPermissionSets(arn: string | undefined): Failure {
  return {
    kind: 'no-instance',
    message: `Multi-account permissions are not enabled in this instance, so it has no permission sets: ${arn}`,
    nextStep: 'Enable multi-account permissions in the Identity Center console, or use another profile.',
  };
}
