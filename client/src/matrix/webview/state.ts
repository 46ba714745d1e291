/** How the page looks at the matrix: what a filter leaves, what of it is in sight, where the focus goes. No page in here. */
import type {
  AccessMatrix,
  GrantStatus,
  MatrixAccount,
  MatrixChip,
  MatrixPrincipal,
} from '../../../../server/src/protocol';

export type Filter = {
  readonly text: string;
  /** Only these; all of them where it is empty. */
  readonly statuses: readonly GrantStatus[];
};

/** What is left of the matrix: no row and no column without a permission set. */
export type Shown = {
  readonly accounts: readonly MatrixAccount[];
  readonly rows: readonly ShownRow[];
  readonly count: number;
};

/** The chips of each account that has some, by the number of its column. */
export type ShownRow = {
  readonly principal: MatrixPrincipal;
  readonly cells: ReadonlyMap<number, readonly MatrixChip[]>;
};

export function applyFilter(matrix: AccessMatrix, filter: Filter): Shown {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = matrix.principals.flatMap((principal) => {
    const cells = principal.cells.flatMap(({ account, permissionSets }) => {
      const beside = textOf(principal, matrix.accounts[account]);
      const left = permissionSets.filter((it) => isWanted(it, beside, words, filter.statuses));
      return left.length > 0 ? [[account, left] as const] : [];
    });
    return cells.length > 0 ? [{ principal, cells }] : [];
  });
  return withoutEmptyColumns(matrix.accounts, rows);
}

function textOf({ name }: MatrixPrincipal, account: MatrixAccount | undefined): string {
  return [name, account?.name, account?.id].join('\n').toLowerCase();
}

/** Each word may stand in any of the three names. */
function isWanted(
  chip: MatrixChip,
  beside: string,
  words: readonly string[],
  statuses: readonly GrantStatus[],
): boolean {
  if (statuses.length > 0 && !statuses.includes(chip.status)) return false;
  const own = chip.name.toLowerCase();
  return words.every((word) => beside.includes(word) || own.includes(word));
}

type FullRow = {
  readonly principal: MatrixPrincipal;
  readonly cells: readonly (readonly [number, readonly MatrixChip[]])[];
};

function withoutEmptyColumns(accounts: readonly MatrixAccount[], rows: readonly FullRow[]): Shown {
  const used = new Set(rows.flatMap(({ cells }) => cells.map(([account]) => account)));
  const left = accounts.flatMap((account, index) => (used.has(index) ? [{ account, index }] : []));
  const columns = new Map(left.map(({ index }, column) => [index, column]));
  return {
    accounts: left.map((it) => it.account),
    rows: rows.map(({ principal, cells }) => ({
      principal,
      cells: new Map(cells.map(([account, chips]) => [columns.get(account) ?? 0, chips])),
    })),
    count: rows.reduce((sum, { cells }) => sum + cells.reduce((many, [, chips]) => many + chips.length, 0), 0),
  };
}

/** What is left of a matrix, as a matrix: for whoever wants it as a file. */
export function shownMatrix(matrix: AccessMatrix, { accounts, rows }: Shown): AccessMatrix {
  const principals = rows.map(({ principal, cells }) => ({
    ...principal,
    cells: [...cells].map(([account, permissionSets]) => ({ account, permissionSets })),
  }));
  return { ...matrix, accounts, principals };
}

/** Where each line begins, and at last where the whole ends; lines are rows or columns. */
export type Offsets = readonly number[];

export function offsetsOf(sizes: readonly number[]): Offsets {
  const offsets = [0];
  for (const size of sizes) offsets.push((offsets.at(-1) ?? 0) + size);
  return offsets;
}

/** Lines `from` up to, not including, `to`. */
export type Slice = { readonly from: number; readonly to: number };

/** The lines in sight and a few around them, so that small steps need no drawing. */
export function sliceOf(offsets: Offsets, start: number, size: number, around: number): Slice {
  const last = offsets.length - 1;
  const first = lineAt(offsets, start);
  const end = lineAt(offsets, start + size) + 1;
  return { from: Math.max(0, first - around), to: Math.min(last, end + around) };
}

/** The line at an offset, by halving. */
function lineAt(offsets: Offsets, offset: number): number {
  let [low, high] = [0, Math.max(0, offsets.length - 2)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((offsets[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A table as keys move in it. */
export type Shape = {
  readonly columns: readonly unknown[];
  readonly rows: readonly { readonly cells: ReadonlyMap<number, readonly unknown[]> }[];
};

/** The chip that has the focus; `chip` is 0 in an empty cell. */
export type Focus = { readonly row: number; readonly column: number; readonly chip: number };

/** Up and down go through the chips of a cell before they leave it. `undefined` for a key that moves nothing. */
export function moved(focus: Focus, key: string, withControl: boolean, shown: Shape, page: number): Focus | undefined {
  const last = { row: shown.rows.length - 1, column: shown.columns.length - 1 };
  const to = (row: number, column: number, chip = 0) => within({ row, column, chip }, shown);
  switch (key) {
    case 'ArrowLeft':
      return to(focus.row, focus.column - 1);
    case 'ArrowRight':
      return to(focus.row, focus.column + 1);
    case 'ArrowUp':
      return focus.chip > 0 || focus.row === 0
        ? to(focus.row, focus.column, focus.chip - 1)
        : to(focus.row - 1, focus.column, Number.POSITIVE_INFINITY);
    case 'ArrowDown':
      return focus.chip + 1 < chipsAt(shown, focus) || focus.row === last.row
        ? to(focus.row, focus.column, focus.chip + 1)
        : to(focus.row + 1, focus.column);
    case 'PageUp':
      return to(focus.row - page, focus.column);
    case 'PageDown':
      return to(focus.row + page, focus.column);
    case 'Home':
      return to(withControl ? 0 : focus.row, 0);
    case 'End':
      return to(withControl ? last.row : focus.row, last.column);
    default:
      return undefined;
  }
}

/** The nearest place that exists. */
export function within({ row, column, chip }: Focus, shown: Shape): Focus {
  const limit = (value: number, count: number) => Math.max(0, Math.min(value, count - 1));
  const place = { row: limit(row, shown.rows.length), column: limit(column, shown.columns.length), chip: 0 };
  return { ...place, chip: limit(chip, chipsAt(shown, place)) };
}

function chipsAt({ rows }: Shape, { row, column }: Focus): number {
  return rows[row]?.cells.get(column)?.length ?? 0;
}
