/** A snapshot arranged by AWS's ids, so that each question finds in it what AWS answered. */
import { isKnown } from '../../base';
import type * as model from '../../model';
import type { Found, PolicyKind } from '../questions/answer';
import { pairKey, rowOf } from '../questions/assignment-row';
import type { Snapshot } from '../snapshot/snapshot';

export type EarlierAnswers = {
  /** By ARN. */
  readonly sets: ReadonlyMap<string, model.PermissionSet>;
  /** By the group's id. */
  readonly members: ReadonlyMap<string, readonly Found[]>;
  /** By the ARN of the set, and by the account. */
  readonly provisioned: Readonly<Record<'all' | 'outdated', ReadonlyMap<string, readonly Found[]>>>;
  /** `pairKey`s. */
  readonly provisionedPairs: ReadonlySet<string>;
  /** By the principal's id, and by `pairKey`. */
  readonly assignments: ReadonlyMap<string, readonly Found[]>;
  /** Ids of all groups and users. */
  readonly principals: ReadonlySet<string>;
};

export function earlierAnswers({ access, memberships = [], provisioning }: Snapshot): EarlierAnswers {
  const pairs = provisioning.map(({ permissionSetArn: set, account, status }) => ({ set, account, status }));
  const outdated = pairs.filter(({ status }) => status === 'outdated');
  return {
    sets: new Map(access.permissionSets.all.map((set) => [set.arn ?? set.address, set])),
    members: new Map(
      memberships.map(({ groupId: group, memberIds }) => [
        group,
        memberIds.map((user): Found => ({ kind: 'member', group, user })),
      ]),
    ),
    provisioned: { all: bySubject('provisioned', pairs), outdated: bySubject('outdated', outdated) },
    provisionedPairs: new Set(pairs.map(pairKey)),
    assignments: grouped(access.assignments.all.flatMap(rowsFor)),
    principals: new Set([...access.groups.all, ...access.users.all].flatMap(({ id }) => id ?? [])),
  };
}

type Entry = readonly [key: string, found: Found];

function bySubject(
  kind: 'provisioned' | 'outdated',
  pairs: readonly { readonly set: string; readonly account: string }[],
): ReadonlyMap<string, readonly Found[]> {
  return grouped(
    pairs.flatMap(({ set, account }) => [set, account].map((key): Entry => [key, { kind, set, account }])),
  );
}

/** Each row stands under its principal and under its pair. */
function rowsFor(it: model.Assignment): readonly Entry[] {
  return rowOf(it).flatMap((row): readonly Entry[] => {
    const found: Found = { kind: 'assignment', ...row };
    return [
      [row.principal, found],
      [pairKey(row), found],
    ];
  });
}

function grouped(entries: readonly Entry[]): ReadonlyMap<string, readonly Found[]> {
  const groups = new Map<string, Found[]>();
  for (const [key, found] of entries) {
    const own = groups.get(key);
    if (own) own.push(found);
    else groups.set(key, [found]);
  }
  return groups;
}

export function detailsOf(it: model.PermissionSet | undefined): readonly Found[] | undefined {
  if (!it || !isKnown(it.name) || (it.relayState && !isKnown(it.relayState))) return undefined;
  const text = (value: model.PermissionSet['description']) => (value && isKnown(value) ? value.value : undefined);
  return [
    {
      kind: 'set-details',
      set: it.arn ?? it.address,
      name: it.name.value,
      description: text(it.description),
      sessionDuration: text(it.sessionDuration),
      relayState: text(it.relayState),
    },
  ];
}

export function policiesOf(it: model.PermissionSet | undefined, kind: PolicyKind): readonly Found[] | undefined {
  return it && policies[kind](it, it.arn ?? it.address);
}

const policies: Readonly<Record<PolicyKind, (it: model.PermissionSet, set: string) => readonly Found[]>> = {
  managed: (it, set) =>
    it.managedPolicies.flatMap((arn): readonly Found[] =>
      isKnown(arn) ? [{ kind: 'managed-policy', set, arn: arn.value }] : [],
    ),
  'customer-managed': (it, set) =>
    it.customerManagedPolicies.flatMap((policy) => reference('customer-policy', set, policy)),
  inline: ({ inlinePolicy }, set) =>
    inlinePolicy && isKnown(inlinePolicy) ? [{ kind: 'inline-policy', set, document: inlinePolicy.value }] : [],
  boundary: ({ permissionsBoundary }, set) => boundary(set, permissionsBoundary),
};

function boundary(set: string, it: model.Boundary | undefined): readonly Found[] {
  if (it?.kind === 'customer-managed') return reference('customer-boundary', set, it.reference);
  return it && isKnown(it.arn) ? [{ kind: 'aws-boundary', set, arn: it.arn.value }] : [];
}

function reference(
  kind: 'customer-policy' | 'customer-boundary',
  set: string,
  { name, path }: model.PolicyReference,
): readonly Found[] {
  return isKnown(name) && isKnown(path) ? [{ kind, set, name: name.value, path: path.value }] : [];
}
