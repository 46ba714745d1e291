/**
 * One folder: its files as a source and the open editors have them, and the workspace of the core that they are brought
 * into. Invariant: whatever came before, the inputs are those of a folder that is opened as it is now.
 */
import { Buffer } from 'node:buffer';
import { type Analysis, type Change, createWorkspace, isProjectFile, isSource, type Workspace } from '../core/analysis';
import { compareText, type Fault, runToEnd } from '../core/base';
import { maxFileBytes, maxListedFiles } from '../host';
import { atOrAbove, isAtAny, outermost } from './folder-path';
import type { LeftOut } from './left-out';
import { type ProjectAbove, projectAbove } from './project-above';
import { type FilesRead, readFiles } from './read-files';
import { Room } from './room';
import type { ProjectSource } from './source';

export type ProjectOptions = {
  readonly onBug?: ((fault: Fault) => void) | undefined;
  /** Called for each file or folder that is newly found and not read. */
  readonly onLeftOut?: ((it: LeftOut) => void) | undefined;
};

/** Runs the steps of an analysis, at once or in slices; resolves to `undefined` where it was cancelled. */
export type RunSteps<T extends Analysis | undefined> = (steps: Generator<void, Analysis>) => Promise<T>;

export const runAtOnce: RunSteps<Analysis> = async (steps) => runToEnd(steps);

export class Project {
  readonly #source: ProjectSource;
  readonly #options: ProjectOptions;
  readonly #workspace: Workspace;
  /** The texts that an editor holds. */
  readonly #edited = new Map<string, string>();
  /** Paths that an evaluation asked for, and that were read. */
  readonly #asked = new Set<string>();
  readonly #leftOut = new Map<string, LeftOut>();
  readonly #room = new Room();
  #paths: ReadonlySet<string> = new Set();
  #knownUnlisted: ReadonlySet<string> = new Set();
  /** Links out of the repository, as they were listed, and whatever else was found out of it when it was read. */
  readonly #outside = { listed: new Set<string>(), read: new Set<string>() };
  #knownOutside: ReadonlySet<string> = new Set();
  #above: ProjectAbove | undefined;
  #queue: Promise<unknown> = Promise.resolve();

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
    return this.#enqueue(async () => {
      await this.#look(paths);
      // What is left out for its place among all others is told by all of them.
      if (!this.#isTooMuch() || paths.includes('')) return;
      this.#forgetAsked();
      await this.#look(['']);
    });
  }

  async #look(paths: readonly string[]): Promise<void> {
    const found = [...new Set([...paths, ...(await this.#list(paths))])];
    if (found.some((path) => path === '' || isProjectFile(path))) await this.#findAbove();
    for (const path of found) if (this.#closedFolder(path) !== undefined) this.#asked.delete(path);
    for (const path of found) this.#useEditedAgain(path);
    await this.#read(found.filter((path) => this.#isRelevant(path)));
    this.#drop(found.filter((path) => !this.#isRelevant(path) && !this.#edited.has(path)));
  }

  /** It is asked for anew, once the sources have the room that they need. */
  #forgetAsked(): void {
    const asked = [...this.#asked];
    this.#asked.clear();
    this.#drop(asked.filter((path) => !this.#isRelevant(path) && !this.#edited.has(path)));
  }

  #isTooMuch(): boolean {
    const isFull = (it: LeftOut) => it.kind === 'too-many-bytes' || (it.kind === 'unlisted' && it.isTooMuch === true);
    return this.#paths.size > maxListedFiles || this.leftOut.some(isFull);
  }

  /** An editor holds this text now, whatever the source says. It counts at once; a project file may make another count. */
  async edit(path: string, text: string): Promise<void> {
    this.#edited.set(path, text);
    const isInside = !path.startsWith('../');
    if (isInside && isProjectFile(path)) this.#useAbove(undefined);
    if (isInside || path === this.above) this.#useEdited(path, text);
    if (isProjectFile(path)) await this.#enqueue(() => this.#findAbove());
  }

  /** The source counts again. */
  close(path: string): Promise<void> {
    this.#edited.delete(path);
    return this.changed([path]);
  }

  /** What comes from elsewhere: settings, live access, plans. */
  apply(change: Omit<Change, 'texts' | 'binaries' | 'unread' | 'paths' | 'unlisted' | 'outside' | 'below'>): void {
    this.#workspace.apply(change);
  }

  /** Loads what the evaluation asks for until it asks for nothing more: each path once, so that this ends. */
  async analysis<T extends Analysis | undefined>(runSteps: RunSteps<T>): Promise<T> {
    for (;;) {
      const analysis = await runSteps(this.#workspace.analyse());
      if (analysis === undefined) return analysis;
      const wanted = analysis.wanted.filter((path) => !this.#asked.has(path));
      if (wanted.length === 0) {
        this.#dropUnwanted(new Set(analysis.wanted));
        return analysis;
      }
      for (const path of wanted) this.#asked.add(path);
      await this.#enqueue(() => this.#read(wanted));
    }
  }

  /** What could not be read is asked for again each time; where it is not, nobody misses it any more. */
  #dropUnwanted(wanted: ReadonlySet<string>): void {
    const missed = [...this.#leftOut.keys()].filter((path) => this.#asked.has(path) && !wanted.has(path));
    for (const path of missed) this.#asked.delete(path);
    this.#drop(missed.filter((path) => !this.#isRelevant(path)));
  }

  /**
   * Whether it is read before anybody asks, or somebody did: what is listed, and not what a change behind a linked folder
   * names. Of a folder that can't be listed nothing is known to be there.
   */
  #isRelevant(path: string): boolean {
    if (this.#asked.has(path)) return true;
    if (path.startsWith('../')) return path === this.above;
    return isSource(path) && this.#paths.has(path) && this.#closedFolder(path) === undefined;
  }

  #closedFolder(path: string): string | undefined {
    return atOrAbove(path).find((folder) => this.#leftOut.get(folder)?.kind === 'unlisted');
  }

  /** What does not count any more. */
  #drop(paths: readonly string[]): void {
    if (paths.length === 0) return;
    for (const path of paths) {
      if (this.#leftOut.get(path)?.kind !== 'unlisted') this.#leftOut.delete(path);
      this.#outside.read.delete(path);
      this.#room.hold(path, 0);
    }
    this.#workspace.apply({ unread: new Set(paths), outside: this.#allOutside() });
  }

  /** The same set for as long as it holds the same. */
  #allOutside(): ReadonlySet<string> {
    const all = new Set([...this.#outside.listed, ...this.#outside.read]);
    if (!sameSet(all, this.#knownOutside)) this.#knownOutside = all;
    return this.#knownOutside;
  }

  /** Reads one after the other, so that the source's last word is the one that stands. */
  #enqueue(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => {});
    return done;
  }

  /** Every path at or below the given ones that is or was there. */
  async #list(changed: readonly string[]): Promise<readonly string[]> {
    const inside = changed.filter((path) => !path.startsWith('../'));
    const places = outermost(inside.map((path) => this.#closedFolder(path) ?? path));
    const isLooked = isAtAny(places);
    const gone = new Set([...this.#paths].filter(isLooked));
    const known = new Set([...this.#paths].filter((path) => !gone.has(path)));
    const found = new Set<string>(gone);
    for (const path of [...this.#outside.listed].filter(isLooked)) this.#outside.listed.delete(path);
    const closed: LeftOut[] = [];
    for (const at of places) {
      const { paths, unlisted, outside = [], irregular = [] } = await this.#source.list(at);
      // What is no file matters where its name makes it a source: it is then left out with its reason.
      for (const path of [...paths, ...irregular.filter(isSource)]) found.add(path);
      for (const path of [...paths, ...irregular.filter(isSource)]) known.add(path);
      for (const path of outside) this.#outside.listed.add(path);
      for (const it of unlisted) closed.push({ kind: 'unlisted' as const, ...it });
    }
    this.#leaveOut(this.#unlisted().filter(isLooked), closed);
    this.#setPaths(known);
    return [...found];
  }

  #setPaths(paths: ReadonlySet<string>): void {
    if (!sameSet(paths, this.#paths)) this.#paths = new Set([...paths].toSorted(compareText));
    const unlisted = new Set(this.#unlisted().toSorted(compareText));
    if (!sameSet(unlisted, this.#knownUnlisted)) this.#knownUnlisted = unlisted;
    this.#workspace.apply({ paths: this.#paths, unlisted: this.#knownUnlisted, outside: this.#allOutside() });
  }

  #unlisted(): readonly string[] {
    return this.leftOut.filter(({ kind }) => kind === 'unlisted').map(({ path }) => path);
  }

  async #findAbove(): Promise<void> {
    const isThere = async (path: string) =>
      this.#edited.has(path) || (await this.#source.read(path)).kind !== 'missing';
    const hasOwn = [...this.#paths, ...this.#edited.keys()].some((it) => isProjectFile(it) && !it.startsWith('../'));
    this.#useAbove(hasOwn ? undefined : await projectAbove(await this.#source.below(), isThere));
    const { above } = this;
    const edited = above === undefined ? undefined : this.#edited.get(above);
    if (above !== undefined && edited !== undefined) this.#useEdited(above, edited);
    else if (above !== undefined) await this.#read([above]);
  }

  #useAbove(above: ProjectAbove | undefined): void {
    const before = this.#above;
    this.#above = above;
    this.#workspace.apply({ below: above?.below ?? '' });
    if (before && before.path !== above?.path) this.#drop([before.path]);
  }

  #useEdited(path: string, text: string): void {
    const bytes = Buffer.byteLength(text);
    const leftOut: LeftOut[] = bytes > maxFileBytes ? [{ kind: 'too-large', path, bytes }] : [];
    if (this.#outside.listed.has(path)) leftOut.push({ kind: 'outside', path });
    this.#leaveOut([path], leftOut);
    this.#room.hold(path, leftOut.length > 0 ? 0 : text.length);
    this.#workspace.apply(leftOut.length > 0 ? { unread: new Set([path]) } : { texts: new Map([[path, text]]) });
  }

  /** What an editor holds counts unless the file has become a link out of the repository. */
  #useEditedAgain(path: string): void {
    const text = path.startsWith('../') ? undefined : this.#edited.get(path);
    if (text !== undefined) this.#useEdited(path, text);
  }

  async #read(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const read = this.#withoutEdited(await readFiles(this.#source, paths, this.#room.leftFor(paths)));
    this.#leaveOut([...read.texts.keys(), ...read.unread], read.leftOut);
    for (const path of read.unread) this.#room.hold(path, 0);
    for (const [path, text = ''] of read.texts) this.#room.hold(path, text.length);
    for (const [path, bytes] of read.binaries)
      this.#room.hold(path, bytes.length + (read.texts.get(path)?.length ?? 0));
    for (const path of paths) this.#outside.read.delete(path);
    for (const path of read.outside) this.#outside.read.add(path);
    this.#workspace.apply({ ...read, outside: this.#allOutside() });
  }

  /** Without what an editor holds, perhaps only since a moment ago. */
  #withoutEdited({ texts, binaries, unread, outside, leftOut }: FilesRead): FilesRead {
    const isRead = (path: string) => !this.#edited.has(path);
    return {
      texts: new Map([...texts].filter(([path]) => isRead(path))),
      binaries: new Map([...binaries].filter(([path]) => isRead(path))),
      unread: new Set([...unread].filter(isRead)),
      outside: new Set([...outside].filter(isRead)),
      leftOut: leftOut.filter(({ path }) => isRead(path)),
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
