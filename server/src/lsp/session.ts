/**
 * What lives from `initialize` to `exit`: the workspace folders, the live side, and what both together show. Handlers
 * ask it; it asks nobody back but the client it was given.
 */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isProjectFile } from '../core/analysis';
import { rememberLast, type SourceFile } from '../core/base';
import * as features from '../core/features';
import type { Focus } from '../core/live';
import type { Assignment } from '../core/model';
import type { Host } from '../host';
import { inFolder } from '../project';
import {
  type AccessGrouping,
  type AccessMatrix,
  decodeSettings,
  type FocusNotification,
  type Settings,
  type Status,
  type ViewId,
} from '../protocol';
import { toFile, toFolderUri } from './convert';
import { Folder, folderOf } from './folder';
import { createPublisher } from './language/publish';
import { createEvents, type Events } from './live/events';
import { createLive, type Live } from './live/live';
import type { Trust } from './trust';
import { focusOf, subjectsIn } from './views/focus';
import type { Rows } from './views/nodes';
import { statusOf } from './views/status';
import { createViews, type Views } from './views/views';

/** What the session needs of the editor. */
export type Editor = {
  readonly publish: Parameters<typeof createPublisher>[0];
  readonly statusChanged: (status: Status) => void;
  readonly treeChanged: (view: ViewId) => void;
  /** What stands between the lines of open files (lenses, hints) may say something else now. */
  readonly refreshEditor: () => void;
  /** The `idc` section as it applies to a folder, or in general. */
  readonly settings: (folder: string | undefined) => Promise<unknown>;
};

export type SessionContext = {
  /** Its Git asks for the trust. */
  readonly host: Host;
  readonly trust: Trust;
  readonly editor: Editor;
  /** The profile of the environment, for a user who selected none. */
  readonly defaultProfile: string | undefined;
  /** How the Access view was grouped when the editor was closed. */
  readonly grouping: AccessGrouping | undefined;
};

type Found = { readonly folder: Folder; readonly path: string };

/** A project file in a folder above: `../.idc.yaml`. */
function projectFileFor(folder: Folder, uri: string): readonly Found[] {
  const file = toFile(uri);
  const path = file === undefined ? '' : inFolder(file, folder.root);
  return path.startsWith('../') && isProjectFile(path) ? [{ folder, path }] : [];
}

/** Views are told at most this often while a refresh reports its progress. */
const viewPauseMilliseconds = 150;

export class Session {
  readonly live: Live;
  readonly events: Events;
  readonly #context: SessionContext;
  readonly #folders = new Map<string, Folder>();
  #settings: Settings = decodeSettings(undefined);
  #viewTimer: NodeJS.Timeout | undefined;
  #snapshot: unknown;
  #looked: unknown;
  #grouping: AccessGrouping;
  #sentStatus: string | undefined;
  #sentSources: features.AccessSources | undefined;
  #lookingAt: FocusNotification = { access: [] };
  /** The same object while nothing changed. */
  readonly #focusOn = rememberLast(
    (
      access: FocusNotification['access'],
      path: string | undefined,
      assignments: readonly Assignment[] | undefined,
    ): Focus => focusOf(access, path && assignments ? subjectsIn(path, assignments) : []),
  );
  readonly #views: Views;

  constructor(context: SessionContext) {
    this.#context = context;
    this.live = createLive(
      context.host,
      () => this.#liveChanged(),
      () => this.#focus(),
    );
    this.events = createEvents(this.live, context.host.clock);
    this.#grouping = context.grouping ?? 'group';
    this.#views = createViews({
      clock: context.host.clock,
      live: this.live,
      folders: () => this.folders,
      grouping: () => this.#grouping,
    });
  }

  get host(): Host {
    return this.#context.host;
  }

  /** Whether Git may be run in these folders. */
  get isTrusted(): boolean {
    return this.#context.trust.isGiven();
  }

  /** The user trusts these folders now: what was left out for the lack of it is caught up with. */
  trusted(): void {
    this.#context.trust.give();
    const { snapshot } = this.live.state();
    for (const folder of this.folders) folder.compareWith(snapshot, this.live.policies());
  }

  get folders(): readonly Folder[] {
    return [...this.#folders.values()];
  }

  get settings(): Settings {
    return this.#settings;
  }

  addFolder(uri: string): void {
    const root = toFile(uri);
    if (root === undefined || this.#folders.has(root)) return;
    this.#createFolder(root).start();
  }

  removeFolder(uri: string): void {
    const root = toFile(uri);
    if (root === undefined) return;
    this.#folders.get(root)?.stop();
    this.#folders.delete(root);
    this.#viewsChanged();
  }

  /** A file outside every folder is left alone: without its neighbours, everything it refers to would seem missing. */
  edited(document: TextDocument): void {
    for (const { folder, path } of this.#readersOf(document.uri)) folder.edited(document, path);
  }

  closed(uri: string): void {
    for (const { folder, path } of this.#readersOf(uri)) folder.closed(path);
  }

  changedOnDisk(uris: readonly string[]): void {
    const changed = new Map<Folder, string[]>();
    for (const uri of uris) {
      for (const { folder, path } of this.#readersOf(uri)) {
        changed.set(folder, [...(changed.get(folder) ?? []), path]);
      }
    }
    for (const [folder, paths] of changed) folder.changedOnDisk(paths);
  }

  find(uri: string): Found | undefined {
    const file = toFile(uri);
    return file === undefined ? undefined : folderOf(this.#folders.values(), file);
  }

  /** The folder that holds the file, and folders below it whose project file it may be. */
  #readersOf(uri: string): readonly Found[] {
    const found = this.find(uri);
    const above = this.folders.flatMap((folder) => projectFileFor(folder, uri));
    return found ? [found, ...above] : above;
  }

  /** The newest text of an open file. */
  openFile(uri: string): SourceFile | undefined {
    const found = this.find(uri);
    return found?.folder.openFile(found.path);
  }

  /** Reads the settings anew; a profile that changed is switched to. */
  async configure(): Promise<void> {
    this.#settings = decodeSettings(await this.#context.editor.settings(undefined));
    for (const folder of this.folders) await this.#configureFolder(folder);
    const { profile, region, instance } = this.#settings;
    await this.live.select(profile || this.#context.defaultProfile, { region, instance });
  }

  status(): Status {
    return statusOf(this.live, this.sources(), this.#everyFolderAnalysed(), this.#grouping);
  }

  rows(view: ViewId): Rows {
    return this.#views.rows(view);
  }

  setFocus(it: FocusNotification): void {
    this.#lookingAt = it;
  }

  groupAccess(by: AccessGrouping): void {
    this.#grouping = by;
    this.#sendStatus();
    this.#context.editor.treeChanged('access');
  }

  matrix(): AccessMatrix {
    return this.#views.matrix();
  }

  sources(): features.AccessSources {
    return this.#views.sources();
  }

  names(): ReadonlyMap<string, string> {
    return features.accountNames(this.sources());
  }

  stop(): void {
    clearTimeout(this.#viewTimer);
    for (const folder of this.folders) folder.stop();
  }

  #focus(): Focus {
    const { access, document } = this.#lookingAt;
    const found = document === undefined ? undefined : this.find(document);
    return this.#focusOn(access, found?.path, found?.folder.latest?.declared.assignments.all);
  }

  #createFolder(root: string): Folder {
    const publisher = createPublisher(this.#context.editor.publish);
    const folder = new Folder(root, { host: this.#context.host, publisher, analysed: () => this.#viewsChanged() });
    folder.compareWith(this.live.state().snapshot, this.live.policies());
    this.#folders.set(root, folder);
    void this.#configureFolder(folder);
    return folder;
  }

  async #configureFolder(folder: Folder): Promise<void> {
    folder.configure(decodeSettings(await this.#context.editor.settings(toFolderUri(folder.root))));
  }

  #everyFolderAnalysed(): boolean {
    return this.folders.every((folder) => folder.latest !== undefined);
  }

  #liveChanged(): void {
    const { snapshot } = this.live.state();
    const policies = this.live.policies();
    if (snapshot !== this.#snapshot || policies !== this.#looked) {
      this.#snapshot = snapshot;
      this.#looked = policies;
      for (const folder of this.folders) folder.compareWith(snapshot, policies);
    }
    this.#sendStatus();
    this.#viewsChanged();
  }

  #viewsChanged(): void {
    this.#viewTimer ??= setTimeout(() => {
      this.#viewTimer = undefined;
      this.#sendStatus();
      this.#sendTrees();
    }, viewPauseMilliseconds);
  }

  #sendStatus(): void {
    const status = this.status();
    const text = JSON.stringify(status);
    if (text === this.#sentStatus) return;
    this.#sentStatus = text;
    this.#context.editor.statusChanged(status);
  }

  #sendTrees(): void {
    const sources = this.sources();
    if (sources === this.#sentSources) return;
    this.#sentSources = sources;
    this.#context.editor.treeChanged('access');
    this.#context.editor.treeChanged('provisioning');
    this.#context.editor.refreshEditor();
  }
}
