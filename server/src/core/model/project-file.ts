/** What `.idc.yaml` at the workspace root says. Shared by the editor and CI. */
import type { Origin } from '../base';
import { publishedQuotas, type Quotas } from './quotas';

export type ProjectFile = {
  readonly rules: ReadonlyMap<string, 'error' | 'warning' | 'info' | 'hint' | 'off'>;
  readonly accounts: readonly ProjectAccount[];
  /** Account ids, names or globs. */
  readonly production: readonly string[];
  /** ISO 8601: the longest session that production accounts should have. */
  readonly longestProductionSession: string;
  readonly managementAccount: string | undefined;
  readonly delegatedAdmin: string | undefined;
  /** Globs of YAML access definitions, beside the names that are always read. */
  readonly files: readonly string[];
  /** Permission sets and groups that are managed elsewhere: naming them is never a finding. */
  readonly outside: { readonly permissionSets: readonly string[]; readonly groups: readonly string[] };
  /** AWS's own, or what it granted instead. */
  readonly quotas: Quotas;
};

export type ProjectAccount = {
  /** Where the project file says so. */
  readonly origin?: Origin | undefined;
  readonly id: string;
  readonly name: string | undefined;
  readonly environment: string | undefined;
  /** Folders or globs of the code that runs in this account. */
  readonly paths: readonly string[];
};

export const emptyProjectFile: ProjectFile = {
  rules: new Map(),
  accounts: [],
  production: [],
  longestProductionSession: 'PT4H',
  managementAccount: undefined,
  delegatedAdmin: undefined,
  files: [],
  outside: { permissionSets: [], groups: [] },
  quotas: publishedQuotas,
};
