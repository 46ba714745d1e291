/** The open reports: one panel for each question, asked again when code or AWS changed, there again after a reload. */
import { Disposable, type Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { ReportQuestion } from '../../../server/src/protocol';
import type { Server } from '../language-client';
import { pageFolder, pageOf } from '../webview-page';
import { ReportPanel } from './panel';

export type Reports = Disposable & { readonly show: (question: ReportQuestion) => Promise<void> };

const viewType = 'idc.report';

export function createReports(server: Server, extension: Uri): Reports {
  const shown = new Map<string, ReportPanel>();
  const options = { enableScripts: true, localResourceRoots: [pageFolder(extension)] };
  const withFind = { ...options, enableFindWidget: true };

  function open(panel: WebviewPanel, question: ReportQuestion): ReportPanel {
    const key = JSON.stringify(question);
    const report = new ReportPanel(panel, server, question);
    shown.set(key, report);
    panel.webview.options = options;
    panel.onDidDispose(() => shown.delete(key));
    panel.webview.html = pageOf(panel.webview, extension, { name: 'report', title: 'Report' });
    return report;
  }

  async function show(question: ReportQuestion): Promise<void> {
    const known = shown.get(JSON.stringify(question));
    if (known) return known.reveal();
    const panel = window.createWebviewPanel(viewType, titles[question.kind], ViewColumn.Active, withFind);
    await open(panel, question).update();
  }

  const listening = Disposable.from(
    server.onTree((view) => {
      if (view === 'access') for (const it of shown.values()) it.changed();
    }),
    server.onStatus((status) => {
      for (const it of shown.values()) it.statusChanged(status);
    }),
    window.registerWebviewPanelSerializer(viewType, {
      // Kept by the page; whoever finds nothing there has nothing to show.
      deserializeWebviewPanel: async (panel, question: ReportQuestion | undefined) => {
        if (question) open(panel, question);
        else panel.dispose();
      },
    }),
  );
  return {
    show,
    dispose: () => {
      listening.dispose();
      for (const it of [...shown.values()]) it.dispose();
    },
  };
}

/** Until the report says its own. */
const titles: Readonly<Record<ReportQuestion['kind'], string>> = {
  explanation: 'Explain Access',
  comparison: 'Code and Live',
  changes: 'Access Changes',
  declared: 'Declared Access',
  policies: 'Policies in Target Accounts',
};
