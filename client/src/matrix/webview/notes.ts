/** What stands around the table: the legend, which filters too, and the notes that say what is missing. */
import type { AccessMatrix, GrantStatus, MatrixNote, PlaceInFile } from '../../../../server/src/protocol';
import { element } from './element';

export type Actions = {
  readonly toggle: (status: GrantStatus) => void;
  readonly reveal: (place: PlaceInFile) => void;
  readonly run: (command: string) => void;
};

export function renderLegend(
  { legend }: AccessMatrix,
  pressed: readonly GrantStatus[],
  { toggle }: Actions,
): readonly HTMLElement[] {
  return legend.map(({ status, text, count }) => {
    const mark = element('span', { class: `mark ${status}`, 'aria-hidden': 'true' });
    const isPressed = pressed.includes(status);
    const attributes = { type: 'button', 'aria-pressed': String(isPressed), title: `Show only: ${text}` };
    const button = element('button', attributes, mark, `${text} `, element('span', { class: 'count' }, `${count}`));
    button.addEventListener('click', () => toggle(status));
    return button;
  });
}

export function renderNotes({ notes }: AccessMatrix, actions: Actions): readonly HTMLElement[] {
  return notes.map((note) => {
    const text = [element('strong', {}, note.text), note.detail === '' ? '' : ` · ${note.detail}`];
    const attributes = { class: `note ${note.kind}` };
    if (note.items.length === 0) return element('p', attributes, ...lead(note, text, actions));
    return element('details', attributes, element('summary', {}, ...text), renderItems(note, actions));
  });
}

function lead({ command }: MatrixNote, text: readonly (Node | string)[], { run }: Actions): readonly (Node | string)[] {
  if (command === undefined) return text;
  const button = element('button', { type: 'button', class: 'link' }, ...text);
  button.addEventListener('click', () => run(command));
  return [button];
}

function renderItems({ items }: MatrixNote, { reveal }: Actions): HTMLElement {
  const rows = items.map(({ text, detail, open }) => {
    if (!open) return element('li', {}, `${text}: ${detail}`);
    const button = element('button', { type: 'button', class: 'link', title: 'Reveal in code' }, text);
    button.addEventListener('click', () => reveal(open));
    return element('li', {}, button, `: ${detail}`);
  });
  return element('ul', {}, ...rows);
}
