/** Shows what the workspace's code declares, every `for_each` expanded: as JSON, the same as `idc access` prints. */
import { Uri, window, workspace } from 'vscode';
import { declaredScheme } from '../declared-document';
import type { World } from './command';

export async function showDeclared({ server }: World): Promise<void> {
  const folders = await server.ask('idc/declared', undefined);
  const [only] = folders;
  if (!only) return void window.showInformationMessage('No folder is open, so nothing is declared.');
  const picked = folders.length === 1 ? only : await pick(folders);
  if (!picked) return;
  const uri = Uri.from({ scheme: declaredScheme, path: `${Uri.file(picked.folder).path}/declared-access.json` });
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
}

async function pick<T extends { readonly folder: string }>(folders: readonly T[]): Promise<T | undefined> {
  const items = folders.map((it) => ({ label: it.folder, it }));
  return (await window.showQuickPick(items, { title: 'Which folder?' }))?.it;
}
