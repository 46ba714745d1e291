/** What the files of one format declare; `declared.ts` joins the parts of all formats. */
import type { Fault, Problem } from '../base';
import type * as model from '../model';

export type Part = {
  readonly permissionSets: readonly model.PermissionSet[];
  readonly unresolvedPolicies?: model.UnresolvedPolicies | undefined;
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
  /** Where we failed. */
  readonly faults?: readonly Fault[] | undefined;
  /** Of landing zones only. */
  readonly delegations?: readonly model.Delegation[] | undefined;
  /** Paths of files that cannot be read in full. */
  readonly broken?: readonly string[] | undefined;
  /** Of Terraform only. */
  readonly configuration?: model.Configuration | undefined;
};

/** `elsewhere`: what it leaves out is not made by this code. */
export type PartGap = Pick<model.Hidden, 'because' | 'resource' | 'organization'> & {
  readonly of: GapKind;
  readonly elsewhere?: true | undefined;
};
export type GapKind = (typeof gapKinds)[number];

export const gapKinds = ['permission-sets', 'groups', 'users', 'accounts', 'policies', 'assignments'] as const;

/** Accounts by the name that a format, or the project file, gives them. */
export type AccountNames = ReadonlyMap<string, model.Account>;

/** Everything of all of them, in their order. */
export function joinParts(parts: readonly Part[]): Part {
  const all = <T>(items: (part: Part) => readonly T[] | undefined) => parts.flatMap((part) => items(part) ?? []);
  return {
    permissionSets: all((part) => part.permissionSets),
    unresolvedPolicies: {
      managedPolicies: all((part) => part.unresolvedPolicies?.managedPolicies),
      customerManagedPolicies: all((part) => part.unresolvedPolicies?.customerManagedPolicies),
      haveBoundary: parts.some((part) => part.unresolvedPolicies?.haveBoundary),
    },
    groups: all((part) => part.groups),
    groupUses: all((part) => part.groupUses),
    users: all((part) => part.users),
    accounts: all((part) => part.accounts),
    policies: all((part) => part.policies),
    assignments: all((part) => part.assignments),
    delegations: all((part) => part.delegations),
    gaps: all((part) => part.gaps),
    unknowns: all((part) => part.unknowns),
    problems: all((part) => part.problems),
    faults: all((part) => part.faults),
    broken: all((part) => part.broken),
  };
}

/** A part with nothing in it but what may be missing. */
export function partWithGaps(gaps: readonly PartGap[]): Part {
  return { ...joinParts([]), gaps };
}
