/**
 * A snapshot as the answers it was made of, so that a refresh can take from it what has not changed. What the snapshot
 * does not hold in full has no answer here and is asked again.
 */
import { isKnown } from '../base';
import type * as model from '../model';
import type { Answer, Found, PolicyKind, Step } from './answer';
import { onlyProvisioned, rowOf } from './assignments';
import { liveText } from './live-text';
import { type Part, type PartName, partOf } from './parts';
import type { Snapshot } from './snapshot';

export type Memory = {
  readonly snapshot: Snapshot;
  readonly parts: readonly Part[];
  /** `undefined`: the snapshot does not say. */
  readonly answerTo: (step: Step) => Answer | undefined;
};

export type Recalled = Memory | { readonly because: string };

export function memoryOf(snapshot: Snapshot): Recalled {
  const { parts } = snapshot;
  const because = unfit(snapshot);
  if (because !== undefined || parts === undefined)
    return { because: because ?? 'it does not say how old its parts are' };
  const tables = tablesOf(snapshot);
  const ages = new Map(parts.map(({ name, readAt }) => [name, readAt]));
  return { snapshot, parts, answerTo: (step) => answered(step, foundFor(step, tables), ages) };
}

/** Why a snapshot can't be built on: what it lacks would be missing again. */
function unfit({ access, memberships, gaps, pseudonymized }: Snapshot): string | undefined {
  const { assignments, permissionSets, groups, users, accounts } = access;
  const lists = [permissionSets, groups, users, accounts];
  if (pseudonymized) return 'it has pseudonyms instead of names';
  if (gaps.some(({ action }) => action !== undefined)) return 'it has gaps for want of rights';
  if (lists.some(({ complete }) => !complete)) return 'not all of its lists are whole';
  if (assignments.because.some(({ because }) => liveText(because) !== onlyProvisioned))
    return 'its assignments are not whole';
  if (permissionSets.all.some(({ policiesComplete }) => !policiesComplete))
    return 'it lacks policies of permission sets';
  return memberships?.every(({ complete }) => complete) ? undefined : 'it lacks members of groups';
}

function answered(
  step: Step,
  found: readonly Found[] | undefined,
  ages: ReadonlyMap<PartName, string>,
): Answer | undefined {
  const readAt = ages.get(partOf(step));
  return found && readAt !== undefined ? { step, found, gap: undefined, readAt } : undefined;
}

type Tables = {
  readonly sets: ReadonlyMap<string, model.PermissionSet>;
  readonly members: ReadonlyMap<string, readonly Found[] | undefined>;
  readonly provisionedSets: ReadonlySet<string>;
  readonly rowsOf: ReadonlyMap<string, readonly Found[]>;
  readonly provisioned: ReadonlyMap<string, readonly Found[]>;
  readonly outdated: ReadonlyMap<string, readonly Found[]>;
  readonly principals: ReadonlySet<string>;
};

function tablesOf({ access, memberships, provisioning }: Snapshot): Tables {
  const arns = idsByLabel(access.permissionSets.all.map((it) => ({ name: it.name, id: it.arn ?? it.address })));
  const users = idsByLabel(access.users.all.map((it) => ({ name: it.name, id: it.id ?? it.address })));
  const groups = idsByLabel(access.groups.all.map((it) => ({ name: it.name, id: it.id ?? it.address })));
  const pairs = provisioning.map((it) => ({
    set: arns.get(it.permissionSet) ?? it.permissionSet,
    account: it.account,
    status: it.status,
  }));
  const bySubject = (kind: 'provisioned' | 'outdated', all: typeof pairs) =>
    grouped(all.flatMap(({ set, account }) => [set, account].map((key) => [key, { kind, set, account }] as const)));
  return {
    sets: new Map(access.permissionSets.all.map((set) => [set.arn ?? set.address, set])),
    members: new Map(
      (memberships ?? []).map(({ group, members }) => {
        const id = groups.get(group) ?? group;
        return [id, members.map((user): Found => ({ kind: 'member', group: id, user: users.get(user) ?? user }))];
      }),
    ),
    provisionedSets: new Set(pairs.map(({ set, account }) => `${account} ${set}`)),
    rowsOf: grouped(access.assignments.all.flatMap(rowsFor)),
    provisioned: bySubject('provisioned', pairs),
    outdated: bySubject(
      'outdated',
      pairs.filter(({ status }) => status === 'outdated'),
    ),
    principals: new Set([...access.groups.all, ...access.users.all].flatMap(({ id }) => id ?? [])),
  };
}

function idsByLabel(
  all: readonly { readonly name: model.Group['name']; readonly id: string }[],
): ReadonlyMap<string, string> {
  return new Map(all.map(({ name, id }) => [isKnown(name) ? name.value : id, id]));
}

/** Each row stands under its principal and under its pair. */
function rowsFor(it: model.Assignment): readonly (readonly [string, Found])[] {
  return rowOf(it).flatMap((row) => {
    const found: Found = { kind: 'assignment', ...row };
    return [[row.principal, found] as const, [`${row.account} ${row.set}`, found] as const];
  });
}

function grouped(entries: readonly (readonly [string, Found])[]): ReadonlyMap<string, readonly Found[]> {
  const groups = new Map<string, Found[]>();
  for (const [key, found] of entries) {
    const own = groups.get(key);
    if (own) own.push(found);
    else groups.set(key, [found]);
  }
  return groups;
}

function foundFor(step: Step, tables: Tables): readonly Found[] | undefined {
  switch (step.kind) {
    case 'permission-set':
      return details(tables.sets.get(step.set));
    case 'policies':
      return policies(tables.sets.get(step.set), step.of);
    case 'members':
      return tables.members.get(step.group);
    case 'provisioned':
      return tables.sets.has(step.set) ? (provisionedBy(step.status, tables).get(step.set) ?? []) : undefined;
    case 'provisioned-in':
      return provisionedBy(step.status, tables).get(step.account);
    case 'principal-assignments':
      return tables.principals.has(step.id) ? (tables.rowsOf.get(step.id) ?? []) : undefined;
    case 'pair-assignments': {
      const pair = `${step.account} ${step.set}`;
      return tables.provisionedSets.has(pair) ? (tables.rowsOf.get(pair) ?? []) : undefined;
    }
    default:
      return undefined;
  }
}

function provisionedBy(status: 'all' | 'outdated', { provisioned, outdated }: Tables) {
  return status === 'all' ? provisioned : outdated;
}

function details(it: model.PermissionSet | undefined): readonly Found[] | undefined {
  if (!it || !isKnown(it.name)) return undefined;
  const text = (value: model.PermissionSet['description']) => (value && isKnown(value) ? value.value : undefined);
  return [
    {
      kind: 'set-details',
      set: it.arn ?? it.address,
      name: it.name.value,
      description: text(it.description),
      sessionDuration: text(it.sessionDuration),
    },
  ];
}

function policies(it: model.PermissionSet | undefined, of: PolicyKind): readonly Found[] | undefined {
  if (!it) return undefined;
  const set = it.arn ?? it.address;
  switch (of) {
    case 'managed':
      return it.managedPolicies.flatMap((arn): readonly Found[] =>
        isKnown(arn) ? [{ kind: 'managed-policy', set, arn: arn.value }] : [],
      );
    case 'customer-managed':
      return it.customerManagedPolicies.flatMap((policy) => reference('customer-policy', set, policy));
    case 'inline':
      return it.inlinePolicy && isKnown(it.inlinePolicy)
        ? [{ kind: 'inline-policy', set, document: it.inlinePolicy.value }]
        : [];
    case 'boundary':
      return boundary(set, it.permissionsBoundary);
  }
}

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
