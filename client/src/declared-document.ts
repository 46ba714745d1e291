/** A read-only document that follows the code: what the workspace declares, as JSON, always of the newest texts. */
import { Disposable, EventEmitter, Uri, workspace } from 'vscode';
import { jsonText } from '../../server/src/protocol';
import type { Server } from './language-client';

export const declaredScheme = 'idc-declared';

export function showDeclaredDocuments(server: Server): Disposable {
  const changed = new EventEmitter<Uri>();
  const provider = {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri: Uri) => contentOf(server, uri),
  };
  const refresh = server.onTree((view) => {
    if (view !== 'access') return;
    for (const { uri } of workspace.textDocuments) if (uri.scheme === declaredScheme) changed.fire(uri);
  });
  return Disposable.from(changed, refresh, workspace.registerTextDocumentContentProvider(declaredScheme, provider));
}

async function contentOf(server: Server, { path }: Uri): Promise<string> {
  const folders = await server.ask('idc/declared', undefined);
  const folder = path.slice(0, path.lastIndexOf('/'));
  const found = folders.find((it) => Uri.file(it.folder).path === folder);
  return found ? jsonText(found.report) : '';
}
