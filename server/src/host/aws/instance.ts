/**
 * Which Identity Center instance a profile leads to. An organization has one instance, owned by its management account. An
 * account may have one of its own as well, which gives access to applications and knows no permission sets (IAM Identity
 * Center user guide, "Organization and account instances").
 */
import {
  DescribeInstanceCommand,
  type InstanceMetadata,
  ListInstancesCommand,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import type { Instance } from '../../core/live';
import type { Failure, InstanceFound, InstanceLocation } from '../../core/reasons';
import type { Calls } from './api/calls';
import { Failed, isFatal } from './api/failed';
import type { Organizations } from './api/organizations';
import { paginate } from './api/pages';

export type Search = {
  readonly region: string;
  /** The instance that was asked for: its ARN, its id or its name. */
  readonly wanted: string | undefined;
};

/** `undefined` where the region has none. Throws `Failed` where there is one, but none that will do. */
export async function findInstance(
  client: SSOAdminClient,
  calls: Calls,
  organizations: Organizations,
  { region, wanted }: Search,
): Promise<Instance | undefined> {
  const found = await listInstances(client, calls);
  const active = found.filter(({ Status }) => Status === undefined || Status === 'ACTIVE');
  if (active.length === 0) return undefined;
  const named = wanted === undefined ? active : active.filter((it) => matchesName(it, wanted));
  if (named.length === 0) throw new Failed(noSuchInstance(wanted ?? '', active));
  const manager = await organizations.managementAccount();
  const candidates = manager === undefined ? named : named.filter((it) => it.OwnerAccountId === manager);
  if (candidates.length === 0) throw new Failed(onlyAccountInstance(named[0]));
  return instanceFrom(await chooseInstance(candidates, client, calls), region);
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

function matchesName({ InstanceArn = '', Name }: InstanceMetadata, wanted: string): boolean {
  return InstanceArn === wanted || InstanceArn.endsWith(`/${wanted}`) || Name === wanted;
}

/** A guess between two would show access that is not the organization's. */
async function chooseInstance(
  candidates: readonly InstanceMetadata[],
  client: SSOAdminClient,
  calls: Calls,
): Promise<InstanceMetadata> {
  const described = await Promise.all(
    candidates.map(async (it) => ({ it, enabled: await permissionSetsEnabled(client, calls, it) })),
  );
  const certain = described.filter(({ enabled }) => enabled === true);
  const possible = certain.length > 0 ? certain : described.filter(({ enabled }) => enabled !== false);
  const [one, other] = possible;
  if (!one) throw new Failed(withoutPermissionSets(candidates[0]?.InstanceArn));
  if (other) throw new Failed(severalInstances(possible.map(({ it }) => it)));
  return one.it;
}

/** `undefined` where DescribeInstance is denied, or does not tell: then the lists will show. */
async function permissionSetsEnabled(client: SSOAdminClient, { ask }: Calls, { InstanceArn }: InstanceMetadata) {
  const answer = await tolerate(() =>
    ask('sso-admin/DescribeInstance', (options) => client.send(new DescribeInstanceCommand({ InstanceArn }), options)),
  );
  return answer?.PermissionSetsEnabled;
}

async function tolerate<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failed && !isFatal(error.failure)) return undefined;
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

export function noInstance(where: InstanceLocation): Failure {
  return { kind: 'no-instance', reason: { kind: 'no-instance-seen', where } };
}

function noSuchInstance(wanted: string, seen: readonly InstanceMetadata[]): Failure {
  return { kind: 'no-instance', reason: { kind: 'no-such-instance', wanted, seen: seen.map(instanceSeen) } };
}

function severalInstances(seen: readonly InstanceMetadata[]): Failure {
  return { kind: 'no-instance', reason: { kind: 'several-instances', seen: seen.map(instanceSeen) } };
}

function instanceSeen({ InstanceArn: arn = '', Name: name, OwnerAccountId: account }: InstanceMetadata): InstanceFound {
  return { arn, name, account };
}

function onlyAccountInstance(it: InstanceMetadata | undefined): Failure {
  return { kind: 'no-instance', reason: { kind: 'account-instance', instance: it && instanceSeen(it) } };
}

function withoutPermissionSets(arn: string | undefined): Failure {
  return { kind: 'no-instance', reason: { kind: 'instance-without-sets', arn } };
}
