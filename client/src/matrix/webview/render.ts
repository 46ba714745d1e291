/** The table as elements: only the rows and columns in sight, with spacers in place of the others. */
import { type GrantStatus, visible } from '../../../../server/src/protocol';
import { element } from './element';
import type { Focus, Offsets, Slice } from './state';
import type { Chip, Head, Table, TableRow } from './table';

/** In pixels, as `matrix.css` has them. */
export const sizes = { head: 48, first: 220, column: 184, chip: 24, padding: 8 } as const;

export type Look = {
  readonly table: Table;
  readonly words: ReadonlyMap<GrantStatus, string>;
  readonly rowOffsets: Offsets;
  readonly rows: Slice;
  readonly columns: Slice;
  readonly focus: Focus;
};

export function heightOf({ cells }: TableRow): number {
  const most = Math.max(1, ...[...cells.values()].map((chips) => chips.length));
  return most * sizes.chip + sizes.padding;
}

export function renderTable(look: Look): HTMLTableElement {
  const { rows, columns } = look.table;
  const table = element(
    'table',
    {
      role: 'grid',
      'aria-label': 'Access matrix',
      'aria-rowcount': rows.length + 1,
      'aria-colcount': columns.length + 1,
    },
    renderColumns(look),
    element('thead', {}, renderHead(look)),
    renderBody(look),
  );
  table.style.width = `${sizes.first + columns.length * sizes.column}px`;
  return table;
}

/** Widths of what is drawn and, on both sides, of what is not. */
function renderColumns({ table, columns }: Look): HTMLElement {
  const column = (width: number) => {
    const it = element('col');
    it.style.width = `${width}px`;
    return it;
  };
  const drawn = Array.from({ length: columns.to - columns.from }, () => column(sizes.column));
  const [before, after] = [columns.from, table.columns.length - columns.to].map((it) => column(it * sizes.column));
  return element('colgroup', {}, column(sizes.first), ...(before ? [before] : []), ...drawn, ...(after ? [after] : []));
}

function renderHead({ table, columns }: Look): HTMLElement {
  const heads = table.columns
    .slice(columns.from, columns.to)
    .map((head, index) =>
      element('th', { scope: 'col', 'aria-colindex': columns.from + index + 2 }, ...renderColumnHead(head)),
    );
  const corner = element('th', { scope: 'col', 'aria-colindex': 1, class: 'corner' }, table.corner);
  return element('tr', { 'aria-rowindex': 1 }, corner, spacer(), ...heads, spacer());
}

function renderColumnHead({ title, detail, hint }: Head): readonly HTMLElement[] {
  const name = element('div', { class: 'name', title: hint }, title);
  return detail === '' ? [name] : [name, element('div', { class: 'detail' }, detail)];
}

function spacer(): HTMLElement {
  return element('td', { class: 'spacer', role: 'presentation' });
}

function renderBody(look: Look): HTMLElement {
  const { rowOffsets, rows, table } = look;
  const end = rowOffsets.at(-1) ?? 0;
  const drawn = table.rows.slice(rows.from, rows.to).map((row, index) => renderRow(row, rows.from + index, look));
  return element(
    'tbody',
    {},
    skipped(rowOffsets[rows.from] ?? 0),
    ...drawn,
    skipped(end - (rowOffsets[rows.to] ?? end)),
  );
}

function skipped(height: number): HTMLElement {
  const row = element('tr', { class: 'skipped', role: 'presentation' });
  row.style.height = `${height}px`;
  return row;
}

function renderRow(row: TableRow, index: number, look: Look): HTMLElement {
  const { columns } = look;
  const cells = Array.from({ length: columns.to - columns.from }, (_, at) =>
    renderCell(row, { row: index, column: columns.from + at, chip: 0 }, look),
  );
  const head = element('th', { scope: 'row', 'aria-colindex': 1 }, ...renderRowHead(row.head));
  const drawn = element('tr', { 'aria-rowindex': index + 2 }, head, spacer(), ...cells, spacer());
  drawn.style.height = `${heightOf(row)}px`;
  return drawn;
}

function renderRowHead({ title, detail, hint }: Head): readonly HTMLElement[] {
  const name = element('span', { class: 'name', title: hint }, title);
  return detail === '' ? [name] : [name, element('span', { class: 'detail', title: hint }, detail)];
}

function renderCell(row: TableRow, at: Focus, look: Look): HTMLElement {
  const { focus, words } = look;
  const chips = row.cells.get(at.column) ?? [];
  const hasFocus = focus.row === at.row && focus.column === at.column;
  const drawn = chips.map((chip, index) =>
    renderChip(chip, {
      index,
      hasFocus: hasFocus && focus.chip === index,
      status: words.get(chip.status) ?? chip.status,
    }),
  );
  const tabindex = chips.length > 0 ? undefined : hasFocus ? 0 : -1;
  const place = { 'data-row': at.row, 'data-column': at.column, 'aria-colindex': at.column + 2 };
  return element('td', { role: 'gridcell', ...place, tabindex }, ...drawn);
}

type ChipState = { readonly index: number; readonly hasFocus: boolean; readonly status: string };

function renderChip(chip: Chip, { index, hasFocus, status }: ChipState): HTMLElement {
  const said = visible(`${chip.said}: ${status}${chip.reason ? ` – ${chip.reason}` : ''}`);
  const leads = chip.open ? 'Reveal in code' : 'No code in this workspace grants it';
  return element(
    'button',
    {
      type: 'button',
      class: `chip ${chip.status}`,
      tabindex: hasFocus ? 0 : -1,
      'data-chip': index,
      'aria-disabled': chip.open ? undefined : 'true',
      'aria-label': `${said}. ${leads}.`,
      title: `${said}\n${leads}`,
    },
    element('span', { class: `mark ${chip.status}`, 'aria-hidden': 'true' }),
    element('span', { class: 'set' }, chip.label),
  );
}
