/** Paths in a tree of Git: found by object ids, links inside the repository followed. */
import type { GitObjects, ObjectRead } from './git-objects';

/** Why an object has no content. */
export type ObjectProblem = Exclude<ObjectRead, { readonly kind: 'object' }>;

export type Found =
  | { readonly kind: 'file' | 'folder'; readonly id: string }
  | { readonly kind: 'submodule' }
  | { readonly kind: 'missing' }
  /** It leads out of the repository. */
  | { readonly kind: 'outside' }
  /** A link or a folder on the way could not be read. */
  | { readonly kind: 'unread'; readonly problem: ObjectProblem };

/** The path is from the root of the repository, with forward slashes. */
export type FindInTree = (path: string) => Promise<Found>;

type Link = { readonly kind: 'link'; readonly id: string };
type Entry = Link | { readonly kind: 'file' | 'folder' | 'submodule'; readonly id: string };
type Entries = ReadonlyMap<string, Entry> | ObjectProblem;

type Tree = {
  readonly root: string;
  readonly entriesOf: (id: string) => Promise<Entries>;
  readonly read: GitObjects['read'];
};

/** As many links as Linux follows (path_resolution(7)). */
const maxLinks = 40;
/** In bytes, as long as a path may be on Linux. */
const maxTarget = 4096;
/** In bytes: a folder of a few hundred thousand files. */
const maxFolder = 16 * 1024 * 1024;

/** Each folder is read once. */
export function findIn(root: string, { read }: Pick<GitObjects, 'read'>): FindInTree {
  const folders = new Map<string, Promise<Entries>>();
  const entriesOf = (id: string) => {
    const known = folders.get(id) ?? readEntries(id, read);
    folders.set(id, known);
    return known;
  };
  return (path) => walk({ root, entriesOf, read }, path);
}

async function walk(tree: Tree, path: string): Promise<Found> {
  const way = [tree.root];
  const steps = stepsOf(path);
  for (let links = 0; steps.length > 0; ) {
    const name = steps.pop() ?? '';
    if (name === '..' && way.length === 1) return { kind: 'outside' };
    const found = name === '..' ? undefined : await entryIn(tree, way.at(-1) ?? tree.root, name);
    if (found === undefined) way.pop();
    else if (found.kind === 'folder') way.push(found.id);
    else if (found.kind !== 'link') return steps.length > 0 && found.kind === 'file' ? { kind: 'missing' } : found;
    else {
      const target = ++links > maxLinks ? ({ kind: 'missing' } as const) : await targetOf(found.id, tree);
      if (typeof target !== 'string') return target;
      steps.push(...stepsOf(target));
    }
  }
  return { kind: 'folder', id: way.at(-1) ?? tree.root };
}

/** The first is the last. */
function stepsOf(path: string): string[] {
  return path
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .reverse();
}

async function entryIn({ entriesOf }: Tree, folder: string, name: string): Promise<Found | Link> {
  const entries = await entriesOf(folder);
  if ('kind' in entries) return { kind: 'unread', problem: entries };
  return entries.get(name) ?? { kind: 'missing' };
}

/** Where a link leads; an absolute path does not belong to the repository. */
async function targetOf(link: string, { read }: Tree): Promise<string | Found> {
  const found = await read(link, maxTarget);
  if (found.kind !== 'object') return { kind: 'unread', problem: found };
  const target = found.bytes.toString();
  return /^([/\\]|[a-z]:)/i.test(target) ? { kind: 'outside' } : target;
}

async function readEntries(id: string, read: GitObjects['read']): Promise<Entries> {
  const found = await read(id, maxFolder);
  if (found.kind !== 'object') return found;
  return found.type === 'tree' ? new Map(entriesIn(found.bytes, id.length / 2)) : { kind: 'broken' };
}

/** `<mode> <name>\0<id in bytes>`, one behind the other; what ends in the middle is left out. */
function* entriesIn(bytes: Buffer, idLength: number): Generator<readonly [string, Entry]> {
  for (let from = 0; from < bytes.length; ) {
    const blank = bytes.indexOf(32, from);
    const end = bytes.indexOf(0, blank);
    if (blank < 0 || end < 0) return;
    const id = bytes.toString('hex', end + 1, end + 1 + idLength);
    yield [bytes.toString('utf8', blank + 1, end), entryOf(bytes.toString('latin1', from, blank), id)];
    from = end + 1 + idLength;
  }
}

/** 40000 is a folder, 120000 a link, 160000 a commit of another repository (git-fast-import(1)). */
function entryOf(mode: string, id: string): Entry {
  if (mode === '120000') return { kind: 'link', id };
  if (mode === '160000') return { kind: 'submodule', id };
  return { kind: mode === '40000' ? 'folder' : 'file', id };
}
