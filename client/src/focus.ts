/** Sends what the user has in view to the server, so that a refresh reads it first. */
import { Disposable, window } from 'vscode';
import type { FocusNotification } from '../../server/src/protocol';
import type { Server } from './language-client';
import type { Matrix } from './matrix';
import type { Trees } from './trees';

/** Arrow keys and clicks come in bursts. */
const debounceMilliseconds = 300;

export function followFocus(server: Server, trees: Trees, matrix: Matrix): Disposable {
  let waiting: NodeJS.Timeout | undefined;
  let lastSent: string | undefined;
  const send = () => {
    const now = currentFocus(trees, matrix);
    const text = JSON.stringify(now);
    if (!server.status() || text === lastSent) return;
    lastSent = text;
    server.notify('idc/focus', now).catch((error: unknown) => server.output.warn(`Not told: ${String(error)}`));
  };
  const schedule = () => {
    clearTimeout(waiting);
    waiting = setTimeout(send, debounceMilliseconds);
  };
  let wasRunning = false;
  const followServer = () => {
    const runs = server.status() !== undefined;
    if (runs === wasRunning) return;
    // One that starts anew has heard nothing.
    [wasRunning, lastSent] = [runs, undefined];
    schedule();
  };
  return Disposable.from(
    trees.onFocus(schedule),
    matrix.onFocus(schedule),
    window.onDidChangeActiveTextEditor(schedule),
    server.onStatus(followServer),
    { dispose: () => clearTimeout(waiting) },
  );
}

function currentFocus(trees: Trees, matrix: Matrix): FocusNotification {
  const document = window.activeTextEditor?.document.uri.toString();
  const access = [...matrix.focusedSubjects(), ...trees.focusedSubjects()];
  return document === undefined ? { access } : { access, document };
}
