/**
 * What the builders of report pages share. The model is that of the protocol (`report-page.ts`); here places are lines,
 * as the JSON reports have them.
 */
import type * as protocol from '../../../protocol';
import { compareText, isKnown, rememberEach } from '../../base';
import type { Snapshot } from '../../live';
import { type GrantPlace, leadingTo, type ReportPlace } from '../place';
import { ageOf } from '../views/age';
import type { Action } from '../views/node';

/** `folder` is the root of the workspace folder, `file` relative to it, `line` counted from one. */
export type LineInFile = { readonly folder: string; readonly file: string; readonly line: number };

export type Page = protocol.ReportPage<LineInFile, Action>;
export type PageSection = protocol.ReportSection<LineInFile>;
export type PageRow = protocol.ReportRow<LineInFile>;
export type PageCell = protocol.ReportCell<LineInFile>;
export type PageFact = protocol.ReportFact<LineInFile>;

export function lineIn(folder: string, { file, line }: ReportPlace): LineInFile | undefined {
  return file === undefined || line === undefined ? undefined : { folder, file, line };
}

/** `terraform/main.tf:12`, leading there: to the entry of a grant, before the block that makes it. */
export function placeCell(folder: string, it: GrantPlace, otherwise = ''): PageCell {
  const open = lineIn(folder, leadingTo(it));
  return open ? { text: `${open.file}:${open.line}`, open } : { text: otherwise };
}

export function plainCell(text: string): PageCell {
  return { text };
}

export function codeCell(text: string): PageCell {
  return { text, code: true };
}

/**
 * The facts of a page, when what it rests on was read among them, with its age where `now` is given, in milliseconds
 * since 1970: a file that is kept has none.
 */
export function factLines({ facts, takenAt, takenOf = 'Live access' }: Page, now?: number): readonly PageFact[] {
  if (takenAt === undefined) return facts;
  const age = now === undefined ? '' : ` (${ageOf(takenAt, now)})`;
  return [...facts, { name: `${takenOf} read`, value: { text: `${takenAt}${age}` } }];
}

/** Nobody's access where nothing is said of the principal's kind is a group's. */
export function principalText(type: 'GROUP' | 'USER' | null, principal: string): string {
  return type === 'USER' ? `user ${principal}` : principal;
}

export type PlacedGrant = Omit<protocol.GrantReport, 'permissionSet'>;

/** Who, and in which account; what production is wants a look where it changes. */
export function grantCells(grant: PlacedGrant, production: protocol.ReportTone = 'plain'): readonly PageCell[] {
  const account = accountText(grant);
  return [
    { text: principalText(grant.principalType, grant.principal) },
    grant.production ? { text: `${account} · production`, tone: production } : { text: account },
  ];
}

/** What could not be known, from the code of one or two revisions. */
export function unknownSection(
  heading: string,
  note: string,
  { all, folder }: { readonly all: readonly protocol.UnknownReport[]; readonly folder: string },
): PageSection {
  return {
    heading,
    note,
    columns: ['What', 'Attribute', 'Why', 'Code'],
    rows: all.map((it) => ({
      cells: [codeCell(it.address ?? ''), { text: it.attribute }, { text: it.because }, placeCell(folder, it)],
    })),
  };
}

/** `12 added, 1 account changed`, without what there is none of where it is `seldom`. */
export function countsText(parts: readonly (readonly [many: number, words: string, when?: 'seldom'])[]): string {
  return parts.flatMap(([many, words, when]) => (when && many === 0 ? [] : [`${many} ${words}`])).join(', ');
}

/** A policy document of many lines would drown everything else. */
export function shortText(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 160 ? `${line.slice(0, 157)}…` : line;
}

/** In the order of what is read: accounts by their names, where they have some. */
export function inReadingOrder(rows: readonly PageRow[]): readonly PageRow[] {
  const readOf = rememberEach(({ cells }: PageRow) => cells.map(({ text }) => text).join('\n'));
  return rows.toSorted((a, b) => compareText(readOf(a), readOf(b)));
}

/** The same, each row with the sign. */
export function signed(sign: PageRow['sign'], section: PageSection): PageSection {
  return { ...section, rows: section.rows.map((row) => ({ sign, ...row })) };
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
  relayState: 'Relay state',
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
    rows: gaps.map(({ what, because, action = '' }) => ({
      cells: [{ text: what, tone: 'doubtful' }, { text: because }, codeCell(action)],
    })),
  };
}

/** Nobody knows twelve digits by heart. */
export function accountName({ access }: Snapshot, idOrName: string): string {
  const name = access.accounts.byName.get(idOrName)?.name;
  return name && isKnown(name) ? name.value : idOrName;
}

type NamedAccount = { readonly account: string; readonly accountName?: string | null | undefined };

/** `prod (111122223333)`. */
export function accountText({ account, accountName }: NamedAccount): string {
  return accountName === undefined || accountName === null ? account : `${accountName} (${account})`;
}
