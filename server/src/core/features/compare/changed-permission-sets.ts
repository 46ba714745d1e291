/** Permission sets that two versions declare differently, and how many accounts that provisions again. */
import type * as report from '../../../protocol';
import { compareText, isKnown, type Maybe } from '../../base';
import type * as model from '../../model';

export function changedPermissionSets(
  before: model.Access,
  after: model.Access,
): readonly report.ChangedPermissionSetReport[] {
  const names = new Set([...before.permissionSets.byName.keys(), ...after.permissionSets.byName.keys()]);
  return [...names]
    .toSorted(compareText)
    .map((name) => changeOf(name, before, after))
    .filter((it) => it !== undefined);
}

function changeOf(
  name: string,
  before: model.Access,
  after: model.Access,
): report.ChangedPermissionSetReport | undefined {
  const old = made(before, name);
  const now = made(after, name);
  if (!old && !now) return undefined;
  const attributes = differences(old, now);
  if (old && now && attributes.length === 0) return undefined;
  const change = old && now ? 'changed' : now ? 'added' : 'removed';
  return { name, change, attributes, reprovisionedAccounts: change === 'changed' ? kept(name, before, after) : 0 };
}

function made(access: model.Access, name: string): model.PermissionSet | undefined {
  const set = access.permissionSets.byName.get(name);
  return set?.presence === 'declared' ? set : undefined;
}

const attributesOf: Readonly<Record<string, (set: model.PermissionSet) => string>> = {
  sessionDuration: (set) => textOf(set.sessionDuration),
  relayState: (set) => textOf(set.relayState),
  managedPolicies: (set) => listText(set.managedPolicies.map(textOf)),
  customerManagedPolicies: (set) => listText(set.customerManagedPolicies.map(referenceText)),
  permissionsBoundary: (set) => boundaryText(set.permissionsBoundary),
  inlinePolicy: (set) => textOf(set.inlinePolicy),
};

function differences(old: model.PermissionSet | undefined, now: model.PermissionSet | undefined) {
  const all = Object.entries(attributesOf).map(([attribute, read]) => ({
    attribute,
    before: old ? read(old) : '',
    after: now ? read(now) : '',
  }));
  return all.filter((it) => it.before !== it.after);
}

function textOf(value: Maybe<string> | undefined): string {
  if (!value) return '';
  return isKnown(value) ? value.value : 'unknown';
}

function listText(texts: readonly string[]): string {
  return texts.toSorted(compareText).join(', ');
}

function referenceText({ name, path }: model.PolicyReference): string {
  return textOf(path) === '/' ? textOf(name) : `${textOf(path)}${textOf(name)}`;
}

function boundaryText(boundary: model.Boundary | undefined): string {
  if (!boundary) return '';
  return boundary.kind === 'aws-managed' ? textOf(boundary.arn) : referenceText(boundary.reference);
}

function kept(name: string, before: model.Access, after: model.Access): number {
  const now = accountsWith(name, after);
  return [...accountsWith(name, before)].filter((it) => now.has(it)).length;
}

function accountsWith(name: string, { assignments }: model.Access): ReadonlySet<string> {
  const rows = assignments.all.filter((it) => isKnown(it.permissionSet) && it.permissionSet.value === name);
  return new Set(rows.flatMap((it) => (isKnown(it.account) ? [it.account.value] : (it.accountRef ?? []))));
}
