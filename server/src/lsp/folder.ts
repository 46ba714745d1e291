/**
 * One workspace folder: its files as the disk and the open editors have them, and the analysis made of them.
 * Multi-root workspaces are several of these that know nothing of each other.
 */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import * as analysis from '../core/analysis';
import type { SourceFile } from '../core/base';
import type { LookedPolicies, Snapshot } from '../core/live';
import type { Host } from '../host';
import type { Settings } from '../protocol';
import { type Base, baseOf } from './base';
import { toAbsolute, toRelative } from './convert';
import { load } from './loading';
import type { Publisher } from './publish';
import { createSchedule } from './schedule';

export type FolderWorld = {
  readonly host: Host;
  readonly publisher: Publisher;
  /** Called after every analysis that was published. */
  readonly analysed: () => void;
};

export class Folder {
  readonly root: string;
  latest: analysis.Analysis | undefined;
  readonly #world: FolderWorld;
  readonly #core = analysis.createWorkspace({ onBug: (bug) => this.#logBug(bug) });
  readonly #open = new Map<string, TextDocument>();
  readonly #unreadable = new Map<string, string>();
  /** Paths the evaluation wanted and got an answer for. */
  readonly #fetched = new Set<string>();
  #paths: ReadonlySet<string> = new Set();
  #base: Base | undefined;
  #loading: Promise<void> = Promise.resolve();
  readonly #schedule = createSchedule({
    start: () => this.#core.analyse(),
    done: (result) => this.#done(result),
    failed: (error) => this.#world.host.log.error(`The analysis of ${this.root} failed: ${describe(error)}`),
  });

  constructor(root: string, world: FolderWorld) {
    this.root = root;
    this.#world = world;
  }

  /** Lists and reads everything below the root. */
  start(): void {
    this.#follow(() => this.#list());
  }

  /** An editor holds this text now, whatever the disk says. */
  edited(document: TextDocument, path: string): void {
    this.#open.set(path, document);
    this.#unreadable.delete(path);
    this.#core.apply({ texts: new Map([[path, document.getText()]]) });
    this.#schedule.request();
  }

  /** The disk counts again. */
  closed(path: string): void {
    this.#open.delete(path);
    this.#follow(() => this.#read([path]));
  }

  /** Files or folders changed on the disk; which of them still exist is looked up, not believed. */
  changedOnDisk(paths: readonly string[]): void {
    this.#follow(() => this.#lookAgain(paths));
  }

  configure(settings: Settings): void {
    this.#core.apply({ severities: new Map(Object.entries(settings.rules)) });
    this.#schedule.request();
  }

  /** With live access at hand it also matters what is new in the code; each refresh looks where the branch began. */
  compareWith(snapshot: Snapshot | undefined, policies: LookedPolicies | undefined): void {
    this.#core.apply({ snapshot, policies });
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
  async settled(): Promise<analysis.Analysis | undefined> {
    await this.#loading;
    await this.#schedule.settled();
    return this.latest;
  }

  stop(): void {
    this.#schedule.stop();
    this.#world.publisher.clear();
  }

  #logBug({ rule, error }: analysis.Bug): void {
    this.#world.host.log.error(`The rule ${rule} failed in ${this.root}: ${describe(error)}`);
  }

  /** Reads one after the other, so that the disk's last word is the one that stands. */
  #follow(work: () => Promise<void>): void {
    const failed = (error: unknown) => this.#world.host.log.error(`Reading ${this.root} failed: ${describe(error)}`);
    this.#loading = this.#loading.then(work).catch(failed);
    this.#loading.then(() => this.#schedule.request());
  }

  async #readBase(): Promise<void> {
    this.#base = await baseOf(this.root, this.#world.host, this.#base);
    this.#core.apply({ before: this.#base?.declared });
  }

  async #list(): Promise<void> {
    const started = performance.now();
    const paths = await this.#world.host.files.list(this.root);
    this.#knowPaths(paths);
    const read = paths.filter(analysis.isSource);
    await this.#read(read);
    this.#world.host.log.info(
      `${this.root}: read ${read.length} of ${paths.length} files in ${Math.round(performance.now() - started)} ms`,
    );
  }

  #knowPaths(paths: Iterable<string>): void {
    this.#paths = new Set(paths);
    this.#core.apply({ paths: this.#paths });
  }

  async #read(paths: readonly string[]): Promise<void> {
    const { texts, binaries, unreadable } = await load(this.#world.host.files, this.root, paths);
    for (const path of texts.keys()) this.#unreadable.delete(path);
    for (const [path, because] of unreadable) this.#leaveOut(path, because);
    const closed = [...texts].filter(([path]) => !this.#open.has(path));
    const bytes = [...binaries].filter(([path]) => !this.#open.has(path));
    if (closed.length > 0 || bytes.length > 0) {
      this.#core.apply({ texts: new Map(closed), binaries: new Map(bytes) });
    }
  }

  #leaveOut(path: string, because: string): void {
    if (this.#open.has(path)) return;
    this.#unreadable.set(path, because);
    this.#world.host.log.warn(`${toAbsolute(this.root, path)}: ${because}`);
  }

  async #lookAgain(changed: readonly string[]): Promise<void> {
    const known = new Set(this.#paths);
    const toRead = new Set<string>();
    for (const path of changed) {
      for (const gone of below(known, path)) {
        known.delete(gone);
        toRead.add(gone);
      }
      for (const found of await this.#below(path)) {
        known.add(found);
        toRead.add(found);
      }
    }
    if (!sameSet(known, this.#paths)) this.#knowPaths(known);
    await this.#read([...toRead].filter((path) => analysis.isSource(path) || this.#fetched.has(path)));
  }

  /** The file itself, or every file below the folder; nothing for what is gone. */
  async #below(path: string): Promise<readonly string[]> {
    const { files } = this.#world.host;
    const kind = await files.kind(toAbsolute(this.root, path));
    if (kind === 'missing') return [];
    if (kind === 'file') return [path];
    return (await files.list(toAbsolute(this.root, path))).map((it) => `${path}/${it}`);
  }

  async #done(result: analysis.Analysis): Promise<boolean> {
    const wanted = result.wanted.filter((path) => !this.#fetched.has(path));
    if (wanted.length > 0) {
      for (const path of wanted) this.#fetched.add(path);
      await this.#read(wanted);
      return true;
    }
    this.latest = result;
    const versions = new Map([...this.#open].map(([path, document]) => [path, document.version]));
    this.#world.publisher.publish({ root: this.root, analysis: result, unreadable: this.#unreadable, versions });
    this.#world.analysed();
    return false;
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

function below(paths: Iterable<string>, path: string): readonly string[] {
  return [...paths].filter((it) => it === path || it.startsWith(`${path}/`));
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item));
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
