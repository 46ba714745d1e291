// The workspace as the pages use it: files by their path in it, and findings that are waited for.
import * as vscode from 'vscode';

const patience = 240_000;

export async function open(path: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('the tests run in a workspace folder');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, path));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Where a text stands in a document. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`not in ${document.uri.path}: ${text}`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
}

export async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, text), by);
  await vscode.workspace.applyEdit(edit);
}

/** The findings of a document, as soon as they fulfil the condition. */
export async function findings(
  document: vscode.TextDocument,
  fulfil: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  const now = () => vscode.languages.getDiagnostics(document.uri);
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!fulfil(now())) return;
      end();
      resolve(now());
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`not what was waited for: ${JSON.stringify(now().map((it) => it.message))}`));
    }, patience);
    const listening = vscode.languages.onDidChangeDiagnostics(look);
    const end = () => {
      clearTimeout(timer);
      listening.dispose();
    };
    look();
  });
}

/** The name of a finding's rule. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
