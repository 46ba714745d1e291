/** The access matrix as a file: one row a grant in CSV and JSON, a table of principals and accounts in Markdown and HTML. */
import type { AccessMatrix, FileFormat, MatrixChip, MatrixPrincipal, PlaceInFile } from '../../../protocol';
import type { GrantParts } from '../../model';
import { csvTable } from './csv';
import { pageHtml } from './html';
import { pageMarkdown } from './markdown';
import { accountText, type Page } from './page';

/** How the file of a URI is called. */
export type FileName = (uri: string) => string;

export function matrixFile(matrix: AccessMatrix, format: FileFormat, nameOf: FileName) {
  const grants = grantsOf(matrix, nameOf);
  return { text: formats[format](matrix, grants), grants: grants.length };
}

type Row = GrantParts & {
  readonly accountName: string | null;
  readonly standing: string;
  readonly reason: string | null;
  readonly code: string | null;
};

function grantsOf({ accounts, principals, legend }: AccessMatrix, nameOf: FileName): readonly Row[] {
  const words = new Map(legend.map((it) => [it.standing, it.text]));
  return principals.flatMap(({ type, name, cells }) =>
    cells.flatMap(({ account, permissionSets }) =>
      permissionSets.map((it) => ({
        principalType: type === 'user' ? 'USER' : 'GROUP',
        principal: name,
        account: accounts[account]?.id ?? '',
        accountName: accounts[account]?.name ?? null,
        permissionSet: it.name,
        standing: words.get(it.standing) ?? it.standing,
        reason: it.reason ?? null,
        code: it.open ? placeText(it.open, nameOf) : null,
      })),
    ),
  );
}

function placeText({ uri, line }: PlaceInFile, nameOf: FileName): string {
  return `${nameOf(uri)}:${line + 1}`;
}

type Write = (matrix: AccessMatrix, grants: readonly Row[]) => string;

const formats: Readonly<Record<FileFormat, Write>> = {
  csv,
  json,
  markdown: (matrix) => pageMarkdown(matrixPage(matrix)),
  html: (matrix) => pageHtml(matrixPage(matrix)),
};

function csv({ takenAt = '' }: AccessMatrix, grants: readonly Row[]): string {
  const header =
    'principal_type,principal,account_id,account_name,permission_set,standing,reason,code_line,read_at'.split(',');
  const rows = grants.map((it) => [
    it.principalType,
    it.principal,
    it.account,
    it.accountName ?? '',
    it.permissionSet,
    it.standing,
    it.reason ?? '',
    it.code ?? '',
    takenAt,
  ]);
  return csvTable(header, rows);
}

function json({ takenAt, accounts, notes }: AccessMatrix, grants: readonly Row[]): string {
  const told = notes.map(({ text, detail }) => ({ text, detail }));
  return `${JSON.stringify({ version: 1, takenAt: takenAt ?? null, accounts, grants, notes: told }, undefined, 2)}\n`;
}

function matrixPage(matrix: AccessMatrix): Page {
  const { accounts, principals, notes, takenAt } = matrix;
  const heads = accounts.map(({ id, name }) => accountText({ account: id, accountName: name }));
  const rows = principals.map((it) => {
    const cells = cellsOf(it, matrix).map((chips) => chips.map((chip) => chipText(chip, matrix)).join('\n'));
    return { cells: [principalText(it), ...cells].map((text) => ({ text })) };
  });
  return {
    title: 'Access matrix',
    verdict: {
      tone: 'plain',
      heading: takenAt === undefined ? 'Only what the code says: live access was not read' : 'Code and live access',
      text: '',
    },
    facts: notes.map(({ text, detail }) => ({ name: text, value: { text: detail } })),
    takenAt,
    sections: [{ heading: 'Permission sets', columns: ['Principal', ...heads], rows }],
    ways: [],
  };
}

function principalText({ type, name, nameless }: MatrixPrincipal): string {
  const who = nameless === undefined ? name : `unresolved ${type} ${name}`;
  return type === 'user' && nameless === undefined ? `user ${who}` : who;
}

/** The permission sets of each account, none of them left out. */
function cellsOf({ cells }: MatrixPrincipal, { accounts }: AccessMatrix): readonly (readonly MatrixChip[])[] {
  const byAccount = new Map(cells.map((it) => [it.account, it.permissionSets]));
  return accounts.map((_, index) => byAccount.get(index) ?? []);
}

function chipText({ name, standing }: MatrixChip, { legend }: AccessMatrix): string {
  return `${name} (${legend.find((it) => it.standing === standing)?.text ?? standing})`;
}
