/** What a filter left, laid out as a table: which of principal, account and permission set are rows, columns and chips. */
import type { AccessSubject, MatrixAccount, MatrixChip, MatrixPrincipal } from '../../../../server/src/protocol';
import type { Shown } from './state';

export type Table = {
  /** What stands above the rows' heads. */
  readonly corner: string;
  /** What one column is. */
  readonly column: string;
  readonly columns: readonly Head[];
  readonly rows: readonly TableRow[];
  readonly count: number;
};

export type Head = { readonly title: string; readonly detail: string; readonly hint: string };

/** The chips of each column that has some, by its number. */
export type TableRow = { readonly head: Head; readonly cells: ReadonlyMap<number, readonly Chip[]> };

export type Chip = Pick<MatrixChip, 'status' | 'reason' | 'open'> & {
  readonly label: string;
  /** `web-developers in prod-web as DeployPipeline`. */
  readonly said: string;
  readonly about: AccessSubject;
};

export function tableOf({ accounts: all, rows, count }: Shown, pivot: Pivot): Table {
  const grants = rows.flatMap(({ principal, cells }) =>
    [...cells].flatMap(([column, chips]) => {
      const account = all[column] ?? { id: '' };
      return chips.map((chip): Grant => ({ principal, account, column, chip }));
    }),
  );
  const [row, column, label] = pivots.find((it) => it.pivot === pivot)?.parts ?? pivots[0].parts;
  const columns = headsOf(grants, column);
  return {
    corner: row.noun,
    column: column.noun.toLowerCase(),
    columns: columns.map(({ head }) => head),
    rows: rowsOf(grants, row, new Map(columns.map(({ key }, index) => [key, index])), column, label),
    count,
  };
}

type Grant = {
  readonly principal: MatrixPrincipal;
  readonly account: MatrixAccount;
  /** The account's place in the matrix. */
  readonly column: number;
  readonly chip: MatrixChip;
};

/** What rows, columns or chips can be. */
type Part = {
  readonly noun: string;
  readonly keyOf: (grant: Grant) => string;
  readonly headOf: (grant: Grant) => Head;
  /** In which order they stand; else as the grants do. */
  readonly order?: (a: Grant, b: Grant) => number;
};

const principals: Part = {
  noun: 'Principal',
  keyOf: ({ principal: { type, name } }) => `${type} ${name}`,
  headOf: ({ principal }) => principalHead(principal),
};

/** In the order of the matrix: by name, the unnamed last. */
const accounts: Part = {
  noun: 'Account',
  keyOf: ({ account }) => account.id,
  headOf: ({ account: { id, name } }) =>
    name === undefined
      ? { title: id, detail: 'name not known', hint: id }
      : { title: name, detail: id, hint: `${name} · ${id}` },
  order: (a, b) => a.column - b.column,
};

const sets: Part = {
  noun: 'Permission set',
  keyOf: ({ chip }) => chip.name,
  headOf: ({ chip }) => ({ title: chip.name, detail: '', hint: chip.name }),
  order: ({ chip: a }, { chip: b }) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
};

type PivotRow = {
  readonly pivot: string;
  readonly text: string;
  readonly parts: readonly [row: Part, column: Part, label: Part];
};

/** The ways the table can be turned, as its selection shows them. */
export const pivots = [
  { pivot: 'principals-accounts', text: 'Principals × accounts', parts: [principals, accounts, sets] },
  { pivot: 'principals-sets', text: 'Principals × permission sets', parts: [principals, sets, accounts] },
  { pivot: 'sets-accounts', text: 'Permission sets × accounts', parts: [sets, accounts, principals] },
] as const satisfies readonly PivotRow[];

export type Pivot = (typeof pivots)[number]['pivot'];

function principalHead({ type, name, nameless }: MatrixPrincipal): Head {
  if (nameless !== undefined) return { title: `Unresolved ${type}`, detail: name, hint: `${nameless}\n${name}` };
  return { title: name, detail: type === 'user' ? type : '', hint: name };
}

function headsOf(grants: readonly Grant[], part: Part): readonly { readonly key: string; readonly head: Head }[] {
  const { keyOf, headOf, order } = part;
  const firsts = new Map<string, Grant>();
  for (const grant of grants) if (!firsts.has(keyOf(grant))) firsts.set(keyOf(grant), grant);
  const all = [...firsts];
  if (order) all.sort(([, a], [, b]) => order(a, b));
  return all.map(([key, grant]) => ({ key, head: headOf(grant) }));
}

function rowsOf(
  grants: readonly Grant[],
  row: Part,
  columns: ReadonlyMap<string, number>,
  column: Part,
  label: Part,
): readonly TableRow[] {
  const byRow = new Map<string, Map<number, Chip[]>>();
  for (const grant of grants) {
    const cells = byRow.get(row.keyOf(grant)) ?? new Map<number, Chip[]>();
    byRow.set(row.keyOf(grant), cells);
    const at = columns.get(column.keyOf(grant)) ?? 0;
    const chips = cells.get(at) ?? [];
    chips.push(chipOf(grant, label));
    cells.set(at, chips);
  }
  return headsOf(grants, row).map(({ key, head }) => ({ head, cells: byRow.get(key) ?? new Map() }));
}

function chipOf(grant: Grant, label: Part): Chip {
  const { principal, account, chip } = grant;
  const { status, reason, open } = chip;
  const said = `${principal.name} in ${account.name ?? account.id} as ${chip.name}`;
  const principalType = principal.type === 'group' ? 'GROUP' : 'USER';
  const about = { principalType, principal: principal.name, account: account.id, permissionSet: chip.name } as const;
  return { status, reason, open, label: label.headOf(grant).title, said, about };
}
