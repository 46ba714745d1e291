/** A report as elements. Text is only ever set as text. */
import {
  type AccessSubject,
  type PlaceInFile,
  type ReportCell,
  type ReportFurther,
  type ReportPage,
  type ReportRow,
  type ReportSection,
  type ReportTone,
  signTones,
  toneMarks,
} from '../../../../server/src/protocol';
import { element } from '../../matrix/webview/element';
import type { Failure } from '../messages';
import { withTimes } from './times';

export type Actions = {
  /** How many rows are shown of a section, by its heading, where somebody wanted more. */
  readonly unfolded: Map<string, number>;
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

export function renderReport({ page, isLooking }: Report, age: HTMLElement, actions: Actions): readonly HTMLElement[] {
  return [
    element('header', {}, element('h1', {}, page.title), renderBar(page, actions)),
    renderVerdict(page, age, actions),
    ...page.sections.map((section) => renderSection(section, actions)),
    ...(page.further && isLooking ? [renderLooking(page.further, actions)] : []),
  ];
}

export function renderFailure({ title, message, nextStep, action }: Failure, actions: Actions): readonly HTMLElement[] {
  const told = `${message.slice(0, 1).toUpperCase()}${message.slice(1)}. ${nextStep}`;
  const next = action ? [button(action.title, () => actions.run(action.command))] : [];
  const bar = { class: 'bar', role: 'toolbar', 'aria-label': 'Report' };
  return [
    element(
      'header',
      {},
      element('h1', {}, title),
      element('div', bar, ...next, button('Update', actions.update, 'Ask again')),
    ),
    element(
      'section',
      { class: 'verdict doubtful', role: 'alert' },
      element('p', {}, mark('doubtful'), ...withTimes(told)),
    ),
  ];
}

/** What is still to come; while it is asked for anew its section stays where it is. */
function renderLooking({ heading, state }: ReportFurther, actions: Actions): HTMLElement {
  const stop = button('Stop', actions.stop, 'Stop looking; the rest of the report stays');
  return element(
    'section',
    { 'aria-label': heading },
    ...(state === 'not-asked' ? [element('h2', {}, heading)] : []),
    element('p', { class: 'more' }, element('span', { role: 'status' }, 'Asking AWS…'), stop),
  );
}

function renderBar({ actions: own }: ReportPage, actions: Actions): HTMLElement {
  const buttons = [
    ...own.map(({ title, command }) => button(title, () => actions.run(command))),
    button('Update', actions.update, 'Ask again'),
    button('Copy as Markdown', actions.copy),
    button('Save…', actions.save),
  ];
  return element('div', { class: 'bar', role: 'toolbar', 'aria-label': 'Report' }, ...buttons);
}

function button(title: string, click: () => void, hint?: string): HTMLElement {
  const made = element('button', { type: 'button', class: 'way', title: hint }, title);
  made.addEventListener('click', click);
  return made;
}

function renderVerdict(page: ReportPage, age: HTMLElement, actions: Actions): HTMLElement {
  const { verdict, nextStep, facts, takenAt } = page;
  const { tone, heading, text } = verdict;
  const evidence = takenAt === undefined ? [] : [fact(page.takenOf ?? 'Live access', age)];
  const told = facts.map(({ name, value }) => fact(name, renderCell(value, actions)));
  const step = nextStep ? [fact('Next step', element('span', {}, ...withTimes(nextStep)), 'next')] : [];
  return element(
    'section',
    { class: `verdict ${tone}`, 'aria-label': 'Answer' },
    element('h2', {}, mark(tone), heading),
    ...(text ? [element('p', {}, ...withTimes(text))] : []),
    element('dl', {}, ...[...step, ...told, ...evidence].flat()),
  );
}

function fact(name: string, value: Node, kind = ''): readonly HTMLElement[] {
  return [element('dt', {}, name), element('dd', { class: kind }, value)];
}

function mark(tone: ReportTone): HTMLElement {
  return element('span', { class: `mark ${tone}`, 'aria-hidden': 'true' }, toneMarks[tone]);
}

/** More take a page seconds to lay out, and few are read; whoever wants more gets them a step at a time. */
const firstRows = 500;
const moreRows = 2000;

function renderSection(section: ReportSection, actions: Actions): HTMLElement {
  const { heading, rows } = section;
  const head = renderHead(section);
  if (rows.length === 0) return element('section', {}, ...head);
  const table = element('div', { class: 'table' });
  const draw = () => table.replaceChildren(...renderTable(section, actions, draw));
  draw();
  return element('section', { 'aria-label': heading }, ...head, table);
}

function renderHead({ heading, mark, note, rows }: ReportSection): readonly HTMLElement[] {
  const beside = mark ? [' ', element('span', { class: 'badge' }, mark)] : [];
  const count = rows.length > 0 ? [' ', element('span', { class: 'count' }, rows.length.toLocaleString())] : [];
  const told = note ? [element('p', { class: 'note' }, ...withTimes(note))] : [];
  return [element('h2', {}, heading, ...beside, ...count), ...told];
}

function renderTable(section: ReportSection, actions: Actions, redraw: () => void): readonly HTMLElement[] {
  const { heading, columns, rows } = section;
  const hasActions = rows.some(({ about }) => about);
  const heads = [
    ...columns.map((name) => element('th', { scope: 'col' }, name)),
    ...(hasActions ? [element('td')] : []),
  ];
  const limit = actions.unfolded.get(heading) ?? firstRows;
  const shown = rows.slice(0, limit);
  const table = element(
    'table',
    { 'aria-label': heading },
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...shown.map((row) => renderRow(row, hasActions, actions))),
  );
  if (shown.length === rows.length) return [table];
  const more = Math.min(moreRows, rows.length - shown.length);
  const unfold = button(`Show ${more.toLocaleString()} more`, () => {
    actions.unfolded.set(heading, limit + moreRows);
    redraw();
  });
  const left = element(
    'span',
    { class: 'count' },
    `${shown.length.toLocaleString()} of ${rows.length.toLocaleString()} rows`,
  );
  return [table, element('p', { class: 'more' }, left, unfold)];
}

function renderRow({ cells, about, sign }: ReportRow, hasActions: boolean, actions: Actions): HTMLElement {
  // The heading says in words what the sign says.
  const lead = sign ? [element('span', { class: `sign ${signTones[sign]}`, 'aria-hidden': 'true' }, sign)] : [];
  const drawn = cells.map((cell, index) => element('td', {}, ...(index === 0 ? lead : []), renderCell(cell, actions)));
  if (!hasActions) return element('tr', {}, ...drawn);
  return element(
    'tr',
    {},
    ...drawn,
    element('td', { class: 'ways' }, ...(about ? rowActions(about, cells, actions) : [])),
  );
}

function rowActions(about: AccessSubject, cells: readonly ReportCell[], actions: Actions): readonly HTMLElement[] {
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
    link('Explain', 'Explain this access', () => actions.explain(about)),
    link('In tree', 'Show in the Access view', () => actions.showInTree(about)),
  ];
}

function renderCell({ text, tone = 'plain', open, code }: ReportCell, actions: Actions): HTMLElement {
  const lead = tone === 'plain' ? [] : [mark(tone)];
  if (!open && code) return element('span', { class: tone }, ...lead, element('code', {}, text));
  if (!open) return element('span', { class: tone }, ...lead, ...withTimes(text));
  const link = element('button', { type: 'button', class: 'link', title: 'Reveal in code' }, text);
  link.addEventListener('click', () => actions.reveal(open));
  return element('span', { class: tone }, ...lead, link);
}
