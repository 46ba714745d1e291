/** For commands that need what AWS has: it is read first where that was not done yet. */
import { commands, window } from 'vscode';
import type { Server } from '../../language-client';

/** Whether there is live access now, after asking the user what to do where there was none. */
export async function hasLiveAccess(server: Server): Promise<boolean> {
  if (server.status()?.takenAt !== undefined) return true;
  const chosen = await window.showInformationMessage(
    'Live access was not read yet. Read it from AWS, or open a snapshot file.',
    'Read Live Access',
    'Open Snapshot…',
  );
  if (chosen === undefined) return false;
  await commands.executeCommand(chosen === 'Open Snapshot…' ? 'idc.openSnapshot' : 'idc.refresh');
  return server.status()?.takenAt !== undefined;
}
