/** `idc access --format json`, version 1. Lines and columns are 1-based, paths relative to the folder given, lists sorted. */

export type AccessReport = {
  readonly version: 1;
  readonly permissionSets: readonly PermissionSetReport[];
  readonly groups: readonly PrincipalReport[];
  readonly users: readonly PrincipalReport[];
  readonly accounts: readonly AccountReport[];
  readonly policies: readonly PolicyReport[];
  readonly assignments: readonly AssignmentReport[];
  readonly unknown: readonly UnknownReport[];
};

/** `null` stands for what cannot be known; the reason is an entry of `unknown`. */
type Known<T> = T | null;

/** Where the code says it; absent for what only AWS said. */
type Place = { readonly address?: string; readonly file?: string; readonly line?: number };

export type PermissionSetReport = Place & {
  readonly name: Known<string>;
  readonly arn?: string;
  readonly sessionDuration: Known<string>;
  readonly managedPolicies: readonly Known<string>[];
  readonly customerManagedPolicies: readonly PolicyReferenceReport[];
  readonly permissionsBoundary: BoundaryReport | null;
  readonly inlinePolicy: boolean;
};

export type PolicyReferenceReport = { readonly name: Known<string>; readonly path: Known<string> };
export type BoundaryReport = { readonly managedPolicyArn: Known<string> } | PolicyReferenceReport;
export type PrincipalReport = Place & { readonly name: Known<string>; readonly id?: string };
export type AccountReport = Place & { readonly id: Known<string>; readonly name: string | null };

export type PolicyReport = Place & {
  readonly name: Known<string>;
  readonly path: Known<string>;
  readonly account: Known<string>;
};

/** The entry that a person edits to change the grant: of a map, of a list, of a YAML file, of a variable file. */
export type WrittenAt = { readonly file: string; readonly line: number };

/** `file` and `line` are those of the block that makes it. */
export type AssignmentReport = Place & {
  readonly writtenAt?: WrittenAt;
  readonly principalType: Known<'GROUP' | 'USER'>;
  readonly principal: Known<string>;
  readonly principalId?: string;
  readonly account: Known<string>;
  readonly accountRef?: string;
  readonly permissionSet: Known<string>;
  readonly permissionSetArn?: string;
};

export type UnknownReport = Place & { readonly attribute: string; readonly because: string };
