/** A conversation with the real language server, as a process of its own over its standard streams. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  type CodeAction,
  CodeActionRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type FileChangeType,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { URI } from 'vscode-uri';
import type { Notifications, RequestName, Requests, Status } from '../../../server/src/protocol';

export type Published = { readonly version: number | undefined; readonly diagnostics: readonly Diagnostic[] };

export type Options = {
  readonly env?: Readonly<Record<string, string>>;
  /** The `idc` section the editor answers with. */
  readonly settings?: object;
  /** Folders below the temporary one; the temporary one itself where none are named. */
  readonly folders?: readonly string[];
  readonly snippets?: boolean;
  /** The folder that our own client hands over for what is kept between sessions. */
  readonly storage?: string;
  /** What our own client says of the workspace. */
  readonly isTrusted?: boolean;
};

/** How long a state is waited for before the test gives up, and shows what the server said; a busy machine is slow. */
const patience = 110_000;

export class Conversation {
  readonly root: string;
  readonly connection: ProtocolConnection;
  /** Everything published, in order, by URI. */
  readonly published = new Map<string, Published[]>();
  readonly statuses: Status[] = [];
  readonly log: string[] = [];
  readonly #process: ChildProcess;
  readonly #versions = new Map<string, number>();
  #listeners: (() => void)[] = [];
  settings: object;
  /** What the server said it can do. */
  capabilities: ServerCapabilities = {};

  constructor(root: string, process: ChildProcess, connection: ProtocolConnection, settings: object) {
    this.root = root;
    this.#process = process;
    this.connection = connection;
    this.settings = settings;
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
      const before = this.published.get(uri) ?? [];
      this.published.set(uri, [...before, { version, diagnostics }]);
      this.#wake();
    });
    connection.onNotification('idc/statusChanged', (status: Notifications['idc/statusChanged']) => {
      this.statuses.push(status);
      this.#wake();
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
    });
    connection.onRequest(RegistrationRequest.type, () => {});
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings),
    );
    connection.listen();
  }

  uri(path: string): string {
    return URI.file(join(this.root, path)).toString();
  }

  async write(path: string, text: string | Uint8Array): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await writeFile(join(this.root, path), text);
  }

  async remove(path: string): Promise<void> {
    await rm(join(this.root, path), { recursive: true });
  }

  open(path: string, text: string, languageId = 'terraform'): Promise<void> {
    this.#versions.set(path, 1);
    const textDocument = { uri: this.uri(path), languageId, version: 1, text };
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  /** Replaces the whole text; answers with the version it then has. */
  async edit(path: string, text: string): Promise<number> {
    const version = (this.#versions.get(path) ?? 0) + 1;
    this.#versions.set(path, version);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.uri(path), version },
      contentChanges: [{ text }],
    });
    return version;
  }

  close(path: string): Promise<void> {
    return this.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: this.uri(path) },
    });
  }

  changedOnDisk(path: string, type: FileChangeType): Promise<void> {
    const changes = [{ uri: this.uri(path), type }];
    return this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  }

  /** The next state of a file's diagnostics, past or future, that is what is waited for. */
  async diagnostics(path: string, fits: (it: Published) => boolean = () => true): Promise<readonly Diagnostic[]> {
    const look = () => this.published.get(this.uri(path))?.at(-1);
    await this.until(() => {
      const last = look();
      return last !== undefined && fits(last);
    }, `diagnostics of ${path}`);
    return look()?.diagnostics ?? [];
  }

  async until(holds: () => boolean, what: string): Promise<void> {
    const deadline = Date.now() + patience;
    while (!holds()) {
      if (Date.now() > deadline) throw new Error(`${what} did not come; the server said:\n${this.log.join('\n')}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 250);
        this.#listeners.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  async actions(path: string, at: Diagnostic, only?: string[]): Promise<readonly CodeAction[]> {
    const actions = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: this.uri(path) },
      range: at.range,
      context: { diagnostics: [at], ...(only ? { only } : {}) },
    });
    return (actions ?? []).filter((it): it is CodeAction => 'edit' in it);
  }

  ask<N extends RequestName>(name: N, params?: Requests[N]['params']): Promise<Requests[N]['result']> {
    return this.connection.sendRequest(name, params ?? {});
  }

  async end(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    this.connection.dispose();
    if (this.#process.exitCode === null) await new Promise((resolve) => this.#process.once('exit', resolve));
    await rm(this.root, { recursive: true, force: true });
  }

  #wake(): void {
    const told = this.#listeners;
    this.#listeners = [];
    for (const tell of told) tell();
  }
}

/** Starts the server on a temporary folder that holds these files. */
export async function converse(files: Readonly<Record<string, string | Uint8Array>>, options: Options = {}) {
  const root = await mkdtemp(join(tmpdir(), 'idc-lsp-'));
  const server = spawn(process.execPath, ['--import', 'tsx', resolve('server/src/server.ts'), '--stdio'], {
    env: { PATH: process.env.PATH, HOME: root, ...options.env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const conversation = new Conversation(root, server, connection, options.settings ?? {});
  for (const [path, text] of Object.entries(files)) await conversation.write(path, text);
  const { capabilities } = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    ...(options.storage || options.isTrusted !== undefined
      ? { initializationOptions: { storage: options.storage, isTrusted: options.isTrusted } }
      : {}),
    workspaceFolders: (options.folders ?? ['']).map((name) => ({ name, uri: conversation.uri(name) })),
    capabilities: {
      workspace: {
        configuration: true,
        workspaceFolders: true,
        didChangeWatchedFiles: { dynamicRegistration: true },
        workspaceEdit: { documentChanges: true, snippetEditSupport: options.snippets === true },
      },
      textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true } },
    },
  });
  conversation.capabilities = capabilities;
  await connection.sendNotification(InitializedNotification.type, {});
  return conversation;
}
