/**
 * One folder: its files as a source and the open editors have them, and the workspace of the core that they are brought
 * into. Invariant: whatever came before, the inputs are those of a folder that is opened as it is now.
 */
import { Buffer } from 'node:buffer';
import {
  type Analysis,
  type Bug,
  type Change,
  createWorkspace,
  isProjectFile,
  isSource,
  type Workspace,
} from '../core/analysis';
import { compareText, drained } from '../core/base';
import { isInFolder } from './folder-path';
import { type LeftOut, maxFileBytes } from './left-out';
import { type ProjectAbove, projectAbove } from './project-above';
import { type FilesRead, readFiles } from './read-files';
import type { ProjectSource } from './source';

export type ProjectOptions = {
  readonly onBug?: ((bug: Bug) => void) | undefined;
  /** Told whenever something is found that is not read. */
  readonly onLeftOut?: ((it: LeftOut) => void) | undefined;
};

/** How an analysis is worked off: at once, or in slices. `undefined` gives it up. */
export type Pull<T extends Analysis | undefined> = (steps: Generator<void, Analysis>) => Promise<T>;

export const pulledAtOnce: Pull<Analysis> = async (steps) => drained(steps);

export class Project {
  readonly #source: ProjectSource;
  readonly #options: ProjectOptions;
  readonly #workspace: Workspace;
  /** Paths whose text an editor holds. */
  readonly #edited = new Set<string>();
  /** Paths that an evaluation asked for, and that were read. */
  readonly #asked = new Set<string>();
  readonly #leftOut = new Map<string, LeftOut>();
  #paths: ReadonlySet<string> = new Set();
  #knownUnlisted: ReadonlySet<string> = new Set();
  #above: ProjectAbove | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(source: ProjectSource, options: ProjectOptions = {}) {
    this.#source = source;
    this.#options = options;
    this.#workspace = createWorkspace({ onBug: options.onBug });
  }

  /** Every file of the folder, sorted. */
  get paths(): ReadonlySet<string> {
    return this.#paths;
  }

  /** The project file of a folder above, where that counts. */
  get above(): string | undefined {
    return this.#above?.path;
  }

  get leftOut(): readonly LeftOut[] {
    return [...this.#leftOut.values()];
  }

  /** Lists everything, and reads what can declare access. */
  open(): Promise<void> {
    return this.changed(['']);
  }

  /** Files or folders changed; which of them still exist is looked up, not believed. */
  changed(paths: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      const found = new Set([...paths, ...(await this.#list(paths))]);
      if ([...found].some((path) => path === '' || isProjectFile(path))) await this.#findAbove();
      await this.#read([...found].filter((path) => this.#matters(path)));
    });
  }

  /** An editor holds this text now, whatever the source says. */
  edit(path: string, text: string): void {
    this.#edited.add(path);
    if (isProjectFile(path) && path !== this.above) this.#useAbove(undefined);
    const bytes = Buffer.byteLength(text);
    const isTooLarge = bytes > maxFileBytes;
    this.#leaveOut([path], isTooLarge ? [{ kind: 'too-large', path, bytes }] : []);
    this.#workspace.apply(isTooLarge ? { unread: new Set([path]) } : { texts: new Map([[path, text]]) });
  }

  /** The source counts again. */
  close(path: string): Promise<void> {
    this.#edited.delete(path);
    if (this.#matters(path)) return this.changed([path]);
    this.#workspace.apply({ unread: new Set([path]) });
    return this.#turn.then(() => {});
  }

  /** What comes from elsewhere: settings, live access, plans. */
  apply(change: Omit<Change, 'texts' | 'binaries' | 'unread' | 'paths' | 'unlisted' | 'below'>): void {
    this.#workspace.apply(change);
  }

  /** Loads what the evaluation asks for until it asks for nothing more: each path once, so that this ends. */
  async analysis<T extends Analysis | undefined>(pull: Pull<T>): Promise<T> {
    for (;;) {
      const analysis = await pull(this.#workspace.analyse());
      const wanted = analysis?.wanted.filter((path) => !this.#asked.has(path)) ?? [];
      if (wanted.length === 0) return analysis;
      for (const path of wanted) this.#asked.add(path);
      await this.#inTurn(() => this.#read(wanted));
    }
  }

  #matters(path: string): boolean {
    return isSource(path) || this.#asked.has(path);
  }

  /** Reads one after the other, so that the source's last word is the one that stands. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  /** Every path at or below the given ones that is or was there. */
  async #list(changed: readonly string[]): Promise<readonly string[]> {
    const known = new Set(this.#paths);
    const found = new Set<string>();
    for (const at of changed.filter((path) => !path.startsWith('../'))) {
      const gone = [...known].filter((path) => isInFolder(path, at));
      for (const path of gone) known.delete(path);
      const { paths, unlisted } = await this.#source.list(at);
      for (const path of paths) known.add(path);
      for (const path of [...gone, ...paths]) found.add(path);
      const folders = this.#unlisted().filter((path) => isInFolder(path, at));
      this.#leaveOut(
        folders,
        unlisted.map((it) => ({ kind: 'unlisted', ...it })),
      );
    }
    this.#know(known);
    return [...found];
  }

  #know(paths: ReadonlySet<string>): void {
    if (!sameSet(paths, this.#paths)) this.#paths = new Set([...paths].toSorted(compareText));
    const unlisted = new Set(this.#unlisted().toSorted(compareText));
    if (!sameSet(unlisted, this.#knownUnlisted)) this.#knownUnlisted = unlisted;
    this.#workspace.apply({ paths: this.#paths, unlisted: this.#knownUnlisted });
  }

  #unlisted(): readonly string[] {
    return this.leftOut.filter(({ kind }) => kind === 'unlisted').map(({ path }) => path);
  }

  async #findAbove(): Promise<void> {
    this.#useAbove(await projectAbove(this.#source, new Set([...this.#paths, ...this.#edited])));
    if (this.#above) await this.#read([this.#above.path]);
  }

  #useAbove(above: ProjectAbove | undefined): void {
    const before = this.#above;
    this.#above = above;
    this.#workspace.apply({ below: above?.below ?? '' });
    if (before && before.path !== above?.path) this.#workspace.apply({ unread: new Set([before.path]) });
  }

  async #read(paths: readonly string[]): Promise<void> {
    const read = this.#closed(await readFiles(this.#source, paths));
    this.#leaveOut([...read.texts.keys(), ...read.unread], read.leftOut);
    this.#workspace.apply(read);
  }

  /** Without what an editor holds, perhaps only since a moment ago. */
  #closed({ texts, binaries, unread, leftOut }: FilesRead): FilesRead {
    const isClosed = (path: string) => !this.#edited.has(path);
    return {
      texts: new Map([...texts].filter(([path]) => isClosed(path))),
      binaries: new Map([...binaries].filter(([path]) => isClosed(path))),
      unread: new Set([...unread].filter(isClosed)),
      leftOut: leftOut.filter(({ path }) => isClosed(path)),
    };
  }

  /** Of the paths that were looked at, these are left out. What was known before is not told again. */
  #leaveOut(looked: readonly string[], leftOut: readonly LeftOut[]): void {
    const known = new Map(this.#leftOut);
    for (const path of looked) this.#leftOut.delete(path);
    for (const it of leftOut) {
      this.#leftOut.set(it.path, it);
      if (known.get(it.path)?.kind !== it.kind) this.#options.onLeftOut?.(it);
    }
  }
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item));
}
