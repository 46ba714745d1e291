/** Which workspace folder's code is meant, where there are several. */
import { window, workspace } from 'vscode';
import type { Server } from '../../language-client';
import { label } from '../../shown';

/** `undefined` where the user went away; no `folder` where there is nothing to choose. */
export async function pickFolder(server: Server, title: string): Promise<{ readonly folder?: string } | undefined> {
  const folders = await server.ask('idc/folders', undefined);
  const [only] = folders;
  if (folders.length <= 1) return only ? { folder: only.root } : {};
  const items = folders.map(({ root, declares }) => ({
    label: label(workspace.asRelativePath(root)),
    description: label(root),
    detail: declares ? '' : 'declares no access',
    root,
  }));
  const picked = await window.showQuickPick(items, { title, placeHolder: 'Which folder?' });
  return picked && { folder: picked.root };
}
