/** `idc access --diff REVISION --format json`, version 1: what a change grants, takes away or alters. */
import type { UnknownReport, WrittenAt } from './access-report';

export type AccessDiff = {
  readonly version: 1;
  /** The revision the folder is compared with, as it was given. */
  readonly since: string;
  readonly added: readonly GrantReport[];
  readonly removed: readonly GrantReport[];
  /** The same principal keeps access to the same account, with another permission set. */
  readonly changed: readonly ChangedGrantReport[];
  readonly permissionSets: readonly ChangedPermissionSetReport[];
  /** What could be known before and can't be any more. */
  readonly becameUnknown: readonly UnknownReport[];
  /** How long applying it takes, from first to last; an estimate. */
  readonly applyTime?: ApplyTimeReport;
  /** What it does beside what it says. */
  readonly blastRadius?: BlastRadiusReport;
};

export type ApplyTimeReport = {
  readonly lowSeconds: number;
  readonly highSeconds: number;
  readonly because: readonly string[];
  readonly warnings: readonly string[];
};

export type BlastRadiusReport = {
  readonly reprovisioned: readonly SetInAccountsReport[];
  /** Roles that go away with their last assignment; one that comes back has another suffix. */
  readonly rolesRemoved: readonly SetInAccountsReport[];
  readonly renamed: readonly (SetInAccountsReport & { readonly before: string })[];
};

export type SetInAccountsReport = { readonly permissionSet: string; readonly accounts: readonly string[] };

/** `file` and `line` are those of the block that makes it, `writtenAt` of the entry that a person edits. */
export type GrantReport = {
  readonly principalType: 'GROUP' | 'USER';
  readonly principal: string;
  readonly account: string;
  readonly accountName?: string;
  readonly permissionSet: string;
  readonly production: boolean;
  readonly file?: string;
  readonly line?: number;
  readonly writtenAt?: WrittenAt;
};

export type ChangedGrantReport = Omit<GrantReport, 'permissionSet'> & {
  readonly before: string;
  readonly after: string;
};

export type ChangedPermissionSetReport = {
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Each attribute that differs; lists are sorted and joined by commas. */
  readonly attributes: readonly { readonly attribute: string; readonly before: string; readonly after: string }[];
  /** Accounts that hold the set before and after, and are provisioned again. */
  readonly reprovisionedAccounts: number;
};
