/** The access matrix as a file: one row a grant in CSV and JSON, a table of principals and accounts in Markdown and HTML. */
import {
  type AccessMatrix,
  type FileFormat,
  jsonText,
  type MatrixAccount,
  type MatrixChip,
  type MatrixPrincipal,
  type PlaceInFile,
} from '../../../protocol';
import { csvTable } from './csv';
import { type Exportable, fileText } from './formats';
import { accountText, type Page } from './page';

/** How the file of a URI is called. */
export type FileName = (uri: string) => string;

export function matrixFile(matrix: AccessMatrix, format: FileFormat, nameOf: FileName) {
  const grants = grantsOf(matrix, nameOf);
  const made: Exportable = {
    csv: () => csv(matrix, grants),
    json: () => json(matrix, grants),
    page: () => matrixPage(matrix),
  };
  return { text: fileText(made, format), grants: grants.length };
}

/** What a grant is read from. */
type Grant = {
  readonly principal: MatrixPrincipal;
  readonly account: MatrixAccount | undefined;
  readonly chip: MatrixChip;
  /** The chip's status in words. */
  readonly status: string;
  readonly nameOf: FileName;
};

function grantsOf({ accounts, principals, legend }: AccessMatrix, nameOf: FileName): readonly Grant[] {
  const words = new Map(legend.map((it) => [it.status, it.text]));
  return principals.flatMap((principal) =>
    principal.cells.flatMap(({ account: index, permissionSets }) =>
      permissionSets.map((chip): Grant => {
        const status = words.get(chip.status) ?? chip.status;
        return { principal, account: accounts[index], chip, status, nameOf };
      }),
    ),
  );
}

type Column = {
  readonly csv: string;
  readonly json: string;
  /** `null` where there is nothing to say: an empty field of the CSV. */
  readonly read: (grant: Grant) => string | null;
};

/** What both files say of a grant. Contract: a column is added, never renamed. */
const columns: readonly Column[] = [
  { csv: 'principal_type', json: 'principalType', read: ({ principal }) => principal.type.toUpperCase() },
  { csv: 'principal', json: 'principal', read: ({ principal }) => principal.name },
  { csv: 'account_id', json: 'account', read: ({ account }) => account?.id ?? '' },
  { csv: 'account_name', json: 'accountName', read: ({ account }) => account?.name ?? null },
  { csv: 'permission_set', json: 'permissionSet', read: ({ chip }) => chip.name },
  { csv: 'status', json: 'status', read: ({ status }) => status },
  { csv: 'reason', json: 'reason', read: ({ chip }) => chip.reason ?? null },
  { csv: 'code_line', json: 'code', read: ({ chip, nameOf }) => (chip.open ? placeText(chip.open, nameOf) : null) },
];

function placeText({ uri, line }: PlaceInFile, nameOf: FileName): string {
  return `${nameOf(uri)}:${line + 1}`;
}

function csv({ takenAt = '' }: AccessMatrix, grants: readonly Grant[]): string {
  const rows = grants.map((grant) => [...columns.map(({ read }) => read(grant) ?? ''), takenAt]);
  return csvTable([...columns.map((it) => it.csv), 'read_at'], rows);
}

function json({ takenAt, accounts, notes }: AccessMatrix, grants: readonly Grant[]): string {
  const noteTexts = notes.map(({ text, detail }) => ({ text, detail }));
  const rows = grants.map((grant) => Object.fromEntries(columns.map(({ json: name, read }) => [name, read(grant)])));
  const made = { version: 1, takenAt: takenAt ?? null, accounts, grants: rows, notes: noteTexts };
  return jsonText(made);
}

function matrixPage(matrix: AccessMatrix): Page {
  const { accounts, principals, notes, takenAt } = matrix;
  const heads = accounts.map(({ id, name }) => accountText({ account: id, accountName: name }));
  const rows = principals.map((it) => {
    const cells = cellsOf(it, matrix).map((chips) => chips.map((chip) => chipText(chip, matrix)));
    return { cells: [{ text: principalText(it) }, ...cells.map((lines) => ({ text: lines.join(', '), lines }))] };
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
    actions: [],
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

function chipText({ name, status }: MatrixChip, { legend }: AccessMatrix): string {
  return `${name} (${legend.find((it) => it.status === status)?.text ?? status})`;
}
