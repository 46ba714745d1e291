/** The matrix's side in the editor: one panel, always given the newest matrix, and what a click in it leads to. */
import {
  commands,
  Disposable,
  type Event,
  EventEmitter,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import type { AccessSubject } from '../../../server/src/protocol';
import { isCommand } from '../is-command';
import type { Server } from '../language-client';
import { columnBeside, revealPlace } from '../reveal';
import { pageFolder, pageOf } from '../webview-page';
import type { FromPage, ToPage } from './messages';

export type Matrix = Disposable & {
  readonly open: () => void;
  /** What is chosen in it while it is in sight. */
  readonly focusedSubjects: () => readonly AccessSubject[];
  readonly onFocus: Event<void>;
};

const viewType = 'idc.matrix';

export function createMatrix(server: Server, extension: Uri): Matrix {
  let shown: Panel | undefined;
  const focusChanged = new EventEmitter<void>();
  const options = { enableScripts: true, localResourceRoots: [pageFolder(extension)] };

  function show(panel: WebviewPanel): void {
    shown = new Panel(panel, server, () => focusChanged.fire());
    panel.webview.options = options;
    panel.onDidDispose(() => {
      shown = undefined;
      focusChanged.fire();
    });
    panel.webview.html = pageOf(panel.webview, extension, { name: 'matrix', title: 'Access Matrix' });
  }

  const changes = Disposable.from(
    focusChanged,
    server.onTree((view) => {
      if (view === 'access') shown?.changed();
    }),
    server.onStatus(() => shown?.catchUp()),
    // After the window is loaded anew, a matrix that was open is there again.
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel) => show(panel),
    }),
  );
  return {
    focusedSubjects: () => shown?.focusedSubjects() ?? [],
    onFocus: focusChanged.event,
    open: () => {
      if (shown) shown.reveal();
      else show(window.createWebviewPanel(viewType, 'Access Matrix', ViewColumn.Active, options));
    },
    dispose: () => {
      changes.dispose();
      shown?.dispose();
    },
  };
}

/** One question to the server at a time: what changes meanwhile is asked about once, afterwards. */
class Panel {
  readonly #panel: WebviewPanel;
  readonly #server: Server;
  #isReady = false;
  #isAsking = false;
  #isStale = false;
  #about: AccessSubject | undefined;
  readonly #looked: () => void;

  constructor(panel: WebviewPanel, server: Server, focusChanged: () => void) {
    this.#panel = panel;
    this.#server = server;
    this.#looked = focusChanged;
    panel.webview.onDidReceiveMessage((message: FromPage) => this.#hear(message));
    panel.onDidChangeViewState(() => {
      // A page out of sight is thrown away; it says when it is back.
      if (!panel.visible) this.#isReady = false;
      focusChanged();
    });
  }

  focusedSubjects(): readonly AccessSubject[] {
    return this.#about && this.#panel.visible ? [this.#about] : [];
  }

  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  changed(): void {
    this.#isStale = true;
    this.catchUp();
  }

  /** For what could not be asked about while the server did not run. */
  catchUp(): void {
    if (this.#isStale && this.#isReady && !this.#isAsking) void this.#tell();
  }

  async #tell(): Promise<void> {
    this.#isAsking = true;
    try {
      while (this.#isStale && this.#isReady && this.#server.status()) {
        this.#isStale = false;
        const matrix = await this.#server.ask('idc/matrix', undefined);
        await this.#panel.webview.postMessage({ kind: 'matrix', matrix } satisfies ToPage);
      }
    } catch (error) {
      // A server that stops meanwhile, a panel that was closed: both say so elsewhere.
      this.#server.output.warn(`The access matrix was not updated: ${String(error)}`);
    } finally {
      this.#isAsking = false;
    }
  }

  #hear(message: FromPage): void {
    switch (message.kind) {
      case 'ready':
        this.#isReady = true;
        this.changed();
        return;
      case 'focus':
        this.#about = message.about;
        this.#looked();
        return;
      case 'reveal':
        void revealPlace(message.place, columnBeside(this.#panel.viewColumn));
        return;
      case 'export':
        void commands.executeCommand('idc.exportMatrix', message.matrix);
        return;
      case 'run':
        if (isCommand(message.command)) void commands.executeCommand(message.command);
        return;
      default:
        message satisfies never;
    }
  }
}
