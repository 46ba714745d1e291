/** The parts that every report page is made of. Places are lines, as the JSON reports have them. */
import type * as protocol from '../../protocol';
import { compareText, isKnown, rememberEach } from '../base';
import type { Snapshot } from '../live';
import type { Action } from './node';
import { type GrantPlace, leadingTo } from './place';

/** `folder` is the root of the workspace folder, `file` relative to it, `line` counted from one. */
export type LineInFile = { readonly folder: string; readonly file: string; readonly line: number };

export type Page = protocol.ReportPage<LineInFile, Action>;
export type PageSection = protocol.ReportSection<LineInFile>;
export type PageRow = protocol.ReportRow<LineInFile>;
export type PageCell = protocol.ReportCell<LineInFile>;

type Placed = { readonly file?: string; readonly line?: number };

export function lineIn(folder: string, { file, line }: Placed): LineInFile | undefined {
  return file === undefined || line === undefined ? undefined : { folder, file, line };
}

/** `terraform/main.tf:12`, leading there. */
export function placeCell(folder: string, it: Placed, otherwise = ''): PageCell {
  const open = lineIn(folder, it);
  return open ? { text: `${open.file}:${open.line}`, open } : { text: otherwise };
}

/** The entry of a grant; the block that makes it where there is no other. */
export function grantCell(folder: string, it: GrantPlace): PageCell {
  return placeCell(folder, leadingTo(it));
}

export function plainCell(text: string): PageCell {
  return { text };
}

/** In the order of what is read: accounts by their names, where they have some. */
export function inReadingOrder(rows: readonly PageRow[]): readonly PageRow[] {
  const readOf = rememberEach(({ cells }: PageRow) => cells.map(({ text }) => text).join('\n'));
  return rows.toSorted((a, b) => compareText(readOf(a), readOf(b)));
}

/** Sections that say something, of columns that do. */
export function filled(...sections: readonly PageSection[]): readonly PageSection[] {
  return sections.filter(({ rows }) => rows.length > 0).map(withoutBlankColumns);
}

function withoutBlankColumns({ columns, rows, ...section }: PageSection): PageSection {
  const says = columns.map((_, index) => rows.some(({ cells }) => cells[index]?.text));
  const saying = <T>(all: readonly T[]) => all.filter((_, index) => says[index]);
  return {
    ...section,
    columns: saying(columns),
    rows: rows.map((row) => ({ ...row, cells: saying(row.cells) })),
  };
}

/** Attributes of permission sets as AWS's console calls them; any other name stays as it is. */
export function attributeWords(attribute: string): string {
  return words[attribute] ?? attribute;
}

const words: Readonly<Record<string, string>> = {
  sessionDuration: 'Session duration',
  managedPolicies: 'AWS managed policies',
  customerManagedPolicies: 'Customer managed policies',
  permissionsBoundary: 'Permissions boundary',
  inlinePolicy: 'Inline policy',
};

export function gapsSection(
  gaps: readonly { readonly what: string; readonly because: string; readonly action?: string | undefined }[],
): PageSection {
  return {
    heading: 'Could not be read',
    note: 'What is missing here is unknown, not absent.',
    columns: ['What', 'Why', 'Missing right'],
    rows: gaps.map(({ what, because, action = '' }) => ({ cells: [what, because, action].map(plainCell) })),
  };
}

/** Nobody knows twelve digits by heart. */
export function accountName({ access }: Snapshot, idOrName: string): string {
  const name = access.accounts.byName.get(idOrName)?.name;
  return name && isKnown(name) ? name.value : idOrName;
}

export function accountText({ account, accountName }: { readonly account: string; readonly accountName?: string }) {
  return accountName === undefined ? account : `${accountName} (${account})`;
}
