/** Declared access for people: principal, then account, then permission sets, then what could not be known. */
import { groupBy } from '../../core/base';
import type { AccessReport, AssignmentReport, UnknownReport } from '../../protocol';
import { plural } from './findings-text';
import { oneLine } from './one-line';
import { type Style, style } from './style';

export function accessText(report: AccessReport, color: boolean): string {
  const paint = style(color);
  const names = new Map(report.accounts.map((it) => [it.id, it.name]));
  const byPrincipal = groupBy(report.assignments, principalOf);
  const sections = [...byPrincipal].map(([principal, rows]) => principalText(principal, rows, names, paint));
  return [...sections, ...unknownText(report.unknown, paint), totals(report, paint), ''].join('\n');
}

function principalOf(row: AssignmentReport): string {
  const kind = row.principalType === 'USER' ? 'user ' : '';
  return `${kind}${row.principal ?? row.principalId ?? 'unknown principal'}`;
}

type Names = ReadonlyMap<string | null, string | null>;

function principalText(principal: string, rows: readonly AssignmentReport[], names: Names, paint: Style): string {
  const byAccount = groupBy(rows, (row) => accountOf(row, names));
  const lines = [...byAccount].map(([account, group]) => `  ${oneLine(account)}  ${paint.dim(oneLine(setsOf(group)))}`);
  return [paint.bold(oneLine(principal)), ...lines, ''].join('\n');
}

function accountOf(row: AssignmentReport, names: Names): string {
  if (row.account === null) return row.accountRef ?? 'unknown account';
  const name = names.get(row.account);
  return name ? `${row.account} ${name}` : row.account;
}

function setsOf(rows: readonly AssignmentReport[]): string {
  const sets = rows.map((row) => row.permissionSet ?? row.permissionSetArn ?? 'unknown permission set');
  return [...new Set(sets)].join(', ');
}

function unknownText(unknowns: readonly UnknownReport[], paint: Style): readonly string[] {
  if (unknowns.length === 0) return [];
  const lines = unknowns.map((it) => `  ${oneLine(unknownLine(it))}  ${paint.dim(placeOf(it))}`);
  return [paint.bold('Could not be known'), ...lines, ''];
}

export function unknownLine({ address, attribute, because }: UnknownReport): string {
  return `${address === undefined ? '' : `${address} `}${attribute}: ${because}`;
}

function placeOf(it: UnknownReport): string {
  return it.file ? `${it.file}:${it.line}` : '';
}

function totals(report: AccessReport, paint: Style): string {
  const parts = [
    plural(report.permissionSets.length, 'permission set'),
    plural(report.assignments.length, 'assignment'),
    `${report.unknown.length} unknown`,
  ];
  return paint.bold(parts.join(', '));
}
