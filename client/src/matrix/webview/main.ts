/** The page of the access matrix. It is thrown away when it is out of sight: only filter and scrolling outlive it. */
import { type AccessMatrix, type GrantStatus, type PlaceInFile, visible } from '../../../../server/src/protocol';
import { shortAge } from '../../age';
import type { FromPage, ToPage } from '../messages';
import { element } from './element';
import { renderLegend, renderNotes } from './notes';
import { heightOf, renderTable, sizes } from './render';
import {
  applyFilter,
  type Filter,
  type Focus,
  moved,
  offsetsOf,
  type Shown,
  shownMatrix,
  sliceOf,
  within,
} from './state';
import { type Chip, type Pivot, pivots, type Table, tableOf } from './table';

type SavedState = { readonly filter: Filter; readonly pivot?: Pivot; readonly top: number; readonly left: number };

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): SavedState | undefined;
  setState(kept: SavedState): void;
};

const vscode = acquireVsCodeApi();

const filterBox = element('input', {
  type: 'search',
  placeholder: 'Filter principals, accounts, permission sets',
  'aria-label': 'Filter groups, users, accounts and permission sets',
  spellcheck: 'false',
});
const pivotBox = element(
  'select',
  { 'aria-label': 'Rows and columns' },
  ...pivots.map(({ pivot: value, text }) => element('option', { value }, text)),
);
const legend = element('div', { class: 'legend', role: 'group', 'aria-label': 'Status' });
const count = element('span', { class: 'status', role: 'status' });
const exportButton = element(
  'button',
  { type: 'button', class: 'export', title: 'Save what is shown as a file' },
  'Export…',
);
const notes = element('section', { class: 'notes', 'aria-label': 'What to know of this table' });
const scroller = element('div', { class: 'scroller', tabindex: '-1' });
const empty = element('p', { class: 'empty' });

let matrix: AccessMatrix | undefined;
// What an earlier version kept may lack a part.
let filter: Filter = { text: '', statuses: [], ...vscode.getState()?.filter };
let pivot: Pivot = vscode.getState()?.pivot ?? pivots[0].pivot;
let shown: Shown = { accounts: [], rows: [], count: 0 };
let table: Table = tableOf(shown, pivot);
let rowOffsets = offsetsOf([]);
let columnOffsets = offsetsOf([]);
let focus: Focus = { row: 0, column: 0, chip: 0 };
/** What the table was last drawn of; scrolling within it draws nothing. */
let drawnKey = '';

function send(message: FromPage): void {
  vscode.postMessage(message);
}

const actions = {
  reveal: (place: PlaceInFile) => send({ kind: 'reveal', place }),
  run: (command: string) => send({ kind: 'run', command }),
  toggle: (status: GrantStatus) => {
    const { statuses } = filter;
    const isPressed = statuses.includes(status);
    filterBy({ statuses: isPressed ? statuses.filter((it) => it !== status) : [...statuses, status] });
  },
};

function filterBy(change: Partial<Filter>): void {
  filter = { ...filter, ...change };
  focus = { row: 0, column: 0, chip: 0 };
  scroller.scrollTo(0, 0);
  update();
  keep();
}

function keep(): void {
  vscode.setState({ filter, pivot, top: scroller.scrollTop, left: scroller.scrollLeft });
}

/** Everything but the scrolling position anew. */
function update(): void {
  if (!matrix) return;
  shown = applyFilter(matrix, filter);
  table = tableOf(shown, pivot);
  rowOffsets = offsetsOf(table.rows.map(heightOf));
  columnOffsets = offsetsOf(table.columns.map(() => sizes.column));
  focus = within(focus, table);
  refill(notes, [matrix.notes], renderNotes(matrix, actions));
  refill(legend, [matrix.legend, filter.statuses], renderLegend(matrix, filter.statuses, actions));
  count.textContent = summaryOf(matrix);
  empty.textContent = table.rows.length > 0 ? '' : emptyText(matrix);
  drawnKey = '';
  draw();
}

/** What the parts around the table were last drawn of. */
const filledWith = new Map<HTMLElement, string>();

/** Left alone where it says the same, so that nothing opened closes; a button that had the focus keeps it. */
function refill(part: HTMLElement, from: unknown, children: readonly HTMLElement[]): void {
  const text = JSON.stringify(from);
  if (filledWith.get(part) === text) return;
  filledWith.set(part, text);
  const buttons = () => [...part.querySelectorAll<HTMLElement>('button, summary')];
  const { activeElement } = document;
  const had = activeElement instanceof HTMLElement ? buttons().indexOf(activeElement) : -1;
  part.replaceChildren(...children);
  buttons()[had]?.focus();
}

function summaryOf({ takenAt }: AccessMatrix): string {
  const rows = table.rows.length === 1 ? '1 row' : `${table.rows.length} rows`;
  const columns = `${table.columns.length} ${table.column}${table.columns.length === 1 ? '' : 's'}`;
  const age = takenAt === undefined ? [] : [`live access as of ${ageText(takenAt)}`];
  return [rows, columns, shown.count === 1 ? '1 grant' : `${shown.count} grants`, ...age].join(' · ');
}

function ageText(takenAt: string): string {
  const age = shortAge(takenAt, Date.now());
  return age === 'now' ? 'just now' : `${age} ago`;
}

function emptyText({ principals, notes: told }: AccessMatrix): string {
  if (principals.length > 0) return 'Nothing matches the filter.';
  return told.length > 0
    ? ''
    : 'No access to show yet. Open a folder whose code grants access, or select an AWS profile and refresh.';
}

/** The part of the table that is in sight. */
function draw(): void {
  const rows = sliceOf(rowOffsets, scroller.scrollTop, scroller.clientHeight, 6);
  const columns = sliceOf(columnOffsets, scroller.scrollLeft, scroller.clientWidth, 2);
  const key = JSON.stringify([rows, columns, focus]);
  if (key === drawnKey || !matrix) return;
  drawnKey = key;
  const hadFocus = scroller.contains(document.activeElement);
  const words = new Map(matrix.legend.map((it) => [it.status, it.text]));
  const drawing = renderTable({ table, words, rowOffsets, rows, columns, focus });
  scroller.replaceChildren(...(table.rows.length > 0 ? [drawing] : [empty]));
  if (hadFocus) (focused() ?? scroller).focus({ preventScroll: true });
}

function focused(): HTMLElement | null {
  return scroller.querySelector<HTMLElement>('tbody [tabindex="0"]');
}

function go(to: Focus): void {
  focus = to;
  scroller.focus({ preventScroll: true });
  scrollIntoView(to);
  draw();
  focused()?.focus({ preventScroll: true });
  const about = chipAt(to)?.about;
  if (about) send({ kind: 'focus', about });
}

function chipAt({ row, column, chip }: Focus): Chip | undefined {
  return table.rows[row]?.cells.get(column)?.[chip];
}

/** The head row and the first column lie over what scrolls below them. */
function scrollIntoView({ row, column }: Focus): void {
  const [top, bottom] = [rowOffsets[row] ?? 0, rowOffsets[row + 1] ?? 0];
  const [left, right] = [columnOffsets[column] ?? 0, columnOffsets[column + 1] ?? 0];
  const height = scroller.clientHeight - sizes.head;
  const width = scroller.clientWidth - sizes.first;
  scroller.scrollTo(nearest(scroller.scrollLeft, left, right, width), nearest(scroller.scrollTop, top, bottom, height));
}

function nearest(now: number, start: number, end: number, size: number): number {
  return start < now ? start : Math.max(now, Math.min(start, end - size));
}

function placeOf(target: EventTarget | null): Focus | undefined {
  if (!(target instanceof Element)) return undefined;
  const cell = target.closest<HTMLElement>('td[data-row]');
  const chip = target.closest<HTMLElement>('[data-chip]');
  if (!cell) return undefined;
  return { row: Number(cell.dataset.row), column: Number(cell.dataset.column), chip: Number(chip?.dataset.chip ?? 0) };
}

function reveal(at: Focus): void {
  const it = chipAt(at);
  if (it?.open) actions.reveal(it.open);
  else if (it) count.textContent = `${visible(it.said)}: no code in this workspace grants it`;
}

pivotBox.value = pivot;
pivotBox.addEventListener('change', () => {
  pivot = pivots.find((it) => it.pivot === pivotBox.value)?.pivot ?? pivot;
  filterBy({});
});
exportButton.addEventListener('click', () => {
  if (matrix) send({ kind: 'export', matrix: shownMatrix(matrix, shown) });
});
filterBox.value = filter.text;
filterBox.addEventListener('input', () => filterBy({ text: filterBox.value }));
filterBox.addEventListener('keydown', ({ key }) => {
  if (key === 'ArrowDown') focused()?.focus();
});
scroller.addEventListener('scroll', () => {
  draw();
  keep();
});
scroller.addEventListener('click', ({ target }) => {
  const place = placeOf(target);
  if (!place) return;
  go(place);
  if (target instanceof Element && target.closest('.chip')) reveal(place);
});
scroller.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    return reveal(focus);
  }
  const page = Math.max(1, Math.floor(scroller.clientHeight / (sizes.chip + sizes.padding)) - 2);
  const to = moved(focus, event.key, event.ctrlKey || event.metaKey, table, page);
  if (!to) return;
  event.preventDefault();
  go(to);
});
new ResizeObserver(draw).observe(scroller);
// Ages are told in minutes.
setInterval(() => {
  if (matrix) count.textContent = summaryOf(matrix);
}, 60_000);

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  const isFirst = matrix === undefined;
  matrix = data.matrix;
  update();
  const kept = vscode.getState();
  if (!isFirst || !kept) return;
  scroller.scrollTo(kept.left, kept.top);
  draw();
});

document.body.append(
  element('header', {}, element('div', { class: 'bar' }, filterBox, pivotBox, legend, exportButton), count),
  notes,
  scroller,
);
send({ kind: 'ready' });
