/** The access matrix as a file: one row a grant in CSV and JSON, a table of principals and accounts in Markdown and HTML. */
import type { AccessMatrix, FileFormat, MatrixChip, MatrixPrincipal, PlaceInFile } from '../../protocol';
import type { GrantParts } from '../model';
import { csvField } from './csv';
import { escaped, htmlPage } from './html-page';
import { markdownText } from './page-markdown';

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

const formats: Readonly<Record<FileFormat, Write>> = { csv, json, markdown, html };

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
  return [header, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

function json({ takenAt, accounts, notes }: AccessMatrix, grants: readonly Row[]): string {
  const told = notes.map(({ text, detail }) => ({ text, detail }));
  return `${JSON.stringify({ version: 1, takenAt: takenAt ?? null, accounts, grants, notes: told }, undefined, 2)}\n`;
}

function markdown(matrix: AccessMatrix): string {
  const { accounts, principals, notes } = matrix;
  const heads = accounts.map(({ id, name }) => markdownText(name === undefined ? id : `${name} (${id})`));
  const rows = principals.map((it) => [
    markdownText(principalText(it)),
    ...cellsOf(it, matrix).map((chips) => chips.map((chip) => markdownText(chipText(chip, matrix))).join('<br>')),
  ]);
  return `${[
    '# Access matrix',
    ...[readText(matrix), ...notes.map(({ text, detail }) => `${text}: ${detail}`)].map(markdownText),
    [`| Principal | ${heads.join(' | ')} |`, `|---|${heads.map(() => '---').join('|')}|`]
      .concat(rows.map((cells) => `| ${cells.join(' | ')} |`))
      .join('\n'),
  ].join('\n\n')}\n`;
}

function html(matrix: AccessMatrix): string {
  const { accounts, principals, notes } = matrix;
  const heads = accounts.map(({ id, name }) => `<th scope="col">${escaped(name ?? id)}<br>${escaped(id)}</th>`);
  const rows = principals.map((it) => {
    const cells = cellsOf(it, matrix).map(
      (chips) => `<td>${chips.map((chip) => escaped(chipText(chip, matrix))).join('<br>')}</td>`,
    );
    return `<tr><th scope="row">${escaped(principalText(it))}</th>${cells.join('')}</tr>`;
  });
  return htmlPage('Access matrix', [
    ...[readText(matrix), ...notes.map(({ text, detail }) => `${text}: ${detail}`)].map(
      (it) => `<p>${escaped(it)}</p>`,
    ),
    '<div class="table"><table>',
    `<thead><tr><th scope="col">Principal</th>${heads.join('')}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody></table></div>`,
  ]);
}

function readText({ takenAt }: AccessMatrix): string {
  return takenAt === undefined ? 'Only what the code says: live access was not read.' : `Live access read ${takenAt}.`;
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
