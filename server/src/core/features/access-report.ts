/** An Access as plain JSON: what `idc access` and `idc live` print, and what a snapshot file holds. */
import type * as report from '../../protocol';
import { compareText, isKnown, type LineIndex, type Maybe } from '../base';
import * as model from '../model';
import { unknownText } from '../wording';
import { grantPlace, type PlaceOf, placeIn } from './place';

/** Finds the line index of a file by path; `undefined` for what stands in no file, such as AWS's answers. */
export type LinesOf = (path: string) => LineIndex | undefined;

/** What AWS and the provider take where no session duration is written (CreatePermissionSet, Identity Center API reference). */
const defaultSessionDuration = 'PT1H';

/** The report lists what the code makes; what it only looks up is named by the assignments that use it. */
export function accessReport(
  access: model.Access,
  unknowns: readonly model.UnknownFact[],
  linesOf: LinesOf,
): report.AccessReport {
  const place = placeIn(linesOf);
  const made = (it: { readonly presence: model.Presence }) => it.presence === 'declared';
  return {
    version: 1,
    permissionSets: sorted(
      access.permissionSets.all.filter(made).map((it) => permissionSet(it, place)),
      byName,
    ),
    groups: sorted(
      access.groups.all.filter(made).map((it) => principal(it, place)),
      byName,
    ),
    users: sorted(
      access.users.all.filter(made).map((it) => principal(it, place)),
      byName,
    ),
    accounts: sorted(
      access.accounts.all.map((it) => account(it, place)),
      (it) => [it.id, it.address],
    ),
    policies: sorted(
      access.policies.all.map((it) => policy(it, place)),
      (it) => [it.name, it.account, it.address],
    ),
    assignments: sorted(
      access.assignments.all.map((it) => assignment(it, place)),
      byParts,
    ),
    unknown: sorted(
      unknowns.map((it) => unknownFact(it, place)),
      (it) => [it.address, it.attribute, it.file],
    ),
  };
}

function permissionSet(it: model.PermissionSet, place: PlaceOf): report.PermissionSetReport {
  return {
    name: value(it.name),
    ...optional('arn', it.arn),
    address: it.address,
    ...place(it.origin),
    sessionDuration: it.sessionDuration ? value(it.sessionDuration) : defaultSessionDuration,
    managedPolicies: it.managedPolicies.map(value).toSorted(compareKeys),
    customerManagedPolicies: sorted(it.customerManagedPolicies.map(reference), (ref) => [ref.name, ref.path]),
    permissionsBoundary: it.permissionsBoundary ? boundary(it.permissionsBoundary) : null,
    inlinePolicy: it.inlinePolicy !== undefined,
  };
}

function reference(it: model.PolicyReference): report.PolicyReferenceReport {
  return { name: value(it.name), path: value(it.path) };
}

function boundary(it: model.Boundary): report.BoundaryReport {
  return it.kind === 'aws-managed' ? { managedPolicyArn: value(it.arn) } : reference(it.reference);
}

function principal(it: model.Group, place: PlaceOf): report.PrincipalReport {
  return { name: value(it.name), ...optional('id', it.id), address: it.address, ...place(it.origin) };
}

function account(it: model.Account, place: PlaceOf): report.AccountReport {
  const name = it.name ? value(it.name) : null;
  return { id: value(it.id), name, ...optional('address', it.address), ...place(it.origin) };
}

function policy(it: model.Policy, place: PlaceOf): report.PolicyReport {
  return {
    name: value(it.name),
    path: value(it.path),
    account: value(it.account),
    address: it.address,
    ...place(it.origin),
  };
}

function assignment(it: model.Assignment, place: PlaceOf): report.AssignmentReport {
  return {
    principalType: value(it.principalType),
    principal: value(it.principal),
    ...optional('principalId', it.principalId),
    account: value(it.account),
    ...optional('accountRef', it.accountRef),
    permissionSet: value(it.permissionSet),
    ...optional('permissionSetArn', it.permissionSetArn),
    address: it.address,
    ...(model.hasEntry(it) ? grantPlace(place, it) : place(it.origin)),
  };
}

function unknownFact(it: model.UnknownFact, place: PlaceOf): report.UnknownReport {
  return { address: it.address, attribute: it.attribute, because: unknownText(it.because), ...place(it.origin) };
}

function value<T>(it: Maybe<T>): T | null {
  return isKnown(it) ? it.value : null;
}

function optional<K extends string>(key: K, text: string | undefined): { readonly [P in K]?: string } {
  // A computed key widens to an index signature; the only key there is K.
  return text === undefined ? {} : ({ [key]: text } as { readonly [P in K]?: string });
}

type Key = string | null | undefined;

function byName(it: { readonly name: Key; readonly address?: string }): readonly Key[] {
  return [it.name, it.address];
}

function byParts(it: report.AssignmentReport): readonly Key[] {
  return [it.principal, it.account, it.permissionSet, it.address];
}

function sorted<T>(items: readonly T[], keysOf: (item: T) => readonly Key[]): readonly T[] {
  const keyed = items.map((item) => ({ item, keys: keysOf(item) }));
  return keyed.toSorted((a, b) => compareAll(a.keys, b.keys)).map((it) => it.item);
}

function compareAll(a: readonly Key[], b: readonly Key[]): number {
  for (const [index, key] of a.entries()) {
    const order = compareKeys(key, b[index]);
    if (order !== 0) return order;
  }
  return 0;
}

/** What is not known comes last. */
function compareKeys(a: Key, b: Key): number {
  if (a == null || b == null) return Number(a == null) - Number(b == null);
  return compareText(a, b);
}
