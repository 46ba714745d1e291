/** The table as elements: only the rows and columns in sight, with spacers in place of the others. */
import type { MatrixAccount, MatrixChip, MatrixPrincipal, Standing } from '../../../../server/src/protocol';
import { element } from './element';
import type { Focus, Offsets, Shown, ShownRow, Slice } from './state';

/** In pixels, as `matrix.css` has them. */
export const sizes = { head: 48, first: 220, column: 184, chip: 24, padding: 8 } as const;

export type Look = {
  readonly shown: Shown;
  readonly words: ReadonlyMap<Standing, string>;
  readonly rowOffsets: Offsets;
  readonly rows: Slice;
  readonly columns: Slice;
  readonly focus: Focus;
};

export function heightOf({ cells }: ShownRow): number {
  const most = Math.max(1, ...[...cells.values()].map((chips) => chips.length));
  return most * sizes.chip + sizes.padding;
}

export function renderTable(look: Look): HTMLTableElement {
  const { shown } = look;
  const table = element(
    'table',
    {
      role: 'grid',
      'aria-label': 'Access matrix',
      'aria-rowcount': shown.rows.length + 1,
      'aria-colcount': shown.accounts.length + 1,
    },
    renderColumns(look),
    element('thead', {}, renderHead(look)),
    renderBody(look),
  );
  table.style.width = `${sizes.first + shown.accounts.length * sizes.column}px`;
  return table;
}

/** Widths of what is drawn and, on both sides, of what is not. */
function renderColumns({ shown, columns }: Look): HTMLElement {
  const column = (width: number) => {
    const it = element('col');
    it.style.width = `${width}px`;
    return it;
  };
  const drawn = Array.from({ length: columns.to - columns.from }, () => column(sizes.column));
  const [before, after] = [columns.from, shown.accounts.length - columns.to].map((it) => column(it * sizes.column));
  return element('colgroup', {}, column(sizes.first), ...(before ? [before] : []), ...drawn, ...(after ? [after] : []));
}

function renderHead({ shown, columns }: Look): HTMLElement {
  const accounts = shown.accounts
    .slice(columns.from, columns.to)
    .map((account, index) =>
      element('th', { scope: 'col', 'aria-colindex': columns.from + index + 2 }, ...renderAccount(account)),
    );
  const corner = element('th', { scope: 'col', 'aria-colindex': 1, class: 'corner' }, 'Principal');
  return element('tr', { 'aria-rowindex': 1 }, corner, spacer(), ...accounts, spacer());
}

function renderAccount({ id, name }: MatrixAccount): readonly HTMLElement[] {
  const title = name === undefined ? id : `${name} · ${id}`;
  return [
    element('div', { class: 'name', title }, name ?? id),
    element('div', { class: 'detail' }, name === undefined ? 'name not known' : id),
  ];
}

function spacer(): HTMLElement {
  return element('td', { class: 'spacer', role: 'presentation' });
}

function renderBody(look: Look): HTMLElement {
  const { rowOffsets, rows, shown } = look;
  const end = rowOffsets.at(-1) ?? 0;
  const drawn = shown.rows.slice(rows.from, rows.to).map((row, index) => renderRow(row, rows.from + index, look));
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

function renderRow(row: ShownRow, index: number, look: Look): HTMLElement {
  const { columns } = look;
  const cells = Array.from({ length: columns.to - columns.from }, (_, at) =>
    renderCell(row, { row: index, column: columns.from + at, chip: 0 }, look),
  );
  const head = element('th', { scope: 'row', 'aria-colindex': 1 }, ...renderPrincipal(row.principal));
  const drawn = element('tr', { 'aria-rowindex': index + 2 }, head, spacer(), ...cells, spacer());
  drawn.style.height = `${heightOf(row)}px`;
  return drawn;
}

function renderPrincipal({ type, name, nameless }: MatrixPrincipal): readonly HTMLElement[] {
  if (nameless !== undefined) {
    const title = `${nameless}\n${name}`;
    return [
      element('span', { class: 'name', title }, `Unresolved ${type}`),
      element('span', { class: 'detail', title }, name),
    ];
  }
  const kind = type === 'user' ? [element('span', { class: 'detail' }, type)] : [];
  return [element('span', { class: 'name', title: name }, name), ...kind];
}

function renderCell(row: ShownRow, at: Focus, look: Look): HTMLElement {
  const { shown, focus } = look;
  const chips = row.cells.get(at.column) ?? [];
  const hasFocus = focus.row === at.row && focus.column === at.column;
  const account = shown.accounts[at.column];
  const drawn = chips.map((chip, index) =>
    renderChip(chip, {
      index,
      hasFocus: hasFocus && focus.chip === index,
      where: [row.principal.name, account?.name ?? account?.id ?? ''],
      standing: look.words.get(chip.standing) ?? chip.standing,
    }),
  );
  const tabindex = chips.length > 0 ? undefined : hasFocus ? 0 : -1;
  const place = { 'data-row': at.row, 'data-column': at.column, 'aria-colindex': at.column + 2 };
  return element('td', { role: 'gridcell', ...place, tabindex }, ...drawn);
}

type ChipLook = {
  readonly index: number;
  readonly hasFocus: boolean;
  readonly where: readonly [principal: string, account: string];
  readonly standing: string;
};

function renderChip(chip: MatrixChip, { index, hasFocus, where, standing }: ChipLook): HTMLElement {
  const [principal, account] = where;
  const said = `${principal} in ${account} as ${chip.name}: ${standing}${chip.reason ? ` – ${chip.reason}` : ''}`;
  const leads = chip.open ? 'Reveal in code' : 'No code in this workspace grants it';
  return element(
    'button',
    {
      type: 'button',
      class: `chip ${chip.standing}`,
      tabindex: hasFocus ? 0 : -1,
      'data-chip': index,
      'aria-disabled': chip.open ? undefined : 'true',
      'aria-label': `${said}. ${leads}.`,
      title: `${said}\n${leads}`,
    },
    element('span', { class: `mark ${chip.standing}`, 'aria-hidden': 'true' }),
    element('span', { class: 'set' }, chip.name),
  );
}
