/** Permission sets: made, changed, listed and taken away. */
import type { Call, Operations } from '../../call';
import { page } from '../../pages';
import { denied } from '../../rights';
import { permissionSetArn } from '../../stable-id';
import {
  accountsProvisionedWith,
  assignmentsAt,
  type EmulatorState,
  nextNumber,
  type PermissionSet,
} from '../../state';
import { conflict, invalid, notFound } from '../../wire/aws-error';
import { type Fields, optionalText, seconds, tagList, tags, text, texts } from '../../wire/fields';
import { demandOrganizationInstance } from './instances';

export const permissionSets: Operations = {
  ListPermissionSets: (call) => {
    demandOrganizationInstance(call);
    return page(call, 'PermissionSets', [...call.world.permissionSets.keys()], (arn) => arn);
  },
  DescribePermissionSet: (call) => ({ PermissionSet: describe(demandSet(call)) }),
  CreatePermissionSet: create,
  UpdatePermissionSet: update,
  DeletePermissionSet: remove,
  ListTagsForResource: (call) => page(call, 'Tags', tagList(demandTagged(call).tags), (tag) => tag),
  TagResource: (call) => changeTags(call, (known) => new Map([...known, ...tags(call.input, 'Tags')])),
  UntagResource: (call) => {
    const gone = texts(call.input, 'TagKeys');
    return changeTags(call, (known) => new Map([...known].filter(([key]) => !gone.includes(key))));
  },
};

const describe = (set: PermissionSet): Fields => ({
  Name: set.name,
  PermissionSetArn: set.arn,
  ...(set.description === undefined ? {} : { Description: set.description }),
  CreatedDate: seconds(set.createdAt),
  SessionDuration: set.sessionDuration,
  ...(set.relayState === undefined ? {} : { RelayState: set.relayState }),
});

function create(call: Call): Fields {
  const { world, input } = call;
  const instance = demandOrganizationInstance(call);
  const name = text(input, 'Name');
  for (const set of world.permissionSets.values())
    if (set.name === name) throw conflict(`PermissionSet with name ${name} already exists.`);
  const made: PermissionSet = {
    arn: permissionSetArn(instance.arn, name, nextNumber(world)),
    name,
    description: optionalText(input, 'Description'),
    sessionDuration: sessionDuration(input) ?? 'PT1H',
    relayState: optionalText(input, 'RelayState'),
    managedPolicies: [],
    customerManagedPolicies: [],
    inlinePolicy: undefined,
    permissionsBoundary: undefined,
    tags: new Map(tags(input, 'Tags')),
    createdAt: world.clock.now(),
    revision: 1,
  };
  world.permissionSets.set(made.arn, made);
  return { PermissionSet: describe(made) };
}

/** One to twelve hours; the model's pattern alone would let a year through. */
function sessionDuration(input: Fields): string | undefined {
  const value = optionalText(input, 'SessionDuration');
  if (value === undefined) return undefined;
  const [, hours = '0', minutes = '0'] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(value) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  if (total < 60 || total > 720) throw invalid('The session duration must be between 1 hour and 12 hours.');
  return value;
}

/** An update that leaves RelayState out clears it (terraform-provider-aws#17411). */
function update(call: Call): Fields {
  const set = demandOwnSet(call);
  change(call, set, {
    description: optionalText(call.input, 'Description') ?? set.description,
    sessionDuration: sessionDuration(call.input) ?? set.sessionDuration,
    relayState: optionalText(call.input, 'RelayState'),
  });
  return {};
}

function remove(call: Call): Fields {
  const set = demandOwnSet(call);
  if (isInUse(call.world, set.arn))
    throw conflict('Could not delete because PermissionSet has ApplicationProfile associated with it.');
  call.world.permissionSets.delete(set.arn);
  for (const bySet of call.world.provisioned.values()) bySet.delete(set.arn);
  return {};
}

/** A provisioning that never succeeded left nothing in the account that could stand in the way. */
const isInUse = (world: EmulatorState, arn: string): boolean =>
  accountsProvisionedWith(world, arn).some(
    (account) =>
      world.provisioned.get(account)?.get(arn)?.role !== undefined || assignmentsAt(world, account, arn).length > 0,
  );

function demandTagged(call: Call): PermissionSet {
  const set = call.world.permissionSets.get(text(call.input, 'ResourceArn'));
  if (set === undefined) throw notFound('Resource not found.');
  return set;
}

function changeTags(call: Call, to: (known: ReadonlyMap<string, string>) => ReadonlyMap<string, string>): Fields {
  const set = demandTagged(call);
  call.world.permissionSets.set(set.arn, { ...set, tags: to(set.tags) });
  return {};
}

/** The permission set that the request names. */
export function demandSet(call: Call): PermissionSet {
  demandOrganizationInstance(call);
  const set = call.world.permissionSets.get(text(call.input, 'PermissionSetArn'));
  if (set === undefined) throw notFound('PermissionSet not found.');
  return set;
}

/**
 * A delegated administrator can't touch sets that are provisioned in the management account, wherever they are used.
 */
export function demandOwnSet(call: Call): PermissionSet {
  const set = demandSet(call);
  const { managementAccount } = call.world.scenario.organization;
  const isManagement = call.caller.account === managementAccount;
  if (!isManagement && accountsProvisionedWith(call.world, set.arn).includes(managementAccount))
    throw denied(call.caller, `sso:${call.operation}`, set.arn);
  return set;
}

/** A change that accounts hold an older version after, until the set is provisioned again. */
export function change(call: Call, set: PermissionSet, to: Partial<PermissionSet>): void {
  call.world.permissionSets.set(set.arn, { ...set, ...to, revision: set.revision + 1 });
}
