/** `idc report --format json`, version 1: who can access what, groups expanded into their members. */
import type { WrittenAt } from './access-report';

export type WhoReport = {
  readonly version: 1;
  /** When the evidence was taken, ISO 8601 in UTC. */
  readonly takenAt: string;
  readonly instance: string;
  readonly region: string;
  readonly ownerAccount: string;
  readonly by: WhoPivot;
  /** Whether only production accounts are in it. */
  readonly productionOnly: boolean;
  /** Names of users, groups and accounts are pseudonyms. */
  readonly pseudonymized: boolean;
  readonly rows: readonly WhoRow[];
  /** Why there may be more than the rows say; empty when the report is whole. */
  readonly gaps: readonly { readonly what: string; readonly because: string; readonly action?: string }[];
};

export type WhoPivot = 'account' | 'user' | 'permission-set';

export type WhoRow = {
  readonly account: string;
  readonly accountName: string | null;
  readonly production: boolean;
  /** `null` where the group has no members, or they are not known, or the principal no longer exists: `note` says which. */
  readonly user: string | null;
  readonly note?: string;
  /** May not sign in; `null` where that is not known. */
  readonly disabled: boolean | null;
  /** The group that gives it; `null` for a direct assignment. */
  readonly group: string | null;
  readonly permissionSet: string | null;
  /** Whether there is a role to enter with, and of which version; an assignment alone makes it only eligible. */
  readonly provisioned: 'current' | 'outdated' | 'no' | 'unknown';
  readonly inCode: 'yes' | 'no' | 'elsewhere' | 'unknown';
  readonly file?: string;
  readonly line?: number;
  readonly writtenAt?: WrittenAt;
  /** The API operations that said so. */
  readonly evidence: readonly string[];
};
