/**
 * Which Identity Center instance a profile leads to. An organization has one instance, owned by its management account. An
 * account may have one of its own as well, which gives access to applications and knows no permission sets (IAM Identity
 * Center user guide, "Organization and account instances").
 */
import { DescribeInstanceCommand, ListInstancesCommand, type SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { checked, type Instance, listedInstance as instanceSchema } from '../../core/live';
import type { Failure, InstanceFound, InstanceLocation } from '../../core/reasons';
import type { Calls } from './api/calls';
import { Failed, isFatal } from './api/failed';
import type { Organizations } from './api/organizations';
import { paginate } from './api/pages';
import { fieldsOf, listIn } from './api/received';

export type Search = {
  readonly region: string;
  /** The instance that was asked for: its ARN, its id or its name. */
  readonly wanted: string | undefined;
};

/** As it is listed, and of what a snapshot says of an instance. */
type Listed = { readonly [K in 'arn' | 'identityStoreId' | 'ownerAccount' | 'name' | 'status']: string };

const action = 'sso:ListInstances';

function answeredInstance(item: unknown): unknown {
  const { InstanceArn, IdentityStoreId, OwnerAccountId, Name, Status } = fieldsOf(item);
  return {
    arn: InstanceArn,
    identityStoreId: IdentityStoreId ?? '',
    ownerAccount: OwnerAccountId ?? '',
    name: Name ?? '',
    status: Status ?? 'ACTIVE',
  };
}

/** `undefined` where the region has none. Throws `Failed` where there is one, but none that will do. */
export async function findInstance(
  client: SSOAdminClient,
  calls: Calls,
  organizations: Organizations,
  { region, wanted }: Search,
): Promise<Instance | undefined> {
  const found = await listInstances(client, calls);
  const active = found.filter(({ status }) => status === 'ACTIVE');
  if (active.length === 0) return undefined;
  const named = wanted === undefined ? active : active.filter((it) => matchesName(it, wanted));
  if (named.length === 0) throw new Failed(noSuchInstance(wanted ?? '', active));
  const manager = await organizations.managementAccount();
  const candidates = manager === undefined ? named : named.filter((it) => it.ownerAccount === manager);
  if (candidates.length === 0) throw new Failed(onlyAccountInstance(named[0]));
  return instanceFrom(await chooseInstance(candidates, client, calls), region);
}

async function listInstances(client: SSOAdminClient, { ask }: Calls): Promise<readonly Listed[]> {
  const read = async (NextToken: string | undefined) => {
    const answer = await ask('sso-admin/ListInstances', (options) =>
      client.send(new ListInstancesCommand({ NextToken, MaxResults: 100 }), options),
    );
    const items = listIn(answer, 'Instances', action).map((it) => checked(instanceSchema, answeredInstance(it)));
    return {
      items: items.flatMap((it) => ('value' in it ? [it.value] : [])),
      malformed: items.flatMap((it) => ('problem' in it ? [{ item: '', problem: it.problem }] : [])),
      next: answer.NextToken,
    };
  };
  const { items, failure } = await paginate(read, { action, keyOf: ({ arn }) => arn });
  if (failure) throw new Failed(failure);
  return items;
}

function matchesName({ arn, name }: Listed, wanted: string): boolean {
  return arn === wanted || arn.endsWith(`/${wanted}`) || name === wanted;
}

/** A guess between two would show access that is not the organization's. */
async function chooseInstance(candidates: readonly Listed[], client: SSOAdminClient, calls: Calls): Promise<Listed> {
  const described = await Promise.all(
    candidates.map(async (it) => ({ it, enabled: await permissionSetsEnabled(client, calls, it) })),
  );
  const certain = described.filter(({ enabled }) => enabled === true);
  const possible = certain.length > 0 ? certain : described.filter(({ enabled }) => enabled !== false);
  const [one, other] = possible;
  if (!one) throw new Failed(withoutPermissionSets(candidates[0]?.arn));
  if (other) throw new Failed(severalInstances(possible.map(({ it }) => it)));
  return one.it;
}

/** `undefined` where DescribeInstance is denied, or does not tell: then the lists will show. */
async function permissionSetsEnabled(client: SSOAdminClient, { ask }: Calls, { arn: InstanceArn }: Listed) {
  const answer = await tolerate(() =>
    ask('sso-admin/DescribeInstance', (options) => client.send(new DescribeInstanceCommand({ InstanceArn }), options)),
  );
  return typeof answer?.PermissionSetsEnabled === 'boolean' ? answer.PermissionSetsEnabled : undefined;
}

async function tolerate<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failed && !isFatal(error.failure)) return undefined;
    throw error;
  }
}

function instanceFrom({ arn, identityStoreId, ownerAccount, name }: Listed, region: string): Instance {
  return { arn, identityStoreId, ownerAccount, region, name: name || undefined };
}

export function noInstance(where: InstanceLocation): Failure {
  return { kind: 'no-instance', reason: { kind: 'no-instance-seen', where } };
}

function noSuchInstance(wanted: string, seen: readonly Listed[]): Failure {
  return { kind: 'no-instance', reason: { kind: 'no-such-instance', wanted, seen: seen.map(instanceSeen) } };
}

function severalInstances(seen: readonly Listed[]): Failure {
  return { kind: 'no-instance', reason: { kind: 'several-instances', seen: seen.map(instanceSeen) } };
}

function instanceSeen({ arn, name, ownerAccount }: Listed): InstanceFound {
  return { arn, name: name || undefined, account: ownerAccount || undefined };
}

function onlyAccountInstance(it: Listed | undefined): Failure {
  return { kind: 'no-instance', reason: { kind: 'account-instance', instance: it && instanceSeen(it) } };
}

function withoutPermissionSets(arn: string | undefined): Failure {
  return { kind: 'no-instance', reason: { kind: 'instance-without-sets', arn } };
}
