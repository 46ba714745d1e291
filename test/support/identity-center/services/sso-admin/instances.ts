/** Instances and what belongs to them: regions, attributes for access control, applications. */
import type { Call, Operations } from '../../call';
import { page } from '../../pages';
import { denied } from '../../rights';
import type { Instance } from '../../state';
import { invalid, notFound } from '../../wire/aws-error';
import { type Fields, optionalText, seconds, text } from '../../wire/fields';

export const instances: Operations = {
  ListInstances: (call) => page(call, 'Instances', visibleInstances(call), (it) => describe(call, it)),
  DescribeInstance: (call) => ({
    ...describe(call, demandInstance(call)),
    EncryptionConfigurationDetails: { KeyType: 'AWS_OWNED_KMS_KEY', EncryptionStatus: 'ENABLED' },
    PermissionSetsEnabled: demandInstance(call).kind === 'organization',
  }),
  ListRegions: (call) => page(call, 'Regions', [demandInstance(call)], (it) => region(call, it)),
  DescribeRegion: (call) => {
    const instance = demandInstance(call);
    if (text(call.input, 'RegionName') !== call.world.region) throw notFound('Region not found.');
    return region(call, instance);
  },
  DescribeInstanceAccessControlAttributeConfiguration: (call) => {
    demandInstance(call);
    throw notFound('Instance access control attribute configuration not found.');
  },
  ListApplications: (call) => {
    demandInstance(call);
    return page(call, 'Applications', [], (it) => it);
  },
};

/** Elsewhere than in its Region, and for accounts that have no part in it, an instance can't be seen. */
function visibleInstances({ world, caller }: Call): readonly Instance[] {
  const { managementAccount, delegatedAdministrator } = world.scenario.organization;
  if (caller.region !== world.region) return [];
  return world.instances.filter(({ kind, ownerAccount }) =>
    kind === 'organization'
      ? caller.account === managementAccount || caller.account === delegatedAdministrator
      : caller.account === ownerAccount,
  );
}

const describe = ({ world }: Call, it: Instance): Fields => ({
  InstanceArn: it.arn,
  IdentityStoreId: it.identityStore,
  OwnerAccountId: it.ownerAccount,
  ...(it.name === undefined ? {} : { Name: it.name }),
  CreatedDate: seconds(it.createdAt),
  Status: 'ACTIVE',
  PrimaryRegion: world.region,
});

const region = ({ world }: Call, it: Instance): Fields => ({
  RegionName: world.region,
  Status: 'ACTIVE',
  AddedDate: seconds(it.createdAt),
  IsPrimaryRegion: true,
});

/** The instance that the request names. */
export function demandInstance(call: Call): Instance {
  const arn = optionalText(call.input, 'InstanceArn');
  const found = visibleInstances(call).find((each) => each.arn === arn);
  if (found === undefined) throw denied(call.caller, `sso:${call.operation}`, arn);
  return found;
}

/** Permission sets exist only in the organization's instance. */
export function demandOrganizationInstance(call: Call): Instance {
  const instance = demandInstance(call);
  if (instance.kind === 'account')
    throw invalid('The operation is not supported for this type of Identity Center instance.');
  return instance;
}
