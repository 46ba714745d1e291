/** The emulator's state: everything AWS would remember. Records are immutable; the maps that hold them change. */
import type { Clock } from './clock';
import type { AccountState, PolicyName, Rights, Scenario, ScenarioBoundary, ScenarioInstance } from './scenario';

export type EmulatorState = {
  readonly scenario: Scenario;
  readonly clock: Clock;
  readonly region: string;
  /** How long an asynchronous request takes, in milliseconds. */
  readonly provisioningDelay: number;
  readonly instances: readonly Instance[];
  readonly accounts: Map<string, Account>;
  readonly users: Map<string, User>;
  readonly groups: Map<string, Group>;
  readonly memberships: Map<string, Membership>;
  readonly permissionSets: Map<string, PermissionSet>;
  /** Account → permission set ARN → assignee key → assignment. */
  readonly assignments: Map<string, Map<string, Map<string, Assignment>>>;
  /** Account → permission set ARN → what is provisioned there. */
  readonly provisioned: Map<string, Map<string, Provisioned>>;
  readonly requests: Map<string, Request>;
  /** Account → policy ARN → policy. */
  readonly policies: Map<string, Map<string, Policy>>;
  readonly events: TrailEvent[];
  readonly rights: readonly Rights[];
  /** Counts everything ever made, so that a re-created thing gets another id. */
  made: number;
};

export type Instance = ScenarioInstance & { readonly arn: string; readonly createdAt: number };

export type Account = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly unit: string | undefined;
  readonly state: AccountState;
  readonly joinedAt: number;
};

export type User = {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly email: string;
  readonly disabled: boolean;
  /** Attributes a client set that nothing here looks at: title, locale and so on, as they came. */
  readonly more: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
};

export type Group = {
  readonly id: string;
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly external: boolean;
  readonly createdAt: number;
};

export type Membership = { readonly id: string; readonly group: string; readonly user: string };

export type PermissionSet = {
  readonly arn: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly sessionDuration: string;
  readonly relayState: string | undefined;
  readonly managedPolicies: readonly string[];
  readonly customerManagedPolicies: readonly PolicyName[];
  readonly inlinePolicy: string | undefined;
  readonly permissionsBoundary: ScenarioBoundary | undefined;
  readonly tags: ReadonlyMap<string, string>;
  readonly createdAt: number;
  /** Grows with every change that accounts must be given. */
  readonly revision: number;
};

export type PrincipalType = 'USER' | 'GROUP';

export type Assignment = {
  readonly account: string;
  readonly permissionSet: string;
  readonly principalType: PrincipalType;
  readonly principal: string;
};

/** `role` is absent when nothing was ever brought into the account: the first provisioning failed. */
export type Provisioned = { readonly role: Role | undefined };

export type Role = { readonly name: string; readonly from: PermissionSet; readonly createdAt: number };

export type RequestKind = 'creation' | 'deletion' | 'provisioning';

export type Request = {
  readonly kind: RequestKind;
  readonly id: string;
  readonly permissionSet: string;
  /** Absent when a permission set is provisioned to all its accounts. */
  readonly account: string | undefined;
  readonly assignment: Assignment | undefined;
  readonly createdAt: number;
  readonly dueAt: number;
  readonly status: 'IN_PROGRESS' | 'FAILED' | 'SUCCEEDED';
  readonly failureReason: string | undefined;
};

export type Policy = PolicyName & {
  readonly arn: string;
  readonly id: string;
  readonly description: string | undefined;
  readonly versions: readonly PolicyVersion[];
  readonly tags: ReadonlyMap<string, string>;
  readonly createdAt: number;
};

export type PolicyVersion = {
  readonly id: string;
  readonly document: string;
  readonly isDefault: boolean;
  readonly createdAt: number;
};

export type TrailEvent = {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly at: number;
  readonly user: string;
  readonly accessKey: string | undefined;
  readonly readOnly: boolean;
  readonly resources: readonly string[];
  readonly record: Readonly<Record<string, unknown>>;
};

/** The organization instance, if this world has one: the only kind that knows permission sets. */
export const organizationInstance = (world: EmulatorState): Instance | undefined =>
  world.instances.find((each) => each.kind === 'organization');

export const isCurrent = (provisioned: Provisioned, set: PermissionSet): boolean =>
  provisioned.role?.from.revision === set.revision;

export const assignee = (of: { readonly principalType: PrincipalType; readonly principal: string }): string =>
  `${of.principalType} ${of.principal}`;

export function* assignmentsOf(world: EmulatorState): Iterable<Assignment> {
  for (const bySet of world.assignments.values()) for (const byAssignee of bySet.values()) yield* byAssignee.values();
}

export const assignmentsAt = (world: EmulatorState, account: string, set: string): readonly Assignment[] => [
  ...(world.assignments.get(account)?.get(set)?.values() ?? []),
];

export function addAssignment(world: EmulatorState, assignment: Assignment): void {
  const bySet = entry(world.assignments, assignment.account, () => new Map<string, Map<string, Assignment>>());
  entry(bySet, assignment.permissionSet, () => new Map<string, Assignment>()).set(assignee(assignment), assignment);
}

export const removeAssignment = (world: EmulatorState, it: Assignment): boolean =>
  world.assignments.get(it.account)?.get(it.permissionSet)?.delete(assignee(it)) ?? false;

export function setProvisioned(world: EmulatorState, account: string, set: string, provisioned: Provisioned): void {
  entry(world.provisioned, account, () => new Map<string, Provisioned>()).set(set, provisioned);
}

export function accountsProvisionedWith(world: EmulatorState, set: string): readonly string[] {
  return [...world.provisioned].filter(([, bySet]) => bySet.has(set)).map(([account]) => account);
}

export function addPolicy(world: EmulatorState, account: string, policy: Policy): void {
  entry(world.policies, account, () => new Map<string, Policy>()).set(policy.arn, policy);
}

/** IAM's ARNs are case-sensitive, which is what makes a misspelt reference fail. */
export const policyArn = (account: string, { name, path }: PolicyName): string =>
  `arn:aws:iam::${account}:policy${path}${name}`;

/** A number that no other thing made in this world has, to build an id from. */
export function nextNumber(world: EmulatorState): string {
  world.made += 1;
  return String(world.made);
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
