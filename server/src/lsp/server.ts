/** The server's side of the connection: what it announces, what it hears without being asked, and how it ends. */
import {
  CodeActionKind,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  InlayHintRefreshRequest,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../host';
import {
  type ClientNotifications,
  type InitializationOptions,
  type Notifications,
  type Settings,
  settingsSection,
} from '../protocol';
import { createGuard } from './guard';
import { registerHandlers } from './handlers';
import { fixAllKind } from './language/code-actions';
import { semanticLegend } from './language/semantic-tokens';
import { type Editor, Session } from './session';
import { createTrust, gitWithTrust } from './trust';

export type ServerContext = {
  /** The host asks for the settings with each call to AWS. `storage`: the folder that the editor keeps for us. */
  readonly createHost: (settings: () => Settings, storage: string | undefined) => Host;
  readonly defaultProfile: string | undefined;
};

/** Serves one editor over this connection until it says `exit`. */
export function serve(connection: Connection, { createHost, defaultProfile }: ServerContext): void {
  const documents = new TextDocuments(TextDocument);
  connection.onInitialize((params) => {
    // Handed over by our own client only.
    const ours = params.initializationOptions as InitializationOptions | undefined;
    const node = createHost(() => session.settings, ours?.storage);
    // An editor that knows nothing of trust has none to refuse.
    const trust = createTrust(ours?.isTrusted !== false);
    const host = { ...node, git: gitWithTrust(node.git, trust) };
    const session: Session = new Session({
      host,
      trust,
      defaultProfile,
      grouping: ours?.grouping,
      editor: editorOf(connection, params),
    });
    const snippets = params.capabilities.workspace?.workspaceEdit?.snippetEditSupport === true;
    registerHandlers({
      connection,
      session,
      guard: createGuard(host.log),
      abilities: { snippets, commands: ours?.runsCommands === true },
    });
    followEditor(connection, session, documents, params);
    return announcement(params);
  });
  documents.listen(connection);
  connection.listen();
}

function announcement({ initializationOptions }: InitializeParams): InitializeResult {
  // Absent options mean an editor that knows nothing of the choice: it gets the colors.
  const colors = (initializationOptions as InitializationOptions | undefined)?.colorsTerraform !== false;
  return {
    serverInfo: { name: 'IdC Authoring' },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
      hoverProvider: true,
      completionProvider: { triggerCharacters: ['"', ':', ' '] },
      definitionProvider: true,
      referencesProvider: true,
      renameProvider: { prepareProvider: true },
      documentSymbolProvider: { label: 'Identity Center' },
      inlayHintProvider: true,
      codeLensProvider: { resolveProvider: false },
      ...(colors
        ? { semanticTokensProvider: { documentSelector: coloredFiles, legend: semanticLegend, full: true } }
        : {}),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}

const coloredFiles = [{ scheme: 'file', pattern: '**/*.{tf,tofu,tfvars}' }];

function editorOf(connection: Connection, { capabilities }: InitializeParams): Editor {
  const notify = <N extends keyof Notifications>(name: N, params: Notifications[N]) =>
    void connection.sendNotification(name, params);
  const asks = capabilities.workspace?.configuration === true;
  return {
    publish: (params) => void connection.sendDiagnostics(params),
    statusChanged: (status) => notify('idc/statusChanged', status),
    treeChanged: (view) => notify('idc/treeChanged', { view }),
    refreshEditor: () => refreshEditor(connection, capabilities),
    settings: async (scopeUri) =>
      asks
        ? connection.workspace.getConfiguration({ section: settingsSection, ...(scopeUri ? { scopeUri } : {}) })
        : undefined,
  };
}

function refreshEditor(connection: Connection, { workspace }: InitializeParams['capabilities']): void {
  // An editor that is just closing answers with an error; nothing is lost by that.
  const ignore = () => {};
  if (workspace?.codeLens?.refreshSupport) connection.sendRequest(CodeLensRefreshRequest.type).catch(ignore);
  if (workspace?.inlayHint?.refreshSupport) connection.sendRequest(InlayHintRefreshRequest.type).catch(ignore);
}

function followEditor(
  connection: Connection,
  session: Session,
  documents: TextDocuments<TextDocument>,
  params: InitializeParams,
): void {
  const configure = () => session.configure().catch((error: unknown) => connection.console.error(String(error)));
  connection.onInitialized(() => {
    for (const uri of foldersOf(params)) session.addFolder(uri);
    followFolders(connection, session, documents, params);
    watchFiles(connection, params);
    void configure();
  });
  documents.onDidChangeContent(({ document }) => session.edited(document));
  documents.onDidClose(({ document }) => session.closed(document.uri));
  connection.onDidChangeConfiguration(configure);
  connection.onDidChangeWatchedFiles(({ changes }) => session.changedOnDisk(changes.map((change) => change.uri)));
  connection.onNotification('idc/focus', (it: ClientNotifications['idc/focus']) => session.setFocus(it));
  connection.onNotification('idc/trusted', () => session.trusted());
  connection.onShutdown(() => session.stop());
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map((folder) => folder.uri);
  return rootUri ? [rootUri] : [];
}

function followFolders(
  connection: Connection,
  session: Session,
  documents: TextDocuments<TextDocument>,
  { capabilities }: InitializeParams,
): void {
  if (capabilities.workspace?.workspaceFolders !== true) return;
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    for (const { uri } of removed) session.removeFolder(uri);
    for (const { uri } of added) session.addFolder(uri);
    if (added.length > 0) for (const document of documents.all()) session.edited(document);
  });
}

/** Everything is watched, since any file may be read by `file()` or counted by `fileset()`, and folders move as a whole. */
function watchFiles(connection: Connection, { capabilities }: InitializeParams): void {
  if (capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) return;
  void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] });
}
