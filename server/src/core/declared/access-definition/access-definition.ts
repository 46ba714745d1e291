/**
 * YAML access definitions read as a part of the Access. All definition files of a workspace share one namespace: an
 * account declared in one is a name in every other.
 */
import { isKnown, nearest, type Problem, unknown } from '../../base';
import type * as model from '../../model';
import type { UnknownReason } from '../../reasons';
import * as yaml from '../../syntax/yaml';
import type { AccountNames, Part, PartGap } from '../part';
import { readAccounts } from './accounts';
import { readAssignments, resolveAssignment, type WrittenAssignment } from './assignments';
import { readPermissionSets } from './permission-sets';
import { readPolicies, resolvePolicy, type WrittenPolicy } from './policies';
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

/** What one file says by itself. */
export type DefinitionFile = {
  readonly documents: readonly Definition[];
  readonly permissionSets: readonly model.PermissionSet[];
  readonly groups: readonly model.Group[];
  readonly accounts: readonly model.Account[];
  readonly policies: readonly WrittenPolicy[];
  readonly groupAssignments: readonly WrittenAssignment[];
  readonly userAssignments: readonly WrittenAssignment[];
  readonly problems: readonly Problem[];
};

/** One document of a definition file, its sections by key. */
type Definition = {
  readonly reading: yaml.Reading;
  readonly sections: ReadonlyMap<string, yaml.Field>;
  /** A key that is none of ours: a misspelt one hides a whole section. */
  readonly unknownKey: yaml.Node | undefined;
};

export function readDefinition(file: yaml.File): DefinitionFile {
  const documents = readDocuments(file);
  const each = <T>(section: Section, read: (reading: yaml.Reading, node: yaml.Node) => readonly T[]) =>
    documents.flatMap(({ reading, sections }) => {
      const node = sections.get(section)?.value;
      return node ? read(reading, node) : [];
    });
  return {
    documents,
    permissionSets: each('permission_sets', readPermissionSets),
    groups: each('groups', readGroups),
    accounts: each('accounts', readAccounts),
    policies: each('policies', readPolicies),
    groupAssignments: each('group_assignments', (reading, node) => readAssignments(reading, node, 'GROUP')),
    userAssignments: each('user_assignments', (reading, node) => readAssignments(reading, node, 'USER')),
    problems: [...yaml.duplicateKeys(file), ...documents.flatMap((it) => it.reading.problems)],
  };
}

/** `named`: the accounts that other formats and the project file name. */
export function joinDefinitions(files: readonly DefinitionFile[], named: AccountNames): Part {
  const all = <T>(items: (file: DefinitionFile) => readonly T[]) => files.flatMap(items);
  const accounts = all((file) => file.accounts);
  const names: AccountNames = new Map([...named, ...namesOf(accounts)]);
  const written = [...all((file) => file.groupAssignments), ...all((file) => file.userAssignments)];
  const assignments = written.map((it) => resolveAssignment(it, names));
  const permissionSets = all((file) => file.permissionSets);
  const policies = all((file) => file.policies).map((it) => resolvePolicy(it, names));
  return {
    permissionSets,
    groups: all((file) => file.groups),
    users: [],
    accounts,
    policies,
    assignments,
    gaps: gapsOf(all((file) => file.documents)),
    unknowns: unknownFacts(permissionSets, policies, assignments),
    problems: all((file) => file.problems),
  };
}

function readDocuments(file: yaml.File): readonly Definition[] {
  return file.documents.flatMap(({ root }) => {
    if (!root || yaml.isNull(root)) return [];
    if (isOtherFormat(root)) return [];
    const reading: yaml.Reading = { path: file.path, problems: [] };
    const known = { part: { kind: 'access-definition' }, names: definitionKeys } as const;
    const sections = yaml.readKnownFields(reading, root, known);
    const fields = root.kind === 'mapping' ? yaml.fieldsOf(root) : [];
    return [{ reading, sections, unknownKey: fields.find(({ name }) => !names.has(name))?.key }];
  });
}

const names: ReadonlySet<string> = new Set(definitionKeys);

/** A folder called `access` may hold YAML of quite another kind: with none of our keys in it, it is not ours to judge. */
function isOtherFormat(root: yaml.Node): boolean {
  return root.kind !== 'mapping' || !yaml.fieldsOf(root).some(({ name }) => names.has(name) || isMisspeltKey(name));
}

function isMisspeltKey(name: string): boolean {
  const isTypo = nearest(name, longKeys).some((it) => Math.abs(it.length - name.length) <= 1);
  return isTypo || definitionKeys.some((key) => normalized(key) === normalized(name));
}

/** Too long to be like another format's key by chance. */
const longKeys = definitionKeys.filter((key) => key.includes('_'));

/** So that `Permission-Sets` and `permissionsets` count as misspelt keys of the format. */
function normalized(name: string): string {
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
function hiddenIn({ reading, sections, unknownKey }: Definition): readonly PartGap[] {
  const gap = (of: PartGap['of'], node: yaml.Node): PartGap => {
    return {
      of,
      because: unknown({ kind: 'unreadable-part' }, { at: yaml.locationOf(reading, node) }),
    };
  };
  const malformed = definitionKeys.flatMap((key) => {
    const node = sections.get(key)?.value;
    return node && node.kind !== 'mapping' && !yaml.isNull(node) ? [gap(kindOfSection[key], node)] : [];
  });
  const kinds = [...new Set(Object.values(kindOfSection))];
  return [...malformed, ...(unknownKey ? kinds.map((of) => gap(of, unknownKey)) : [])];
}
