/** The parts of all readers joined into the one Access the code declares. */
import {
  contained,
  type Fault,
  isKnown,
  keepList,
  type Maybe,
  type Problem,
  rememberEach,
  type Unknown,
  unknown,
} from '../base';
import * as model from '../model';
import { faultyPart } from './faulty-part';
import { type AccountNames, type GapKind, joinParts, type Part } from './part';

export type Declared = {
  readonly access: model.Access;
  readonly unknowns: readonly model.UnknownFact[];
  readonly problems: readonly Problem[];
  /** Where we failed: what was to be read there is not known. */
  readonly faults: readonly Fault[];
};

export function join(parts: readonly Part[], project: model.ProjectFile): Declared {
  const joined = () => joinAll(parts, project);
  return contained({ kind: 'declaration' }, joined, (fault) => joinAll([faultyPart(fault)], model.emptyProjectFile));
}

/** What the project file says is managed elsewhere exists, though no code here declares it. */
function joinAll(parts: readonly Part[], project: model.ProjectFile): Declared {
  const all = joinParts(parts);
  const gaps = (of: GapKind) => all.gaps.flatMap((it) => (it.of === of ? [it.because] : []));
  const includesAllDeclared = (of: GapKind, items: readonly Named[]) =>
    all.gaps.every((it) => it.of !== of || it.elsewhere) && items.every(isNamed);
  const listed = <T extends { readonly name: Maybe<string> }>(items: readonly T[], because: readonly Unknown[]) =>
    model.listing(items, ({ name }) => name, because);
  const sets = listed(all.permissionSets, [
    ...gaps('permission-sets'),
    ...noneDeclared(all.permissionSets, 'permission set'),
  ]);
  const groups = listed(all.groups, [...gaps('groups'), ...noneDeclared(all.groups, 'group')]);
  const access: model.Access = {
    permissionSets: withOutside(
      { ...sets, includesAllDeclared: includesAllDeclared('permission-sets', all.permissionSets) },
      project.outside.permissionSets,
      outsidePermissionSet,
    ),
    unresolvedPolicies: all.unresolvedPolicies,
    groups: withOutside(groups, project.outside.groups, outsideGroup),
    groupUses: all.groupUses,
    users: { ...listed(all.users, gaps('users')), includesAllDeclared: includesAllDeclared('users', all.users) },
    accounts: model.listing(withProjectAccounts(all.accounts, project), (it) => it.id, gaps('accounts')),
    policies: { all: all.policies, ...completeness([...gaps('policies'), ...unnamed(all.policies)]) },
    assignments: listedAssignments(all.assignments, [
      ...all.gaps.filter((it) => it.of === 'assignments'),
      ...wildcardAssignments(all.assignments),
    ]),
    delegations: all.delegations,
    configuration: reliableConfiguration(parts),
  };
  return { access, unknowns: all.unknowns, problems: all.problems, faults: all.faults ?? [] };
}

type Named = Pick<model.User, 'name' | 'presence'>;

function isNamed({ name, presence }: Named): boolean {
  return presence === 'looked-up' || isKnown(name);
}

/** A quote that is not closed yet swallows the keys behind it: then a missing one proves nothing. */
function reliableConfiguration(parts: readonly Part[]): model.Configuration | undefined {
  const configuration = parts.find((part) => part.configuration)?.configuration;
  const isIncomplete = parts.some((part) => part.broken && part.broken.length > 0);
  return configuration && isIncomplete ? { ...configuration, missingKeys: [] } : configuration;
}

const noOrigin = { at: { path: '', start: 0, end: 0 } };
const projectFile = { at: { path: '.idc.yaml', start: 0, end: 0 } };

/** Code that declares no set (or group) at all only uses those of others: then a missing name proves nothing. */
function noneDeclared(items: readonly { readonly presence: model.Presence }[], what: string): readonly Unknown[] {
  if (items.some((it) => it.presence === 'declared')) return [];
  return [unknown({ kind: 'none-declared', what }, noOrigin)];
}

function completeness(because: readonly Unknown[]): { complete: boolean; because: readonly Unknown[] } {
  return { complete: because.length === 0, because };
}

function unnamed(policies: readonly model.Policy[]): readonly Unknown[] {
  return policies.flatMap(({ name }) => (isKnown(name) ? [] : [name]));
}

function listedAssignments(all: readonly model.Assignment[], hidden: readonly model.Hidden[]): model.Assignments {
  return { all, hidden, ...completeness(hidden.map(({ because }) => because)) };
}

function wildcardAssignments(assignments: readonly model.Assignment[]): readonly model.Hidden[] {
  return assignments.flatMap((it) => {
    const { wildcardBecause, origin, resource, principalType, organization } = it;
    if (wildcardBecause === undefined) return [];
    const permissionSet = organization === undefined ? undefined : it.permissionSet;
    return [{ because: unknown(wildcardBecause, origin), resource, principalType, organization, permissionSet }];
  });
}

function withOutside<T>(
  listing: model.Listing<T>,
  names: readonly string[],
  make: (name: string) => T,
): model.Listing<T> {
  if (names.length === 0) return listing;
  const outside = new Map(names.map((name) => [name, make(name)]));
  return { ...listing, byName: new Map([...outside, ...listing.byName]) };
}

function outsidePermissionSet(name: string): model.PermissionSet {
  return {
    name: { value: name, origin: projectFile },
    presence: 'looked-up',
    address: `outside.permissionSets.${name}`,
    origin: projectFile,
    sessionDuration: undefined,
    description: undefined,
    managedPolicies: [],
    customerManagedPolicies: [],
    permissionsBoundary: undefined,
    inlinePolicy: undefined,
    policiesComplete: false,
  };
}

function outsideGroup(name: string): model.Group {
  const address = `outside.groups.${name}`;
  return { name: { value: name, origin: projectFile }, presence: 'looked-up', address, origin: projectFile };
}

/** An account the project file names need not be declared again; where both do, the code's own entry stands. */
function withProjectAccounts(accounts: readonly model.Account[], project: model.ProjectFile): readonly model.Account[] {
  const ids = new Set(accounts.flatMap(({ id }) => (isKnown(id) ? id.value : [])));
  return [...accounts, ...projectAccounts(project).filter(({ id }) => !isKnown(id) || !ids.has(id.value))];
}

const projectAccounts = rememberEach((project: model.ProjectFile): readonly model.Account[] =>
  project.accounts.map(({ id, name, origin = projectFile }) => ({
    id: { value: id, origin },
    name: name === undefined ? undefined : { value: name, origin },
    origin,
  })),
);

/** Names that other formats may use for accounts of Terraform's and the project file's; the same map while they are. */
export function createAccountNames(): (terraform: Part, project: model.ProjectFile) => AccountNames {
  const keep = keepList<model.Account>();
  const named = rememberEach((accounts: readonly model.Account[]) => {
    const names = new Map<string, model.Account>();
    for (const account of accounts) if (account.name && isKnown(account.name)) names.set(account.name.value, account);
    return names;
  });
  return ({ accounts }, project) => named(keep(withProjectAccounts(accounts, project)));
}
