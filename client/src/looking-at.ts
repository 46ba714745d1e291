/** Tells the server what the user looks at, so that a refresh asks for it first. */
import { Disposable, window } from 'vscode';
import type { LookingAt } from '../../server/src/protocol';
import type { Server } from './language-client';
import type { Matrix } from './matrix';
import type { Trees } from './trees';

/** Arrow keys and clicks come in bursts. */
const pause = 300;

export function tellFocus(server: Server, trees: Trees, matrix: Matrix): Disposable {
  let waiting: NodeJS.Timeout | undefined;
  let told: string | undefined;
  const tell = () => {
    const now = lookingAt(trees, matrix);
    const text = JSON.stringify(now);
    if (!server.status() || text === told) return;
    told = text;
    server.tell('idc/lookingAt', now).catch((error: unknown) => server.output.warn(`Not told: ${String(error)}`));
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, pause);
  };
  let ran = false;
  const followServer = () => {
    const runs = server.status() !== undefined;
    if (runs === ran) return;
    // One that starts anew has heard nothing.
    [ran, told] = [runs, undefined];
    soon();
  };
  return Disposable.from(
    trees.onLook(soon),
    matrix.onLook(soon),
    window.onDidChangeActiveTextEditor(soon),
    server.onStatus(followServer),
    { dispose: () => clearTimeout(waiting) },
  );
}

function lookingAt(trees: Trees, matrix: Matrix): LookingAt {
  const document = window.activeTextEditor?.document.uri.toString();
  const access = [...matrix.lookedAt(), ...trees.lookedAt()];
  return document === undefined ? { access } : { access, document };
}
