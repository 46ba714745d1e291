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
  type LookingAt,
  type Settings,
  type Status,
  type ViewId,
} from '../protocol';
import { toFile, toFolderUri } from './convert';
import { createEvents, type Events } from './events';
import { Folder, folderOf } from './folder';
import { createLive, type Live } from './live';
import { focusOf, subjectsIn } from './looking-at';
import type { Rows } from './nodes';
import { createPublisher } from './publish';
import { statusOf } from './status';
import { createViews, type Views } from './views';

/** What the session needs of the editor. */
export type Editor = {
  readonly publish: Parameters<typeof createPublisher>[0];
  readonly statusChanged: (status: Status) => void;
  readonly treeChanged: (view: ViewId) => void;
  /** What stands between the lines of open files (lenses, hints) may say something else now. */
  readonly askAgain: () => void;
  /** The `idc` section as it applies to a folder, or in general. */
  readonly settings: (folder: string | undefined) => Promise<unknown>;
};

export type SessionWorld = {
  readonly host: Host;
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
const viewPause = 150;

export class Session {
  readonly live: Live;
  readonly events: Events;
  readonly #world: SessionWorld;
  readonly #folders = new Map<string, Folder>();
  #settings: Settings = decodeSettings(undefined);
  #telling: NodeJS.Timeout | undefined;
  #snapshot: unknown;
  #looked: unknown;
  #grouping: AccessGrouping;
  #toldStatus: string | undefined;
  #toldWitnesses: features.Witnesses | undefined;
  #lookingAt: LookingAt = { access: [] };
  /** The same object while nothing changed. */
  readonly #focusOn = rememberLast(
    (access: LookingAt['access'], path: string | undefined, assignments: readonly Assignment[] | undefined): Focus =>
      focusOf(access, path && assignments ? subjectsIn(path, assignments) : []),
  );
  readonly #views: Views;

  constructor(world: SessionWorld) {
    this.#world = world;
    this.live = createLive(
      world.host,
      () => this.#liveChanged(),
      () => this.#focus(),
    );
    this.events = createEvents(this.live, world.host.clock);
    this.#grouping = world.grouping ?? 'group';
    this.#views = createViews({
      clock: world.host.clock,
      live: this.live,
      folders: () => this.folders,
      grouping: () => this.#grouping,
    });
  }

  get host(): Host {
    return this.#world.host;
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
    this.#settings = decodeSettings(await this.#world.editor.settings(undefined));
    for (const folder of this.folders) await this.#configureFolder(folder);
    const { profile, region, instance } = this.#settings;
    await this.live.select(profile || this.#world.defaultProfile, { region, instance });
  }

  status(): Status {
    return statusOf(this.live, this.witnesses(), this.#everyFolderAnalysed(), this.#grouping);
  }

  rows(view: ViewId): Rows {
    return this.#views.rows(view);
  }

  lookAt(it: LookingAt): void {
    this.#lookingAt = it;
  }

  groupAccess(by: AccessGrouping): void {
    this.#grouping = by;
    this.#tellStatus();
    this.#world.editor.treeChanged('access');
  }

  matrix(): AccessMatrix {
    return this.#views.matrix();
  }

  witnesses(): features.Witnesses {
    return this.#views.witnesses();
  }

  names(): ReadonlyMap<string, string> {
    return features.accountNames(this.witnesses());
  }

  stop(): void {
    clearTimeout(this.#telling);
    for (const folder of this.folders) folder.stop();
  }

  #focus(): Focus {
    const { access, document } = this.#lookingAt;
    const found = document === undefined ? undefined : this.find(document);
    return this.#focusOn(access, found?.path, found?.folder.latest?.declared.assignments.all);
  }

  #createFolder(root: string): Folder {
    const publisher = createPublisher(this.#world.editor.publish);
    const folder = new Folder(root, { host: this.#world.host, publisher, analysed: () => this.#viewsChanged() });
    folder.compareWith(this.live.state().snapshot, this.live.policies());
    this.#folders.set(root, folder);
    void this.#configureFolder(folder);
    return folder;
  }

  async #configureFolder(folder: Folder): Promise<void> {
    folder.configure(decodeSettings(await this.#world.editor.settings(toFolderUri(folder.root))));
  }

  #everyFolderAnalysed(): boolean {
    return this.folders.every((folder) => folder.latest !== undefined);
  }

  #liveChanged(): void {
    const { snapshot } = this.live.state();
    const looked = this.live.policies();
    if (snapshot !== this.#snapshot || looked !== this.#looked) {
      this.#snapshot = snapshot;
      this.#looked = looked;
      for (const folder of this.folders) folder.compareWith(snapshot, looked);
    }
    this.#tellStatus();
    this.#viewsChanged();
  }

  #viewsChanged(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.#tellStatus();
      this.#tellTrees();
    }, viewPause);
  }

  #tellStatus(): void {
    const status = this.status();
    const text = JSON.stringify(status);
    if (text === this.#toldStatus) return;
    this.#toldStatus = text;
    this.#world.editor.statusChanged(status);
  }

  #tellTrees(): void {
    const witnesses = this.witnesses();
    if (witnesses === this.#toldWitnesses) return;
    this.#toldWitnesses = witnesses;
    this.#world.editor.treeChanged('access');
    this.#world.editor.treeChanged('provisioning');
    this.#world.editor.askAgain();
  }
}
