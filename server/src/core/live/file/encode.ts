/** Writes a snapshot as JSON: lists sorted, so that two files can be compared line by line. */
import { safeJson } from '../../../protocol';
import { compareText, isKnown, type Maybe, type Origin, type Unknown } from '../../base';
import type * as model from '../../model';
import type { Gap, UnknownReason } from '../../reasons';
import { byAccountId, byName, byTriple, inOrder } from '../snapshot/order';
import type { Part } from '../snapshot/parts';
import type { Snapshot } from '../snapshot/snapshot';
import { writeFields } from './file-fields';
import { reasonForFile } from './reason-file';
import {
  type AccountFile,
  type AssignmentFile,
  type GapFile,
  type IncompleteFile,
  type ListingName,
  listingNames,
  type PartFile,
  type PermissionSetFile,
  type PrincipalFile,
  type ReferenceFile,
  type SnapshotFile,
  snapshotFormat,
  type UnknownFile,
  type UserFile,
} from './snapshot-file';

/** The words that stand in the file beside each reason, for people. */
export type FileWording = {
  readonly reasonText: (reason: UnknownReason) => string;
  readonly gapText: (gap: Gap) => { readonly what: string; readonly because: string };
};

export function encodeSnapshot(snapshot: Snapshot, wording: FileWording): string {
  return [...snapshotPieces(snapshot, wording)].join('');
}

/** The text of the file piece by piece, for those that are too large to hold it at once. */
export function* snapshotPieces(snapshot: Snapshot, wording: FileWording): Generator<string, void> {
  const entries = Object.entries(snapshotFile(snapshot, wording));
  yield '{';
  for (const [index, [name, value]] of entries.entries()) {
    yield `${index > 0 ? ',' : ''}\n  ${JSON.stringify(name)}: `;
    if (Array.isArray(value) && value.length > 0) yield* listPieces(value);
    else yield indented(jsonOf(value), '  ');
  }
  yield '\n}\n';
}

/** A thousand items together are some 300 kB. */
const pieceSize = 1000;

function* listPieces(items: readonly unknown[]): Generator<string, void> {
  for (let from = 0; from < items.length; from += pieceSize) {
    const texts = items.slice(from, from + pieceSize).map((item) => indented(jsonOf(item), '    '));
    yield `${from > 0 ? ',' : '['}\n    ${texts.join(',\n    ')}`;
  }
  yield '\n  ]';
}

function jsonOf(value: unknown): string {
  return safeJson(JSON.stringify(value, undefined, 2));
}

function indented(text: string, by: string): string {
  return text.replaceAll('\n', `\n${by}`);
}

/** The snapshot as the plain object of its file. */
export function snapshotFile(snapshot: Snapshot, wording: FileWording): SnapshotFile {
  const { access, instance } = snapshot;
  return {
    version: 1,
    snapshot: snapshotFormat,
    takenAt: snapshot.takenAt,
    profile: snapshot.profile,
    instance: { ...instance, name: instance.name ?? null },
    permissionSets: inOrder(access.permissionSets.all, byName).map(permissionSet),
    groups: inOrder(access.groups.all, byName).map(principal),
    users: inOrder(access.users.all, byName).map(user),
    accounts: inOrder(access.accounts.all, byAccountId).map(account),
    policies: [],
    assignments: inOrder(access.assignments.all, byTriple).map(assignment),
    assignmentsCompleteFor: access.assignments.completeFor ?? [],
    unknown: inOrder(
      unknowns(access).map((it) => unknownFile(it, wording)),
      (it) => [it.address, it.attribute],
    ),
    ...writeFields(snapshot),
    gaps: snapshot.gaps.map((it) => gap(it, wording)),
    incomplete: listingNames.flatMap((name) => incomplete(access, name, wording)),
    ...(snapshot.parts && { parts: snapshot.parts.map(part) }),
    ...(snapshot.pseudonymized && { pseudonymized: true }),
  };
}

function part({ name, readAt, unchangedUntil, by }: Part): PartFile {
  return { name, readAt, unchangedUntil: unchangedUntil ?? null, by: by ?? null };
}

function permissionSet(it: model.PermissionSet): PermissionSetFile {
  return {
    name: value(it.name),
    arn: it.arn ?? it.address,
    sessionDuration: it.sessionDuration ? value(it.sessionDuration) : null,
    description: it.description ? value(it.description) : null,
    ...(!it.relayState || isKnown(it.relayState) ? { relayState: it.relayState?.value ?? null } : {}),
    managedPolicies: it.managedPolicies.flatMap((arn) => (isKnown(arn) ? [arn.value] : [])).toSorted(compareText),
    customerManagedPolicies: inOrder(it.customerManagedPolicies.map(reference), ({ path, name }) => [path, name]),
    permissionsBoundary: it.permissionsBoundary ? boundary(it.permissionsBoundary) : null,
    inlinePolicy: it.inlinePolicy !== undefined,
    inlinePolicyDocument: it.inlinePolicy ? value(it.inlinePolicy) : null,
    policiesComplete: it.policiesComplete,
  };
}

function boundary(it: model.Boundary): PermissionSetFile['permissionsBoundary'] {
  return it.kind === 'aws-managed' ? { managedPolicyArn: value(it.arn) ?? '' } : reference(it.reference);
}

function reference({ name, path }: model.PolicyReference): ReferenceFile {
  return { name: value(name) ?? '', path: value(path) ?? '/' };
}

function principal(it: model.Group): PrincipalFile {
  return { name: value(it.name), id: it.id ?? it.address };
}

function user(it: model.User): UserFile {
  return { ...principal(it), disabled: it.disabled ?? null };
}

function account(it: model.Account): AccountFile {
  const name = it.name ? value(it.name) : null;
  return { id: value(it.id) ?? '', name, state: it.state ?? null, saidBy: saidBy(it.origin) };
}

function assignment(it: model.Assignment): AssignmentFile {
  return {
    principalType: value(it.principalType) ?? 'GROUP',
    principal: value(it.principal),
    principalId: it.principalId ?? '',
    account: value(it.account) ?? '',
    permissionSet: value(it.permissionSet),
    permissionSetArn: it.permissionSetArn ?? '',
    saidBy: saidBy(it.origin),
    ...(it.principalIsGone && { principalIsGone: true }),
  };
}

type Missing = { readonly address: string; readonly attribute: string; readonly value: Unknown };

function unknowns(access: model.Access): readonly Missing[] {
  return [
    ...access.permissionSets.all.flatMap((it) => missing(it.arn ?? it.address, 'name', it.name)),
    ...[...access.groups.all, ...access.users.all].flatMap((it) => missing(it.id ?? it.address, 'name', it.name)),
    ...access.accounts.all.flatMap((it) => missing(value(it.id) ?? '', 'name', it.name)),
    ...access.assignments.all.flatMap((it) => [
      ...missing(it.address, 'principal', it.principal),
      ...missing(it.address, 'permissionSet', it.permissionSet),
    ]),
  ];
}

function missing(address: string, attribute: string, it: Maybe<string> | undefined): readonly Missing[] {
  return !it || isKnown(it) ? [] : [{ address, attribute, value: it }];
}

function unknownFile({ address, attribute, value }: Missing, wording: FileWording): UnknownFile {
  return { address, attribute, ...becauseOf(value, wording) };
}

function incomplete(access: model.Access, of: ListingName, wording: FileWording): readonly IncompleteFile[] {
  return access[of].because.map((it) => ({ of, ...becauseOf(it, wording) }));
}

function becauseOf({ because, origin }: Unknown, { reasonText }: FileWording) {
  return { because: reasonText(because), saidBy: saidBy(origin), reason: reasonForFile(because, reasonText) };
}

function gap({ reason, action, ...topic }: Gap, wording: FileWording): GapFile {
  const words = wording.gapText({ ...topic, reason, action });
  return { ...words, action: action ?? null, ...topic, reason: reasonForFile(reason, wording.reasonText) };
}

function saidBy(origin: Origin): string {
  return origin.at.path.replace(/^live:/, '');
}

function value<T>(it: Maybe<T>): T | null {
  return isKnown(it) ? it.value : null;
}
