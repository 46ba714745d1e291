/** The configurations of the Landing Zone Accelerator on AWS, read as a part of the Access. */
import { isKnown, type Unknown, unknown } from '../../base';
import type * as model from '../../model';
import * as yaml from '../../syntax/yaml';
import type { ReferencedFiles } from '../format';
import type { GapKind, Part, PartGap } from '../part';
import { managementName, readAccounts, startOf, type ZoneAccounts } from './accounts';
import { readAssignment } from './assignments';
import { partitionOf } from './managed-arn';
import { readPermissionSet } from './permission-sets';
import { readPolicySet } from './policies';
import { unknownFacts } from './unknowns';
import { type Config, configOf, type Items, itemsIn, rootOf, textIn, unknownKeys, valueAt } from './values';
import { type LandingZone, landingZoneOf } from './zone';

/** The texts beside it are those of its inline policies. */
export function readLandingZone(iam: yaml.File, { documents, texts }: ReferencedFiles): Part {
  const zone = landingZoneOf(iam, documents);
  const config = configOf(zone.iam);
  const sections = sectionsOf(config, zone.iam);
  const accounts = readAccounts(zone);
  const organization = zone.iam.path;
  const context = { organization, folder: zone.folder, partition: partitionOf(zone), texts };
  const permissionSets = sections.sets.items.map((node) => readPermissionSet(config, node, context));
  const assignments = sections.granted.items.flatMap((it) => readAssignment(config, it, { accounts, organization }));
  const policies = sections.made.items.flatMap((node) => readPolicySet(config, node, { accounts, organization }));
  return {
    permissionSets,
    groups: [],
    users: [],
    accounts: accounts.all,
    policies,
    assignments,
    delegations: readDelegation(config, sections.identityCenter, { accounts, organization }),
    gaps: gapsOf(zone, sections, accounts),
    unknowns: unknownFacts(permissionSets, policies, assignments),
    problems: [zone.iam, ...(zone.accounts ? [zone.accounts] : [])].flatMap(yaml.duplicateKeys),
  };
}

type Sections = {
  readonly identityCenter: yaml.Node | undefined;
  readonly sets: Items;
  readonly granted: Items;
  readonly made: Items;
  readonly unknownSections: readonly Unknown[];
};

function sectionsOf(config: Config, iam: yaml.File): Sections {
  const identityCenter = valueAt(rootOf(iam), 'identityCenter');
  return {
    identityCenter,
    sets: itemsIn(config, valueAt(identityCenter, 'identityCenterPermissionSets')),
    granted: itemsIn(config, valueAt(identityCenter, 'identityCenterAssignments')),
    made: itemsIn(config, valueAt(rootOf(iam), 'policySets')),
    unknownSections: unknownKeys(config, identityCenter, keys),
  };
}

const keys = ['name', 'delegatedAdminAccount', 'identityCenterPermissionSets', 'identityCenterAssignments'];

function gapsOf(
  { iam }: LandingZone,
  { sets, granted, made, unknownSections }: Sections,
  { open }: ZoneAccounts,
): readonly PartGap[] {
  const gaps = (of: GapKind, because: readonly Unknown[]) => because.map((it) => ({ of, because: it }));
  return [
    ...gaps('permission-sets', [...sets.open, ...unknownSections]),
    ...gaps('assignments', [...granted.open, ...unknownSections]).map((gap) => ({ ...gap, organization: iam.path })),
    ...gaps('policies', made.open),
    ...gaps('accounts', open),
    ...createdElsewhere(iam),
  ];
}

/** Groups and users come from the identity store, and `customerManaged` policies are there before the accelerator runs. */
function createdElsewhere(iam: yaml.File): readonly PartGap[] {
  return (['groups', 'users', 'policies'] as const).map((of) => ({
    of,
    because: unknown({ kind: 'listed-elsewhere', what: of }, startOf(iam)),
    elsewhere: true,
  }));
}

type Zone = { readonly accounts: ZoneAccounts; readonly organization: string };

/** A delegated administrator other than the management account, where both are known. */
function readDelegation(config: Config, node: yaml.Node | undefined, zone: Zone): readonly model.Delegation[] {
  const administrator = textIn(config, valueAt(node, 'delegatedAdminAccount'));
  if (!administrator || !isKnown(administrator) || administrator.value === managementName) return [];
  const management = zone.accounts.all.find(({ name }) => isKnown(name) && name.value === managementName);
  if (!management) return [];
  const managementAccount = isKnown(management.id) ? management.id.value : management.address;
  return [{ organization: zone.organization, managementAccount, origin: administrator.origin }];
}
