/** What one reader understood: Terraform's roots and YAML access definitions each give a part; `declared.ts` joins them. */
import type { Problem } from '../base';
import type * as model from '../model';

export type Part = {
  readonly permissionSets: readonly model.PermissionSet[];
  readonly strayPolicies?: model.StrayPolicies | undefined;
  readonly groups: readonly model.Group[];
  /** Of Terraform only. */
  readonly groupUses?: readonly model.GroupUse[] | undefined;
  readonly users: readonly model.User[];
  readonly accounts: readonly model.Account[];
  readonly policies: readonly model.Policy[];
  readonly assignments: readonly model.Assignment[];
  /** Why a listing may be short: an unknown `for_each`, a module that is not downloaded. */
  readonly gaps: readonly PartGap[];
  readonly unknowns: readonly model.UnknownFact[];
  readonly problems: readonly Problem[];
  /** Of landing zones only. */
  readonly delegations?: readonly model.Delegation[] | undefined;
  /** Of Terraform only. */
  /** Paths of files that cannot be read in full. */
  readonly broken?: readonly string[] | undefined;
  readonly configuration?: model.Configuration | undefined;
};

/** `elsewhere`: what it leaves out is not made by this code. */
export type PartGap = Pick<model.Hidden, 'because' | 'resource' | 'organization'> & {
  readonly of: GapKind;
  readonly elsewhere?: true | undefined;
};
export type GapKind = 'permission-sets' | 'groups' | 'users' | 'accounts' | 'policies' | 'assignments';
