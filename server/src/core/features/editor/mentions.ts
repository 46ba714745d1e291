/**
 * Every place of the code that names something of Identity Center, whichever language it is written in: what is named,
 * and whether it is declared there or referred to. Hover, definition, references and symbols all read this list.
 */
import { contains, isKnown, type Location, type Maybe, type Origin, rememberEach } from '../../base';
import type * as model from '../../model';

export type Subject = 'permission-set' | 'group' | 'user' | 'account' | 'policy' | 'managed-policy';

export type Mention = {
  readonly subject: Subject;
  /** Name of the thing; an account's is its id, or else what stands for it. */
  readonly name: string;
  readonly role: 'declares' | 'refers';
  readonly origin: Origin;
};

export const mentionsIn: (access: model.Access) => readonly Mention[] = rememberEach((access) => [
  ...access.permissionSets.all.flatMap(inPermissionSet),
  ...access.groups.all.flatMap((it) => mention('group', it.name, roleOf(it))),
  ...access.users.all.flatMap((it) => mention('user', it.name, roleOf(it))),
  ...access.accounts.all.flatMap(inAccount),
  ...access.policies.all.flatMap((it) => mention('policy', it.name, 'declares')),
  ...access.assignments.all.flatMap(inAssignment),
]);

/** What is named at the offset: the mentions of the shortest text around it. Several, where a `for_each` stands behind it. */
export function mentionsAt(access: model.Access, path: string, offset: number): readonly Mention[] {
  const around = mentionsIn(access).filter(({ origin: { at } }) => at.path === path && contains(at, offset));
  const shortest = around.reduce(
    (least, { origin: { at } }) => Math.min(least, at.end - at.start),
    Number.POSITIVE_INFINITY,
  );
  return distinct(around.filter(({ origin: { at } }) => at.end - at.start === shortest));
}

/** Where the thing is declared; for what is only referred to, nowhere. */
export function declarationsOf(access: model.Access, { subject, name }: Pick<Mention, 'subject' | 'name'>) {
  return placesOf(access, (it) => it.subject === subject && it.name === name && it.role === 'declares');
}

export function mentionsOf(access: model.Access, { subject, name }: Pick<Mention, 'subject' | 'name'>) {
  return placesOf(access, (it) => it.subject === subject && it.name === name);
}

function placesOf(access: model.Access, fits: (it: Mention) => boolean): readonly Location[] {
  const places = new Map<string, Location>();
  for (const { origin } of mentionsIn(access).filter(fits)) places.set(placeKey(origin.at), origin.at);
  return [...places.values()];
}

export function placeKey({ path, start, end }: Location): string {
  return `${path}:${start}:${end}`;
}

function distinct(mentions: readonly Mention[]): readonly Mention[] {
  const byKey = new Map<string, Mention>();
  for (const it of mentions) {
    const key = `${it.subject}/${it.name}`;
    // A declaration says more than a reference to it that stands at the same place.
    if (byKey.get(key)?.role !== 'declares') byKey.set(key, it);
  }
  return [...byKey.values()];
}

function inPermissionSet(set: model.PermissionSet): readonly Mention[] {
  return [
    ...mention('permission-set', set.name, roleOf(set)),
    ...set.managedPolicies.flatMap((arn) => mention('managed-policy', arn, 'refers')),
    ...set.customerManagedPolicies.flatMap((it) => mention('policy', it.name, 'refers')),
    ...inBoundary(set.permissionsBoundary),
  ];
}

function inBoundary(boundary: model.Boundary | undefined): readonly Mention[] {
  if (!boundary) return [];
  return boundary.kind === 'aws-managed'
    ? mention('managed-policy', boundary.arn, 'refers')
    : mention('policy', boundary.reference.name, 'refers');
}

/** An account's name stands for its id wherever it is written. */
function inAccount({ id, name, address }: model.Account): readonly Mention[] {
  if (!isKnown(id)) return name && isKnown(name) ? accountByAddress(address, name.origin, 'declares') : [];
  const own = mention('account', id, 'declares');
  return name && isKnown(name) ? [...own, ...own.map((it) => ({ ...it, origin: name.origin }))] : own;
}

function inAssignment(it: model.Assignment): readonly Mention[] {
  const isUser = isKnown(it.principalType) && it.principalType.value === 'USER';
  return [
    ...mention(isUser ? 'user' : 'group', it.principal, 'refers'),
    ...inTarget(it),
    ...mention('permission-set', it.permissionSet, 'refers'),
  ];
}

function inTarget({ account, accountName, accountRef }: model.Assignment): readonly Mention[] {
  if (isKnown(account) || !accountName) return mention('account', account, 'refers');
  return accountByAddress(accountRef, accountName.origin, 'refers');
}

function accountByAddress(address: string | undefined, origin: Origin, role: Mention['role']): readonly Mention[] {
  return address === undefined ? [] : [{ subject: 'account', name: address, role, origin }];
}

function mention(subject: Subject, name: Maybe<string>, role: Mention['role']): readonly Mention[] {
  return isKnown(name) ? [{ subject, name: name.value, role, origin: name.origin }] : [];
}

function roleOf({ presence }: { readonly presence: model.Presence }): Mention['role'] {
  return presence === 'declared' ? 'declares' : 'refers';
}
