/** One report in its tab: always the newest answer to one question, and what a click in it leads to. */
import { CancellationTokenSource, commands, env, type WebviewPanel, window } from 'vscode';
import {
  type ReportAnswer,
  type ReportFurther,
  type ReportQuestion,
  type Status,
  visible,
} from '../../../server/src/protocol';
import { nextActions } from '../failure-actions';
import { isCommand } from '../is-command';
import type { Server } from '../language-client';
import { columnBeside, revealPlace } from '../reveal';
import { saveText } from '../save-text';
import type { FromPage, ToPage } from './messages';

export class ReportPanel {
  readonly #panel: WebviewPanel;
  readonly #server: Server;
  readonly #question: ReportQuestion;
  #answer: ReportAnswer | undefined;
  #isReady = false;
  #isAsking = false;
  #isStale = true;
  /** AWS is asked for further evidence at first and when somebody wants it anew, not at every keystroke. */
  #furtherDue: 'now' | 'where-not-asked' | 'no' = 'now';
  #looking: CancellationTokenSource | undefined;
  #source: string | undefined;
  #policiesAt: string | undefined;

  constructor(panel: WebviewPanel, server: Server, question: ReportQuestion) {
    this.#panel = panel;
    this.#server = server;
    this.#question = question;
    this.#policiesAt = server.status()?.policiesAt;
    this.#source = sourceOf(server.status());
    panel.webview.onDidReceiveMessage((message: FromPage) => this.#hear(message));
    panel.onDidChangeViewState(() => {
      // A page out of sight is thrown away; it says when it is back.
      if (!panel.visible) this.#isReady = false;
    });
    panel.onDidDispose(() => this.#looking?.cancel());
  }

  reveal(): void {
    this.#panel.reveal();
    void this.update();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** What Git has is not read at every keystroke. */
  changed(): void {
    if (this.#question.kind === 'changes') return;
    this.#isStale = true;
    void this.#catchUp();
  }

  statusChanged(status: Status | undefined): void {
    if (status?.policiesAt !== this.#policiesAt) {
      this.#policiesAt = status?.policiesAt;
      this.#isStale = true;
    }
    if (sourceOf(status) !== this.#source) {
      this.#source = sourceOf(status);
      if (this.#furtherDue === 'no') this.#furtherDue = 'where-not-asked';
    }
    void this.#catchUp();
  }

  update(): Promise<void> {
    this.#isStale = true;
    if (!this.#looking) this.#furtherDue = 'now';
    return this.#catchUp();
  }

  async #catchUp(): Promise<void> {
    if (this.#isAsking || !this.#server.status()) return;
    this.#isAsking = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        this.#answer = await this.#server.ask('idc/report', this.#question);
        await this.#draw();
      }
    } catch (error) {
      // A server that stops meanwhile, a panel that was closed: both say so elsewhere.
      this.#server.output.warn(`The report was not updated: ${String(error)}`);
    } finally {
      this.#isAsking = false;
    }
    void this.#readFurther();
  }

  async #readFurther(): Promise<void> {
    const further = this.#answer?.ok ? this.#answer.page.further : undefined;
    if (!further || this.#looking || !isDue(this.#furtherDue, further)) return;
    this.#furtherDue = 'no';
    const looking = new CancellationTokenSource();
    this.#looking = looking;
    try {
      await this.#draw();
      await this.#server.ask('idc/readFurther', this.#question, looking.token);
    } catch (error) {
      this.#server.output.warn(`No further evidence was read: ${String(error)}`);
    } finally {
      this.#looking = undefined;
      looking.dispose();
      // However it went, the page is not waiting any more.
      this.#isStale = true;
    }
    void this.#catchUp();
  }

  async #draw(): Promise<void> {
    const answer = this.#answer;
    if (!answer) return;
    if (answer.ok) this.#panel.title = visible(answer.page.title);
    if (!this.#isReady) return;
    const message = this.#messageOf(answer);
    await this.#panel.webview.postMessage(message);
  }

  #messageOf(answer: ReportAnswer): ToPage {
    const question = this.#question;
    if (answer.ok) return { kind: 'report', question, page: answer.page, isLooking: this.#looking !== undefined };
    const { message, nextStep, kind } = answer.failure;
    const { title } = this.#panel;
    return { kind: 'failure', question, failure: { title, message, nextStep, action: nextActions[kind] } };
  }

  #hear(message: FromPage): void {
    switch (message.kind) {
      case 'ready':
        this.#isReady = true;
        void this.#draw();
        void this.#catchUp();
        return;
      case 'reveal':
        void revealPlace(message.place, columnBeside(this.#panel.viewColumn));
        return;
      case 'copy':
        void this.#copy();
        return;
      case 'save':
        void this.#save();
        return;
      case 'update':
        void this.update();
        return;
      case 'stop':
        this.#looking?.cancel();
        return;
      case 'run':
        if (isCommand(message.command)) void commands.executeCommand(message.command);
        return;
      case 'show-in-tree':
        void commands.executeCommand('idc.revealInAccess', { about: message.about });
        return;
      case 'explain':
        void commands.executeCommand('idc.explain', { about: message.about });
        return;
      default:
        message satisfies never;
    }
  }

  async #copy(): Promise<void> {
    if (!this.#answer?.ok) return;
    await env.clipboard.writeText(this.#answer.markdown);
    window.setStatusBarMessage('Copied the report as Markdown', 3_000);
  }

  async #save(): Promise<void> {
    if (!this.#answer?.ok) return;
    const { page, markdown } = this.#answer;
    const name = `${page.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.md`;
    await saveText({ text: markdown, name, kind: 'Markdown', extension: 'md', holds: 'the report' });
  }
}

function isDue(due: 'now' | 'where-not-asked' | 'no', { state }: ReportFurther): boolean {
  return due === 'now' || (due === 'where-not-asked' && state === 'not-asked');
}

/** Whom a report's live access comes from, and which of it. */
function sourceOf(status: Status | undefined): string | undefined {
  return status && JSON.stringify([status.profile, status.opened, status.takenAt]);
}
