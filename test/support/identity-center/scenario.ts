/**
 * An organisation on paper: what a scenario file or the generator says, before the emulator gives it ids and a life.
 */

export type Scenario = {
  readonly name: string;
  readonly region: string;
  readonly instances: readonly ScenarioInstance[];
  readonly organization: {
    readonly id: string;
    readonly root: string;
    readonly managementAccount: string;
    readonly delegatedAdministrator: string | undefined;
  };
  readonly units: readonly { readonly id: string; readonly name: string; readonly parent: string | undefined }[];
  readonly accounts: readonly ScenarioAccount[];
  readonly users: readonly ScenarioUser[];
  readonly groups: readonly ScenarioGroup[];
  readonly policies: readonly ScenarioPolicy[];
  readonly permissionSets: readonly ScenarioPermissionSet[];
  readonly assignments: readonly ScenarioAssignments[];
  /** Roles of an older version than the permission set. */
  readonly outdated: readonly SetInAccounts[];
  /** Roles that stayed behind when the last assignment went. */
  readonly leftOver: readonly SetInAccounts[];
  /** Requests of the recent past that came to nothing. Their reason is worked out, not written. */
  readonly failedCreations: readonly PastRequest[];
  readonly failedDeletions: readonly PastRequest[];
  /** Who answers at the sign-in page. */
  readonly signsIn: string | undefined;
  /**
   * What each role may call: permission set name, or role name, to actions with `*`. A role not listed may call all.
   */
  readonly rights: readonly Rights[];
};

export type ScenarioInstance = {
  readonly id: string;
  readonly identityStore: string;
  readonly name: string | undefined;
  readonly ownerAccount: string;
  readonly kind: 'organization' | 'account';
};

export type AccountState = 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED' | 'PENDING_ACTIVATION';

export type ScenarioAccount = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly unit: string | undefined;
  readonly state: AccountState;
};

export type ScenarioUser = {
  readonly name: string;
  readonly displayName: string;
  readonly email: string;
  readonly disabled: boolean;
};

export type ScenarioGroup = {
  readonly name: string;
  readonly description: string | undefined;
  readonly members: readonly string[];
  /** Comes from an external identity provider, by SCIM. */
  readonly external: boolean;
};

export type PolicyName = { readonly name: string; readonly path: string };

export type ScenarioPolicy = PolicyName & {
  /** Account names or ids. */
  readonly accounts: readonly string[];
  readonly document: string;
};

export type ScenarioBoundary = { readonly arn: string } | PolicyName;

export type ScenarioPermissionSet = {
  readonly name: string;
  readonly description: string | undefined;
  readonly sessionDuration: string;
  readonly relayState: string | undefined;
  readonly managedPolicies: readonly string[];
  readonly customerManagedPolicies: readonly PolicyName[];
  readonly inlinePolicy: string | undefined;
  readonly permissionsBoundary: ScenarioBoundary | undefined;
  readonly tags: Readonly<Record<string, string>>;
};

/** `deleted` is a principal that no longer exists: its assignments remain, under an id nobody has. */
export type ScenarioPrincipal =
  | { readonly group: string }
  | { readonly user: string }
  | { readonly deletedGroup: string };

export type ScenarioAssignments = {
  readonly principal: ScenarioPrincipal;
  readonly permissionSets: readonly string[];
  readonly accounts: readonly string[];
};

export type SetInAccounts = { readonly permissionSet: string; readonly accounts: readonly string[] };

export type PastRequest = {
  readonly principal: ScenarioPrincipal;
  readonly permissionSet: string;
  readonly account: string;
  readonly hoursAgo: number;
};

export type Rights = {
  readonly role: string;
  readonly allow: readonly string[] | undefined;
  readonly deny: readonly string[];
};
