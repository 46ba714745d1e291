/** The parts that every report page is made of. Places are lines, as the JSON reports have them. */
import type * as protocol from '../../protocol';
import { isKnown } from '../base';
import type { Snapshot } from '../live';
import type { Action } from './node';

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

export function plainCell(text: string): PageCell {
  return { text };
}

/** Sections that say something. */
export function filled(...sections: readonly PageSection[]): readonly PageSection[] {
  return sections.filter(({ rows }) => rows.length > 0);
}

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
