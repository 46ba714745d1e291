/** Shows what a folder's code declares, every `for_each` expanded: as a report, or as the JSON that `idc access` prints. */
import { Uri, window, workspace } from 'vscode';
import { declaredScheme } from '../../declared-document';
import type { CommandContext } from '../command';
import { pickFolder } from '../prompts/pick-folder';

export async function showDeclared({ server, reports }: CommandContext): Promise<void> {
  const picked = await pickFolder(server, 'Show What This Workspace Declares');
  if (picked) await reports.show({ kind: 'declared', ...picked });
}

export async function showDeclaredJson({ server }: CommandContext): Promise<void> {
  const picked = await pickFolder(server, 'Show What This Workspace Declares');
  if (!picked) return;
  if (!picked.folder) return void window.showInformationMessage('No folder is open, so nothing is declared.');
  const uri = Uri.from({ scheme: declaredScheme, path: `${Uri.file(picked.folder).path}/declared-access.json` });
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
}
