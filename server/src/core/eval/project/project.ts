/** Every root module of a project, expanded to single resource instances. */
import { contained, runToEnd } from '../../base';
import { resetLimits } from '../expression/limits';
import { type Folder, foldersOf } from '../module/folder';
import { originRepository } from '../module/sources';
import type { Evaluated, EvaluatedRoot, Project } from './evaluated';
import { faultyRoot } from './faulty-root';
import { type CachedRoot, createMemory, evictOthers, isUnchanged, type Memory, trackingFolders } from './memory';
import { evaluateRoot } from './root';
import { rootsOf } from './roots';
import { type Texts, textsOf } from './texts';

/**
 * Never throws and always ends: what can't be known, is too large or goes round in circles is an unknown with its reason, and a
 * root that we fail at says so.
 */
export function evaluateProject(project: Project): Evaluated {
  return runToEnd(evaluatingProject(project, createMemory()));
}

/** Pauses behind every root that had to be evaluated; what was done before the caller lets go is remembered. */
export function* evaluatingProject(project: Project, memory: Memory): Generator<void, Evaluated> {
  const texts = textsOf(project);
  const { folders, roots, fault } = rootsIn(project, texts, memory);
  const kept: CachedRoot[] = [];
  for (const folder of roots) {
    const before = memory.roots.get(folder.path);
    const isKept = before && isUnchanged(before, project, folders);
    const it = isKept ? before : evaluated(project, folders, folder);
    memory.roots.set(folder.path, it);
    kept.push(it);
    if (!isKept) yield;
  }
  evictOthers(memory, kept);
  return { ...joined([texts, ...kept.map((it) => it.texts)], kept), fault };
}

type Roots = {
  readonly folders: ReadonlyMap<string, Folder>;
  readonly roots: readonly Folder[];
  readonly fault?: Evaluated['fault'];
};

function rootsIn(project: Project, texts: Texts, memory: Memory): Roots {
  const find = () => {
    const folders = foldersOf(project.files, memory.folders);
    return { folders, roots: rootsOf(folders, project.options.root, () => repositoryOf(project, texts)) };
  };
  return contained({ kind: 'roots' }, find, (fault): Roots => ({ folders: new Map(), roots: [], fault }));
}

function joined(looked: readonly Texts[], roots: readonly CachedRoot[]): Evaluated {
  return {
    roots: roots.map(({ root }) => root),
    problems: [],
    wanted: [...new Set(looked.flatMap(({ wanted }) => [...wanted]))],
    read: new Set(looked.flatMap(({ used }) => [...used])),
  };
}

function evaluated(project: Project, folders: ReadonlyMap<string, Folder>, folder: Folder): CachedRoot {
  const texts = textsOf(project);
  const readFolders = new Map<string, Folder | undefined>([[folder.path, folder]]);
  const repository = () => repositoryOf(project, texts);
  const context = { project, folders: trackingFolders(folders, readFolders), texts, repository };
  const evaluate = () => evaluateRoot(context, folder);
  const root = contained({ kind: 'root', path: folder.path }, evaluate, (fault): EvaluatedRoot => {
    // A stack that is full when it overflows has no room left to leave what was entered.
    resetLimits();
    return faultyRoot(folder.path, fault);
  });
  return { root, project, texts, folders: readFolders };
}

function repositoryOf({ options }: Project, texts: Texts): string | undefined {
  if (options.repository !== undefined) return options.repository;
  const config = texts.read('.git/config');
  return typeof config === 'object' ? originRepository(config.text) : undefined;
}
