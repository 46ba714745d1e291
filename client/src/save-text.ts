/** Asks where, writes a file, and says so with the way to open it. */
import { commands, Uri, window, workspace } from 'vscode';
import { sentence } from './shown';

export type TextToSave = {
  readonly text: string;
  /** What the file is called unless another name is chosen. */
  readonly name: string;
  /** What such files are called. */
  readonly kind: string;
  readonly extension: string;
  /** What is in it, for the message afterwards. */
  readonly holds: string;
  /** Of what AWS could not be asked. */
  readonly gaps?: number;
};

export async function saveText({ text, name, kind, extension, holds, gaps = 0 }: TextToSave): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    title: `Save as ${kind}`,
    filters: { [kind]: [extension] },
    ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
  });
  if (!target) return;
  try {
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return void window.showErrorMessage(
      sentence(`${target.fsPath} could not be written: ${reason}. Choose another place.`),
    );
  }
  const missing = gaps > 0 ? ' Not everything could be read: the file says what is missing.' : '';
  const chosen = await window.showInformationMessage(
    sentence(`Saved ${baseName(target)}: ${holds}.${missing}`),
    'Open',
  );
  if (chosen) await commands.executeCommand('vscode.open', target);
}

function baseName({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
