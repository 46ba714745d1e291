/** The parts of all readers joined into the one Access the code declares. */
import { isKnown, type Problem, type Unknown, unknown } from '../base';
import * as model from '../model';
import type { GapKind, Part } from './part';

export type Declared = {
  readonly access: model.Access;
  readonly unknowns: readonly model.UnknownFact[];
  readonly problems: readonly Problem[];
};

/** What the project file says is managed elsewhere exists, though no code here declares it. */
export function join(parts: readonly Part[], project: model.ProjectFile): Declared {
  const gaps = (of: GapKind) => parts.flatMap((part) => part.gaps.filter((it) => it.of === of).map((it) => it.because));
  const all = <T>(items: (part: Part) => readonly T[]) => parts.flatMap(items);
  const holdsAllMade = (of: GapKind, items: readonly Named[]) =>
    all((part) => part.gaps).every((it) => it.of !== of || it.elsewhere) && items.every(isNamed);
  const sets = all((part) => part.permissionSets);
  const groups = all((part) => part.groups);
  const users = all((part) => part.users);
  const policies = all((part) => part.policies);
  const assignments = all((part) => part.assignments);
  const access: model.Access = {
    permissionSets: withOutside(
      {
        ...model.listing(sets, (it) => it.name, [...gaps('permission-sets'), ...noneDeclared(sets, 'permission set')]),
        holdsAllMade: holdsAllMade('permission-sets', sets),
      },
      project.outside.permissionSets,
      outsidePermissionSet,
    ),
    strayPolicies: {
      managedPolicies: all((part) => part.strayPolicies?.managedPolicies ?? []),
      customerManagedPolicies: all((part) => part.strayPolicies?.customerManagedPolicies ?? []),
      haveBoundary: parts.some((part) => part.strayPolicies?.haveBoundary),
    },
    groups: withOutside(
      model.listing(groups, (it) => it.name, [...gaps('groups'), ...noneDeclared(groups, 'group')]),
      project.outside.groups,
      outsideGroup,
    ),
    groupUses: all((part) => part.groupUses ?? []),
    users: { ...model.listing(users, (it) => it.name, gaps('users')), holdsAllMade: holdsAllMade('users', users) },
    accounts: model.listing(
      withProjectAccounts(
        all((part) => part.accounts),
        project,
      ),
      (it) => it.id,
      gaps('accounts'),
    ),
    policies: { all: policies, ...completeness([...gaps('policies'), ...unnamed(policies)]) },
    assignments: listedAssignments(assignments, [
      ...parts.flatMap((part) => part.gaps.filter((it) => it.of === 'assignments')),
      ...standIns(assignments),
    ]),
    delegations: all((part) => part.delegations ?? []),
    configuration: soundConfiguration(parts),
  };
  return { access, unknowns: all((part) => part.unknowns), problems: all((part) => part.problems) };
}

type Named = Pick<model.User, 'name' | 'presence'>;

function isNamed({ name, presence }: Named): boolean {
  return presence === 'looked-up' || isKnown(name);
}

/** A quote that is not closed yet swallows the keys behind it: then a missing one proves nothing. */
function soundConfiguration(parts: readonly Part[]): model.Configuration | undefined {
  const configuration = parts.find((part) => part.configuration)?.configuration;
  const isHalfTyped = parts.some((part) => part.broken && part.broken.length > 0);
  return configuration && isHalfTyped ? { ...configuration, missingKeys: [] } : configuration;
}

const nowhere = { at: { path: '', start: 0, end: 0 } };
const projectFile = { at: { path: '.idc.yaml', start: 0, end: 0 } };

/** Code that declares no set (or group) at all only uses those of others: then a missing name proves nothing. */
function noneDeclared(items: readonly { readonly presence: model.Presence }[], what: string): readonly Unknown[] {
  if (items.some((it) => it.presence === 'declared')) return [];
  return [unknown({ kind: 'none-declared', what }, nowhere)];
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

function standIns(assignments: readonly model.Assignment[]): readonly model.Hidden[] {
  return assignments.flatMap(({ standsForMany, origin, ...it }) => {
    const { resource, principalType, organization } = it;
    if (standsForMany === undefined) return [];
    const permissionSet = organization === undefined ? undefined : it.permissionSet;
    return [{ because: unknown(standsForMany, origin), resource, principalType, organization, permissionSet }];
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
  const added = project.accounts
    .filter(({ id }) => !ids.has(id))
    .map(({ id, name, origin = projectFile }) => ({
      id: { value: id, origin },
      name: name === undefined ? undefined : { value: name, origin },
      origin,
    }));
  return [...accounts, ...added];
}

/** Names that YAML access definitions may use for accounts which are declared elsewhere. */
export function accountNames(part: Part, project: model.ProjectFile): ReadonlyMap<string, model.Account> {
  const names = new Map<string, model.Account>();
  for (const account of withProjectAccounts(part.accounts, project)) {
    if (account.name && isKnown(account.name)) names.set(account.name.value, account);
  }
  return names;
}
