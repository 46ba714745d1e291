/**
 * The side effects of a change. The role of a permission set in an account goes with its last assignment there,
 * and one that comes back has another suffix: trust policies, key policies and EKS access entries that name it break
 * (IAM Identity Center User Guide, "Referencing permission sets in resource policies").
 */
import { compareText, isKnown } from '../../base';
import type * as model from '../../model';
import { changedPermissionSets } from './changed-permission-sets';

export type BlastRadius = {
  /** Permission sets that change, with the accounts whose role changes with them. */
  readonly reprovisioned: readonly SetInAccounts[];
  /** Roles that go away: nobody is assigned the set there any more. */
  readonly rolesRemoved: readonly SetInAccounts[];
  /** Declared under another name and otherwise the same: every role is replaced, by one with another name. */
  readonly renamed: readonly (SetInAccounts & { readonly before: string })[];
};

export type SetInAccounts = { readonly permissionSet: string; readonly accounts: readonly string[] };

/** Invariant: where assignments are not all known, a role that seems to go may stay; then nothing is said of roles. */
export function blastRadius(before: model.Access, after: model.Access): BlastRadius {
  const [old, now] = [accountsBySet(before), accountsBySet(after)];
  const changes = changedPermissionSets(before, after);
  const names = (change: 'added' | 'removed' | 'changed') =>
    changes.filter((it) => it.change === change).map(({ name }) => name);
  const renamed = names('removed').flatMap((gone) => {
    const newName = names('added').find((name) =>
      isSameExceptName(before.permissionSets.byName.get(gone), after.permissionSets.byName.get(name)),
    );
    return newName === undefined ? [] : [{ before: gone, permissionSet: newName, accounts: sorted(old.get(gone)) }];
  });
  const isRenamed = (name: string) => renamed.some((it) => it.before === name);
  return {
    reprovisioned: names('changed').flatMap((name) => inAccounts(name, both(old.get(name), now.get(name)))),
    rolesRemoved: after.assignments.complete
      ? [...old].flatMap(([name, accounts]) => {
          const had = before.permissionSets.byName.has(name) && !isRenamed(name);
          return had ? inAccounts(name, without(accounts, now.get(name))) : [];
        })
      : [],
    renamed,
  };
}

type Accounts = ReadonlySet<string>;

function accountsBySet({ assignments }: model.Access): ReadonlyMap<string, Accounts> {
  const found = new Map<string, Set<string>>();
  for (const { account, permissionSet } of assignments.all) {
    if (!isKnown(account) || !isKnown(permissionSet)) continue;
    found.set(permissionSet.value, (found.get(permissionSet.value) ?? new Set()).add(account.value));
  }
  return found;
}

function inAccounts(permissionSet: string, accounts: Accounts): readonly SetInAccounts[] {
  return accounts.size === 0 ? [] : [{ permissionSet, accounts: sorted(accounts) }];
}

function both(a: Accounts = new Set(), b: Accounts = new Set()): Accounts {
  return new Set([...a].filter((it) => b.has(it)));
}

function without(a: Accounts, b: Accounts = new Set()): Accounts {
  return new Set([...a].filter((it) => !b.has(it)));
}

function sorted(accounts: Accounts = new Set()): readonly string[] {
  return [...accounts].toSorted(compareText);
}

/** The same policies and duration under another name; a set without any could be anybody's. */
function isSameExceptName(a: model.PermissionSet | undefined, b: model.PermissionSet | undefined): boolean {
  if (!a || !b) return false;
  const [one, other] = [fingerprint(a), fingerprint(b)];
  return one !== undefined && one === other;
}

function fingerprint(set: model.PermissionSet): string | undefined {
  const boundary = set.permissionsBoundary;
  const policies = [
    ...set.managedPolicies,
    ...set.customerManagedPolicies.flatMap(({ name, path }) => [path, name]),
    ...(set.inlinePolicy ? [set.inlinePolicy] : []),
    ...(boundary?.kind === 'aws-managed' ? [boundary.arn] : []),
    ...(boundary?.kind === 'customer-managed' ? [boundary.reference.path, boundary.reference.name] : []),
  ];
  const texts = policies.map((it) => (isKnown(it) ? it.value : undefined));
  const duration = set.sessionDuration && (isKnown(set.sessionDuration) ? set.sessionDuration.value : undefined);
  if (texts.length === 0 || texts.includes(undefined)) return undefined;
  return JSON.stringify([texts, duration]);
}
