/**
 * YAML access definitions read as a part of the Access. All definition files of a workspace share one namespace: an
 * account declared in one is a name in every other.
 */
import { isKnown, nearest, unknown } from '../../base';
import type * as model from '../../model';
import type { UnknownReason } from '../../reasons';
import * as yaml from '../../syntax/yaml';
import type { Part, PartGap } from '../part';
import { type AccountNames, readAccounts } from './accounts';
import { readAssignments } from './assignments';
import { readPermissionSets } from './permission-sets';
import { readPolicies } from './policies';
import { unknownFacts } from './unknowns';

export const definitionKeys = [
  'permission_sets',
  'groups',
  'accounts',
  'group_assignments',
  'user_assignments',
  'policies',
] as const;

type Section = (typeof definitionKeys)[number];

/** One document of a definition file, its sections by key. */
export type Definition = {
  readonly reading: yaml.Reading;
  readonly sections: ReadonlyMap<string, yaml.Field>;
  /** A key that is none of ours: a misspelt one hides a whole section. */
  readonly strange: yaml.Node | undefined;
};

/** Accounts that other witnesses name (the project file, Terraform) may be passed as names too. */
export function readDefinitions(files: readonly yaml.File[], named: AccountNames = new Map()): Part {
  const definitions = files.flatMap(readDocuments);
  const each = <T>(section: Section, read: (reading: yaml.Reading, node: yaml.Node) => readonly T[]) =>
    definitions.flatMap(({ reading, sections }) => {
      const node = sections.get(section)?.value;
      return node ? read(reading, node) : [];
    });
  const accounts = each('accounts', readAccounts);
  const names: AccountNames = new Map([...named, ...namesOf(accounts)]);
  const assignments = [
    ...each('group_assignments', (reading, node) => readAssignments(reading, node, { type: 'GROUP', names })),
    ...each('user_assignments', (reading, node) => readAssignments(reading, node, { type: 'USER', names })),
  ];
  const permissionSets = each('permission_sets', readPermissionSets);
  const policies = each('policies', (reading, node) => readPolicies(reading, node, names));
  return {
    permissionSets,
    groups: each('groups', readGroups),
    users: [],
    accounts,
    policies,
    assignments,
    gaps: gapsOf(definitions),
    unknowns: unknownFacts(permissionSets, policies, assignments),
    problems: [...files.flatMap(yaml.duplicateKeys), ...definitions.flatMap((it) => it.reading.problems)],
  };
}

function readDocuments(file: yaml.File): readonly Definition[] {
  return file.documents.flatMap(({ root }) => {
    if (!root || yaml.isNull(root)) return [];
    if (isForeign(root)) return [];
    const reading: yaml.Reading = { path: file.path, problems: [] };
    const known = { part: { kind: 'access-definition' }, names: definitionKeys } as const;
    const sections = yaml.readKnownFields(reading, root, known);
    const fields = root.kind === 'mapping' ? yaml.fieldsOf(root) : [];
    return [{ reading, sections, strange: fields.find(({ name }) => !names.has(name))?.key }];
  });
}

const names: ReadonlySet<string> = new Set(definitionKeys);

/** A folder called `access` may hold YAML of quite another kind: with none of our keys in it, it is not ours to judge. */
function isForeign(root: yaml.Node): boolean {
  return root.kind !== 'mapping' || !yaml.fieldsOf(root).some(({ name }) => names.has(name) || isMeantToBeOurs(name));
}

function isMeantToBeOurs(name: string): boolean {
  const isSlip = nearest(name, longNames).some((it) => Math.abs(it.length - name.length) <= 1);
  return isSlip || definitionKeys.some((key) => squash(key) === squash(name));
}

/** Too long to be like another format's key by chance. */
const longNames = definitionKeys.filter((key) => key.includes('_'));

/** `Permission-Sets` and `permissionsets` are meant to be ours. */
function squash(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]|s\b/g, '');
}

function readGroups(reading: yaml.Reading, node: yaml.Node): readonly model.Group[] {
  return yaml.readFields(reading, node, { kind: 'key', name: 'groups' }).map(({ name, key, value }) => {
    yaml.readKnownFields(reading, value, { part: { kind: 'group' }, names: ['description'] });
    const origin = { at: yaml.locationOf(reading, key) };
    return { name: { value: name, origin }, presence: 'declared', address: `groups.${name}`, origin };
  });
}

function namesOf(accounts: readonly model.Account[]): AccountNames {
  const names = new Map<string, model.Account>();
  for (const account of accounts) if (account.name && isKnown(account.name)) names.set(account.name.value, account);
  return names;
}

/**
 * Users are never declared here, and groups need not be: most come from the identity provider. Only a workspace that
 * lists its groups says which there are.
 */
function gapsOf(definitions: readonly Definition[]): readonly PartGap[] {
  const [first] = definitions;
  if (!first) return [];
  const origin = { at: { path: first.reading.path, start: 0, end: 0 } };
  const gap = (of: PartGap['of'], because: UnknownReason): PartGap => ({ of, because: unknown(because, origin) });
  const lists = (section: Section) => definitions.some(({ sections }) => sections.has(section));
  return [
    { ...gap('users', { kind: 'users-not-listed' }), elsewhere: true },
    ...definitions.flatMap(hiddenIn),
    ...(lists('groups') || !lists('group_assignments') ? [] : [gap('groups', { kind: 'groups-not-listed' })]),
  ];
}

const kindOfSection: Readonly<Record<Section, PartGap['of']>> = {
  permission_sets: 'permission-sets',
  groups: 'groups',
  accounts: 'accounts',
  policies: 'policies',
  group_assignments: 'assignments',
  user_assignments: 'assignments',
};

/** A section of another shape, and a key that may be a section's, say that there is more than could be read. */
function hiddenIn({ reading, sections, strange }: Definition): readonly PartGap[] {
  const gap = (of: PartGap['of'], node: yaml.Node): PartGap => {
    return {
      of,
      because: unknown({ kind: 'unreadable-part' }, { at: yaml.locationOf(reading, node) }),
    };
  };
  const misshapen = definitionKeys.flatMap((key) => {
    const node = sections.get(key)?.value;
    return node && node.kind !== 'mapping' && !yaml.isNull(node) ? [gap(kindOfSection[key], node)] : [];
  });
  const kinds = [...new Set(Object.values(kindOfSection))];
  return [...misshapen, ...(strange ? kinds.map((of) => gap(of, strange)) : [])];
}
