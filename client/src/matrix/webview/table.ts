/** What a filter left, laid out as a table: which of principal, account and permission set are rows, columns and chips. */
import type { AccessSubject, MatrixAccount, MatrixChip, MatrixPrincipal } from '../../../../server/src/protocol';
import type { Shown } from './state';

export type Pivot = 'principals-accounts' | 'principals-sets' | 'sets-accounts';

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

export type Chip = Pick<MatrixChip, 'standing' | 'reason' | 'open'> & {
  readonly label: string;
  /** `web-developers in prod-web as DeployPipeline`. */
  readonly said: string;
  readonly about: AccessSubject;
};

export const pivots: readonly { readonly pivot: Pivot; readonly text: string }[] = [
  { pivot: 'principals-accounts', text: 'Principals × accounts' },
  { pivot: 'principals-sets', text: 'Principals × permission sets' },
  { pivot: 'sets-accounts', text: 'Permission sets × accounts' },
];

export function tableOf({ accounts, rows, count }: Shown, pivot: Pivot): Table {
  const grants = rows.flatMap(({ principal, cells }) =>
    [...cells].flatMap(([column, chips]) => {
      const account = accounts[column] ?? { id: '' };
      return chips.map((chip): Grant => ({ principal, account, chip }));
    }),
  );
  const [row, column, label] = partsOf(pivot, accounts);
  const columns = headsOf(grants, column);
  return {
    corner: row.noun,
    column: column.noun.toLowerCase(),
    columns: columns.map(({ head }) => head),
    rows: rowsOf(grants, row, new Map(columns.map(({ key }, index) => [key, index])), column, label),
    count,
  };
}

type Grant = { readonly principal: MatrixPrincipal; readonly account: MatrixAccount; readonly chip: MatrixChip };

type Part = {
  readonly noun: string;
  readonly keyOf: (grant: Grant) => string;
  readonly headOf: (grant: Grant) => Head;
  /** Where each stands, by its key; else they stand as the grants do. */
  readonly order?: (a: string, b: string) => number;
};

const principals: Part = {
  noun: 'Principal',
  keyOf: ({ principal: { type, name } }) => `${type} ${name}`,
  headOf: ({ principal }) => principalHead(principal),
};

/** In the order of the matrix: by name, the unnamed last. */
function accountsIn(accounts: readonly MatrixAccount[]): Part {
  const places = new Map(accounts.map(({ id }, index) => [id, index]));
  return {
    noun: 'Account',
    keyOf: ({ account }) => account.id,
    headOf: ({ account: { id, name } }) =>
      name === undefined
        ? { title: id, detail: 'name not known', hint: id }
        : { title: name, detail: id, hint: `${name} · ${id}` },
    order: (a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0),
  };
}

const sets: Part = {
  noun: 'Permission set',
  keyOf: ({ chip }) => chip.name,
  headOf: ({ chip }) => ({ title: chip.name, detail: '', hint: chip.name }),
  order: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
};

function partsOf(pivot: Pivot, all: readonly MatrixAccount[]): readonly [row: Part, column: Part, label: Part] {
  const accounts = accountsIn(all);
  switch (pivot) {
    case 'principals-accounts':
      return [principals, accounts, sets];
    case 'principals-sets':
      return [principals, sets, accounts];
    case 'sets-accounts':
      return [sets, accounts, principals];
  }
}

function principalHead({ type, name, nameless }: MatrixPrincipal): Head {
  if (nameless !== undefined) return { title: `Unresolved ${type}`, detail: name, hint: `${nameless}\n${name}` };
  return { title: name, detail: type === 'user' ? type : '', hint: name };
}

function headsOf(grants: readonly Grant[], part: Part): readonly { readonly key: string; readonly head: Head }[] {
  const heads = new Map<string, Head>();
  for (const grant of grants) if (!heads.has(part.keyOf(grant))) heads.set(part.keyOf(grant), part.headOf(grant));
  const all = [...heads].map(([key, head]) => ({ key, head }));
  const { order } = part;
  return order ? all.sort((a, b) => order(a.key, b.key)) : all;
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
  const { standing, reason, open } = chip;
  const said = `${principal.name} in ${account.name ?? account.id} as ${chip.name}`;
  const principalType = principal.type === 'group' ? 'GROUP' : 'USER';
  const about = { principalType, principal: principal.name, account: account.id, permissionSet: chip.name } as const;
  return { standing, reason, open, label: label.headOf(grant).title, said, about };
}
