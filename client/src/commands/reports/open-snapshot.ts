/** Shows a saved snapshot in place of AWS. */
import { commands, type Uri, window, workspace } from 'vscode';
import type { CommandContext } from '../command';
import { showFailure } from '../prompts/messages';

export async function openSnapshot({ server }: CommandContext): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const [file] =
    (await window.showOpenDialog({
      title: 'Open Snapshot',
      filters: { Snapshots: ['json'] },
      ...(folder ? { defaultUri: folder } : {}),
    })) ?? [];
  if (!file) return;
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const text = await read(file);
  if (text === undefined) return showFailure(unreadable(name));
  const answer = await server.ask('idc/openSnapshot', { name, text });
  if (!answer.ok) return showFailure(answer.failure);
  await commands.executeCommand('idc.access.focus');
}

async function read(file: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await workspace.fs.readFile(file));
  } catch {
    // It is gone, it may not be read, or it is no text: none of them is a snapshot.
    return undefined;
  }
}

function unreadable(name: string) {
  return { kind: 'bad-snapshot', message: `${name} can't be read`, nextStep: 'Choose a snapshot file.' };
}

export async function backToLive({ server }: CommandContext): Promise<void> {
  const answer = await server.ask('idc/closeSnapshot', undefined);
  if (!answer.ok) await showFailure(answer.failure);
}
