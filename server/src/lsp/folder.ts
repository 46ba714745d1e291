/**
 * One workspace folder: its files as the disk and the open editors have them, and the analysis made of them.
 * Multi-root workspaces are several of these that know nothing of each other.
 */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, isProjectFile, isSource } from '../core/analysis';
import type { Fault, SourceFile } from '../core/base';
import type { PolicyCheckResult, Snapshot } from '../core/live';
import { faultText } from '../core/wording';
import type { Host } from '../host';
import { boundsOf, folderSource, type LeftOut, leftOutText, Project } from '../project';
import type { Settings } from '../protocol';
import { type Base, baseOf } from './base';
import { toRelative } from './convert';
import type { Publisher } from './language/publish';
import { createSchedule } from './schedule';
import { pull } from './slices';

export type FolderContext = {
  readonly host: Host;
  readonly publisher: Publisher;
  /** Called after every analysis that was published. */
  readonly analysed: () => void;
};

export class Folder {
  readonly root: string;
  latest: Analysis | undefined;
  readonly #context: FolderContext;
  readonly #project: Project;
  readonly #open = new Map<string, TextDocument>();
  #base: Base | undefined;
  /** The last message about each thing that failed. */
  readonly #logged = new Map<string, string>();
  #loading: Promise<void> = Promise.resolve();
  readonly #schedule = createSchedule({
    run: (isNewest) => this.#analyse(isNewest),
    failed: (error) => this.#logOnce('analysis', `The analysis of ${this.root} failed: ${describe(error)}`),
  });

  constructor(root: string, context: FolderContext) {
    this.root = root;
    this.#context = context;
    const { files } = context.host;
    this.#project = new Project(folderSource({ files, bounds: () => boundsOf(root, files) }), {
      onBug: (fault) => this.#logFault(fault),
      onLeftOut: (it) => this.#logLeftOut(it),
    });
  }

  /** Lists and reads everything below the root. */
  start(): void {
    this.#follow(() => this.#read());
  }

  /** An editor holds this text now, whatever the disk says. */
  edited(document: TextDocument, path: string): void {
    this.#open.set(path, document);
    const done = this.#project.edit(path, document.getText());
    this.#schedule.request();
    if (isProjectFile(path)) this.#follow(() => done);
  }

  /** The disk counts again. */
  closed(path: string): void {
    this.#open.delete(path);
    this.#follow(() => this.#project.close(path));
  }

  /** Files or folders changed on the disk; which of them still exist is looked up, not believed. */
  changedOnDisk(paths: readonly string[]): void {
    this.#follow(() => this.#project.changed(paths));
  }

  configure(settings: Settings): void {
    this.#project.apply({ severities: new Map(Object.entries(settings.rules)) });
    this.#schedule.request();
  }

  /** With live access at hand it also matters what is new in the code; each refresh looks where the branch began. */
  compareWith(snapshot: Snapshot | undefined, policies: PolicyCheckResult | undefined): void {
    this.#project.apply({ snapshot, policies });
    this.#schedule.request();
    if (snapshot) this.#follow(() => this.#readBase());
  }

  openFile(path: string): SourceFile | undefined {
    const document = this.#open.get(path);
    return document && { path, text: document.getText() };
  }

  version(path: string): number | undefined {
    return this.#open.get(path)?.version;
  }

  /** The analysis of the newest texts. */
  async settled(): Promise<Analysis | undefined> {
    await this.#loading;
    await this.#schedule.settled();
    return this.latest;
  }

  stop(): void {
    this.#schedule.stop();
    this.#context.publisher.clear();
  }

  #logFault({ reason, error }: Fault): void {
    this.#logOnce(JSON.stringify(reason.during), `${this.root}: ${faultText(reason)}\n${describe(error)}`);
  }

  /** What fails with every keystroke is told once, until it fails otherwise. */
  #logOnce(subject: string, message: string): void {
    if (this.#logged.get(subject) === message) return;
    this.#logged.set(subject, message);
    this.#context.host.log.error(message);
  }

  #logLeftOut(it: LeftOut): void {
    this.#context.host.log.warn(`${this.root}: ${leftOutText(it)}`);
  }

  #follow(work: () => Promise<void>): void {
    const failed = (error: unknown) => this.#context.host.log.error(`Reading ${this.root} failed: ${describe(error)}`);
    this.#loading = this.#loading.then(work).catch(failed);
    this.#loading.then(() => this.#schedule.request());
  }

  async #readBase(): Promise<void> {
    this.#base = await baseOf(this.root, this.#context.host, this.#base);
    this.#project.apply({ before: this.#base?.declared });
  }

  async #read(): Promise<void> {
    const started = performance.now();
    await this.#project.open();
    const paths = [...this.#project.paths];
    const milliseconds = Math.round(performance.now() - started);
    const read = `read ${paths.filter(isSource).length} of ${paths.length} files in ${milliseconds} ms`;
    this.#context.host.log.info(`${this.root}: ${read}`);
  }

  async #analyse(isNewest: () => boolean): Promise<void> {
    const analysis = await this.#project.analysis((steps) => pull(steps, isNewest));
    if (!analysis) return;
    this.latest = analysis;
    const versions = new Map([...this.#open].map(([path, document]) => [path, document.version]));
    const { leftOut } = this.#project;
    this.#context.publisher.publish({ root: this.root, analysis, leftOut, versions });
    this.#context.analysed();
  }
}

/** The folder a file belongs to: the innermost that holds it. */
export function folderOf(folders: Iterable<Folder>, file: string): { folder: Folder; path: string } | undefined {
  let best: { folder: Folder; path: string } | undefined;
  for (const folder of folders) {
    const path = toRelative(folder.root, file);
    if (path !== undefined && (!best || path.length < best.path.length)) best = { folder, path };
  }
  return best;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
