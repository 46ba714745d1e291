/** The page of a report. It is thrown away when it is out of sight: only the question and the scrolling outlive it. */
import type { ReportPage, ReportQuestion } from '../../../../server/src/protocol';
import { element } from '../../matrix/webview/element';
import type { FromPage, ToPage } from '../messages';
import { type Actions, renderFailure, renderReport } from './render';
import { ageText, showAges } from './times';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): ReportQuestion | undefined;
  /** What the report is opened with again after the window is loaded anew. */
  setState(question: ReportQuestion): void;
};

const vscode = acquireVsCodeApi();
const age = element('span', { class: 'age' });
const root = element('main', { tabindex: '-1' });
let shown: ReportPage | undefined;
let drawn = '';

function send(message: FromPage): void {
  vscode.postMessage(message);
}

const actions: Actions = {
  unfolded: new Map(),
  reveal: (place) => send({ kind: 'reveal', place }),
  run: (command) => send({ kind: 'run', command }),
  copy: () => send({ kind: 'copy' }),
  save: () => send({ kind: 'save' }),
  update: () => send({ kind: 'update' }),
  stop: () => send({ kind: 'stop' }),
  showInTree: (about) => send({ kind: 'show-in-tree', about }),
  explain: (about) => send({ kind: 'explain', about }),
};

function showAge(): void {
  showAges(root);
  const takenAt = shown?.takenAt;
  if (takenAt === undefined) return;
  age.textContent = `read ${ageText(takenAt)}`;
  age.title = new Date(takenAt).toLocaleString();
}

/** Left alone where it says the same, so that nobody loses the place they read at. */
function show(key: string, render: () => readonly HTMLElement[]): void {
  if (key === drawn) return;
  drawn = key;
  const top = document.documentElement.scrollTop;
  root.replaceChildren(...render());
  document.documentElement.scrollTop = top;
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  vscode.setState(data.question);
  if (data.kind === 'failure') {
    shown = undefined;
    return show(JSON.stringify(data), () => renderFailure(data.failure, actions));
  }
  shown = data.page;
  showAge();
  show(JSON.stringify(data), () => renderReport(data, age, actions));
});

// Ages are told in minutes.
setInterval(showAge, 60_000);
root.append(element('p', { class: 'loading', role: 'status' }, 'Looking…'));
document.body.append(root);
send({ kind: 'ready' });
