/** Notifications, one at a time, with buttons for the next step. None for what the status bar or a row already shows. */
import { commands, window } from 'vscode';
import type { FailureAnswer } from '../../../../server/src/protocol';
import { nextActions, secondaryActions } from '../../failure-actions';
import type { Server } from '../../language-client';
import { sentence } from '../../shown';

/** What went wrong and, as buttons, what to do next. Cancelling is not a failure. */
export async function showFailure({ kind, message, nextStep }: FailureAnswer): Promise<void> {
  if (kind === 'cancelled') return;
  const next = [nextActions[kind], secondaryActions[kind]].flatMap((it) => it ?? []);
  const chosen = await window.showErrorMessage(
    sentence(`${capital(message)}. ${nextStep}`),
    ...next.map((it) => it.title),
  );
  const command = next.find((it) => it.title === chosen)?.command;
  if (command) await commands.executeCommand(command);
}

export function showBug(server: Server, command: string, error: unknown): void {
  server.output.error(`${command}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  void showFailure({ kind: 'unexpected', message: `${command} failed`, nextStep: 'The output says why.' });
}

/** Shows information with one button; answers whether it was pressed. */
export async function confirm(message: string, button: string): Promise<boolean> {
  return (await window.showInformationMessage(sentence(message), button)) === button;
}

function capital(message: string): string {
  return message.slice(0, 1).toUpperCase() + message.slice(1);
}
