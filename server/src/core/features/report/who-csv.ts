/** The access report as CSV (RFC 4180), safe to open in a spreadsheet. */
import type { WhoReport, WhoRow } from '../../../protocol';
import { leadingTo, lineText } from '../place';
import { csvTable } from './csv';

const columns: readonly (readonly [name: string, read: (row: WhoRow) => string])[] = [
  ['account_id', (row) => row.account],
  ['account_name', (row) => row.accountName ?? ''],
  ['production', (row) => (row.production ? 'yes' : 'no')],
  ['user', (row) => row.user ?? ''],
  ['user_disabled', (row) => (row.disabled === null ? 'unknown' : row.disabled ? 'yes' : 'no')],
  ['through_group', (row) => row.group ?? ''],
  ['permission_set', (row) => row.permissionSet ?? ''],
  ['provisioned', (row) => row.provisioned],
  ['in_code', (row) => row.inCode],
  ['code_line', (row) => lineText(leadingTo(row))],
  ['note', (row) => row.note ?? ''],
  ['evidence', (row) => row.evidence.join(' ')],
];

/** What could not be read is a row of its own: a file that is passed on keeps saying that it is not whole. */
export function whoCsv({ takenAt, rows, gaps }: WhoReport): string {
  const header = [...columns.map(([name]) => name), 'read_at'];
  const lines = rows.map((row) => [...columns.map(([, read]) => read(row)), takenAt]);
  const missing = gaps.map(({ what, because }) => [
    ...columns.map(([name]) => (name === 'note' ? `NOT READ: ${what}: ${because}` : '')),
    takenAt,
  ]);
  return csvTable(header, [...lines, ...missing]);
}
