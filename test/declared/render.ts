/** A part of the declared access as text, one thing a line, with where it stands and what is not known about it. */
import { hops, isKnown, type Location, lineIndex, type Maybe } from '../../server/src/core/base';
import type * as declared from '../../server/src/core/declared';
import type * as model from '../../server/src/core/model';
import { hopText, unknownText } from '../../server/src/core/wording';

type Files = ReadonlyMap<string, string>;

export function renderPart(part: declared.Part, files: Files): string {
  const at = (location: Location) => place(location, files);
  const lines = [
    ...part.permissionSets.flatMap((it) => permissionSet(it, at)),
    ...part.groups.map((it) => `group ${named(it)}  @ ${at(it.origin.at)}`),
    ...part.users.map((it) => `user ${named(it)}  @ ${at(it.origin.at)}`),
    ...part.accounts.map((it) => `account ${it.address} named ${it.name ? text(it.name) : '-'}`),
    ...part.policies.map(
      (it) => `policy ${text(it.path)}${text(it.name)} in ${text(it.account)}  @ ${at(it.origin.at)}`,
    ),
    ...part.assignments.flatMap((it) => assignment(it, at)),
    ...part.gaps.map((it) => `gap in ${it.of}: ${unknownText(it.because.because)}`),
    ...part.unknowns.map(
      (it) => `unknown ${it.address}.${it.attribute}: ${unknownText(it.because)}  @ ${at(it.origin.at)}`,
    ),
  ];
  return [...lines, ''].join('\n');
}

function place({ path, start }: Location, files: Files): string {
  return `${path}:${lineIndex(files.get(path) ?? '').placeOf(start).line + 1}`;
}

function text(it: Maybe<unknown>): string {
  return isKnown(it) ? String(it.value) : '?';
}

function named(it: model.Group): string {
  const id = it.id === undefined ? '' : ` id ${it.id}`;
  return `${text(it.name)}${id} ${it.presence} by ${it.address}`;
}

function permissionSet(it: model.PermissionSet, at: (location: Location) => string): readonly string[] {
  return [
    `permission set ${text(it.name)} ${it.presence} by ${it.address}  @ ${at(it.origin.at)}`,
    ...(it.sessionDuration ? [`  session ${text(it.sessionDuration)}`] : []),
    ...it.managedPolicies.map((arn) => `  managed ${text(arn)}`),
    ...it.customerManagedPolicies.map(({ name, path }) => `  customer managed ${text(path)}${text(name)}`),
    ...(it.inlinePolicy ? [`  inline ${text(it.inlinePolicy)}`] : []),
    ...(it.permissionsBoundary ? [`  boundary ${boundary(it.permissionsBoundary)}`] : []),
    ...(it.policiesComplete || it.presence === 'looked-up' ? [] : ['  and perhaps other policies']),
  ];
}

function boundary(it: model.Boundary): string {
  if (it.kind === 'aws-managed') return text(it.arn);
  return `${text(it.reference.path)}${text(it.reference.name)}`;
}

function assignment(it: model.Assignment, at: (location: Location) => string): readonly string[] {
  const account = isKnown(it.account) ? it.account.value : (it.accountRef ?? '?');
  const principal = isKnown(it.principal) ? it.principal.value : (it.principalId ?? '?');
  const set = isKnown(it.permissionSet) ? it.permissionSet.value : (it.permissionSetArn ?? '?');
  const via = hops(it.origin).map((hop) => `${hopText(hop.step)} ${at(hop.at)}`);
  const authors = [it.principal, it.account, it.permissionSet].map((value) =>
    isKnown(value) ? at(value.origin.at) : '-',
  );
  return [
    `${text(it.principalType)} ${principal} → ${account} as ${set}  @ ${at(it.origin.at)}`,
    `  ${it.address}`,
    ...(via.length > 0 ? [`  via ${via.join(', ')}`] : []),
    `  written at ${authors.join(', ')}`,
    ...(it.wildcardBecause === undefined ? [] : [`  stands for many: ${unknownText(it.wildcardBecause)}`]),
  ];
}
