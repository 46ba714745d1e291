/** A report as elements. Text is only ever set as text. */
import type {
  AccessSubject,
  PlaceInFile,
  ReportCell,
  ReportFurther,
  ReportPage,
  ReportRow,
  ReportSection,
  ReportTone,
} from '../../../../server/src/protocol';
import { element } from '../../matrix/webview/element';

export type Ways = {
  readonly reveal: (place: PlaceInFile) => void;
  readonly run: (command: string) => void;
  readonly copy: () => void;
  readonly save: () => void;
  readonly update: () => void;
  readonly stop: () => void;
  readonly showInTree: (about: AccessSubject) => void;
  readonly explain: (about: AccessSubject) => void;
};

type Report = { readonly page: ReportPage; readonly isLooking: boolean };

export function renderReport({ page, isLooking }: Report, age: HTMLElement, ways: Ways): readonly HTMLElement[] {
  return [
    element('header', {}, element('h1', {}, page.title), renderBar(page, ways)),
    renderVerdict(page, age, ways),
    ...page.sections.map((section) => renderSection(section, ways)),
    ...(page.further && isLooking ? [renderLooking(page.further, ways)] : []),
  ];
}

/** What is still to come; while it is asked for anew its section stays where it is. */
function renderLooking({ heading, state }: ReportFurther, ways: Ways): HTMLElement {
  const stop = button('Stop', ways.stop, 'Stop looking; the rest of the report stays');
  return element(
    'section',
    { 'aria-label': heading },
    ...(state === 'not-asked' ? [element('h2', {}, heading)] : []),
    element('p', { class: 'looking' }, element('span', { role: 'status' }, 'Asking AWS…'), stop),
  );
}

function renderBar({ ways: own }: ReportPage, ways: Ways): HTMLElement {
  const buttons = [
    ...own.map(({ title, command }) => button(title, () => ways.run(command))),
    button('Update', ways.update, 'Ask again'),
    button('Copy as Markdown', ways.copy),
    button('Save…', ways.save),
  ];
  return element('div', { class: 'bar', role: 'toolbar', 'aria-label': 'Report' }, ...buttons);
}

function button(title: string, click: () => void, hint?: string): HTMLElement {
  const made = element('button', { type: 'button', class: 'way', title: hint }, title);
  made.addEventListener('click', click);
  return made;
}

const marks: Readonly<Record<ReportTone, string>> = { good: '✓', bad: '✕', doubtful: '?', plain: '' };

function renderVerdict({ verdict, nextStep, facts, takenAt }: ReportPage, age: HTMLElement, ways: Ways): HTMLElement {
  const { tone, heading, text } = verdict;
  const evidence = takenAt === undefined ? [] : [fact('Live access', age)];
  const told = facts.map(({ name, value }) => fact(name, renderCell(value, ways)));
  const step = nextStep ? [fact('Next step', document.createTextNode(nextStep), 'next')] : [];
  return element(
    'section',
    { class: `verdict ${tone}`, 'aria-label': 'Answer' },
    element('h2', {}, mark(tone), heading),
    ...(text ? [element('p', {}, text)] : []),
    element('dl', {}, ...[...step, ...told, ...evidence].flat()),
  );
}

function fact(name: string, value: Node, kind = ''): readonly HTMLElement[] {
  return [element('dt', {}, name), element('dd', { class: kind }, value)];
}

function mark(tone: ReportTone): HTMLElement {
  return element('span', { class: `mark ${tone}`, 'aria-hidden': 'true' }, marks[tone]);
}

function renderSection({ heading, note, columns, rows }: ReportSection, ways: Ways): HTMLElement {
  const head = renderHead(heading, rows.length, note);
  if (rows.length === 0) return element('section', {}, ...head);
  const hasWays = rows.some(({ about }) => about);
  const heads = [...columns, ...(hasWays ? [''] : [])].map((name) => element('th', { scope: 'col' }, name));
  const table = element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows.map((row) => renderRow(row, hasWays, ways))),
  );
  return element('section', {}, ...head, element('div', { class: 'table' }, table));
}

function renderHead(heading: string, many: number, note: string | undefined): readonly HTMLElement[] {
  const count = many > 0 ? [' ', element('span', { class: 'count' }, `${many}`)] : [];
  return [element('h2', {}, heading, ...count), ...(note ? [element('p', { class: 'note' }, note)] : [])];
}

function renderRow({ cells, about }: ReportRow, hasWays: boolean, ways: Ways): HTMLElement {
  const drawn = cells.map((cell) => element('td', {}, renderCell(cell, ways)));
  if (!hasWays) return element('tr', {}, ...drawn);
  return element('tr', {}, ...drawn, element('td', { class: 'ways' }, ...(about ? rowWays(about, cells, ways) : [])));
}

function rowWays(about: AccessSubject, cells: readonly ReportCell[], ways: Ways): readonly HTMLElement[] {
  const what = cells
    .slice(0, 3)
    .map(({ text }) => text)
    .join(', ');
  const link = (title: string, hint: string, click: () => void) => {
    const made = element(
      'button',
      { type: 'button', class: 'link', 'aria-label': `${hint}: ${what}`, title: hint },
      title,
    );
    made.addEventListener('click', click);
    return made;
  };
  return [
    link('Explain', 'Explain this access', () => ways.explain(about)),
    link('In tree', 'Show in the Access view', () => ways.showInTree(about)),
  ];
}

function renderCell({ text, tone = 'plain', open }: ReportCell, ways: Ways): HTMLElement {
  const lead = tone === 'plain' ? [] : [mark(tone)];
  if (!open) return element('span', { class: tone }, ...lead, text);
  const link = element('button', { type: 'button', class: 'link', title: 'Reveal in code' }, text);
  link.addEventListener('click', () => ways.reveal(open));
  return element('span', { class: tone }, ...lead, link);
}
