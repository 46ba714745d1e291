/** What `when` clauses ask: whether there is a profile, whether it is signed in, whether the workspace declares access. */
import { commands, type Disposable } from 'vscode';
import type { Status } from '../../server/src/protocol';
import type { Server } from './language-client';

export function showContextKeys(server: Server): Disposable {
  set(server.status());
  return server.onStatus(set);
}

function set(status: Status | undefined): void {
  const keys: Readonly<Record<string, unknown>> = {
    'idc.running': status !== undefined,
    'idc.profile': status?.profile,
    'idc.signedIn': status?.signedIn ?? 'unknown',
    'idc.working': status !== undefined && status.currentActivity.kind !== 'idle',
    'idc.hasSnapshot': status?.takenAt !== undefined,
    'idc.opened': status?.opened,
    'idc.declares': status?.declares,
  };
  for (const [key, value] of Object.entries(keys)) void commands.executeCommand('setContext', key, value);
}
