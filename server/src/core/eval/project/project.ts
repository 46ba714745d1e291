/** Every root module of a project, expanded to single resource instances. */
import { runToEnd } from '../../base';
import { type Folder, foldersOf } from '../module/folder';
import { originRepository } from '../module/sources';
import type { Evaluated, Project } from './evaluated';
import { type CachedRoot, createMemory, evictOthers, isUnchanged, type Memory, trackingFolders } from './memory';
import { evaluateRoot } from './root';
import { rootsOf } from './roots';
import { type Texts, textsOf } from './texts';

/** Never throws and always ends: what can't be known, is too large or goes round in circles is an unknown with its reason. */
export function evaluateProject(project: Project): Evaluated {
  return runToEnd(evaluatingProject(project, createMemory()));
}

/** Pauses behind every root that had to be evaluated; what was done before the caller lets go is remembered. */
export function* evaluatingProject(project: Project, memory: Memory): Generator<void, Evaluated> {
  const folders = foldersOf(project.files, memory.folders);
  const texts = textsOf(project);
  const roots = rootsOf(folders, project.options.root, () => repositoryOf(project, texts));
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
  return joined([texts, ...kept.map((it) => it.texts)], kept);
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
  const root = evaluateRoot({ project, folders: trackingFolders(folders, readFolders), texts, repository }, folder);
  return { root, project, texts, folders: readFolders };
}

function repositoryOf({ options }: Project, texts: Texts): string | undefined {
  if (options.repository !== undefined) return options.repository;
  const config = texts.read('.git/config');
  return typeof config === 'object' ? originRepository(config.text) : undefined;
}
