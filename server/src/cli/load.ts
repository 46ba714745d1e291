/** Brings a folder into a core workspace: everything that can declare access, then whatever its evaluation asks for. */
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Analysis, createWorkspace, isSource } from '../core/analysis';
import type { EvaluationOptions } from '../core/eval';
import type { Snapshot } from '../core/live';
import type { Invocation } from './command';
import type { World } from './world';

export type Loaded = {
  /** Absolute; the paths of the analysis are relative to it. */
  readonly folder: string;
  readonly analysis: Analysis;
  /** Whether a path of the analysis was asked for. */
  readonly isWanted: (path: string) => boolean;
  /** The same folder at the revision it is compared with. */
  readonly before?: Analysis | undefined;
};

export type LoadOutcome =
  | { readonly ok: true; readonly loaded: Loaded }
  | { readonly ok: false; readonly message: string };

/** Evaluating may ask for files, and these for others; deeper than this it goes in circles. */
const mostRounds = 20;

/** `changed` texts stand in for what is on disk, by path relative to the folder: an editor's buffer, a fix to be tried. */
export type LoadOptions = {
  readonly snapshot?: Snapshot | undefined;
  readonly changed?: ReadonlyMap<string, string> | undefined;
  readonly before?: Analysis | undefined;
};

export async function load(invocation: Invocation, given: LoadOptions = {}): Promise<LoadOutcome> {
  const scope = await scopeOf(invocation);
  if (!scope.ok) return scope;
  const { folder, isWanted } = scope;
  const analysis = await analyzed(folder, invocation, given);
  return { ok: true, loaded: { folder, analysis, isWanted, before: given.before } };
}

/** The same folder as it was at a revision. */
export async function loadAt(
  revision: string,
  { analysis: { snapshot } }: Loaded,
  invocation: Invocation,
): Promise<LoadOutcome> {
  return loadBefore(revision, invocation, { snapshot });
}

/** What is asked for, as it was at a revision. */
export async function loadBefore(revision: string, invocation: Invocation, given: LoadOptions): Promise<LoadOutcome> {
  const scope = await scopeOf(invocation);
  if (!scope.ok) return scope;
  const { folder, isWanted } = scope;
  const { world } = invocation;
  const at = await world.host.git.filesAt(folder, revision);
  if (!at.ok) return at;
  const host = { ...world.host, files: at.value };
  const analysis = await analyzed(folder, { ...invocation, world: { ...world, host, err: () => {} } }, given);
  at.value.close();
  return { ok: true, loaded: { folder, analysis, isWanted } };
}

async function analyzed(folder: string, { world, options }: Invocation, given: LoadOptions): Promise<Analysis> {
  const paths = await world.host.files.list(folder);
  const workspace = createWorkspace();
  const texts = new Map([...(await readAll(folder, paths.filter(isSource), world)), ...(given.changed ?? [])]);
  const { snapshot } = given;
  const before = given.before?.declared;
  workspace.apply({
    texts,
    paths: new Set(paths),
    options: evaluationOptions(folder, options, world),
    snapshot,
    before,
  });
  return settle(workspace, folder, world);
}

async function settle(workspace: ReturnType<typeof createWorkspace>, folder: string, world: World): Promise<Analysis> {
  const asked = new Set<string>();
  let analysis = workspace.analysis();
  for (let round = 0; round < mostRounds; round++) {
    const wanted = analysis.wanted.filter((path) => !asked.has(path));
    if (wanted.length === 0) return analysis;
    for (const path of wanted) asked.add(path);
    workspace.apply({ texts: await readAll(folder, wanted, world) });
    analysis = workspace.analysis();
  }
  return analysis;
}

async function readAll(folder: string, paths: readonly string[], world: World) {
  const texts = new Map<string, string | undefined>();
  for (const path of paths) {
    const result = await world.host.files.read(resolve(folder, path));
    if (result.kind === 'not-utf8') warn(path, 'is not UTF-8: save it as UTF-8', world);
    if (result.kind === 'too-large') warn(path, `is too large to read: ${result.bytes} bytes`, world);
    if (result.kind === 'unreadable') warn(path, `can't be read: ${result.because}`, world);
    // What is there and cannot be read stays without a text: the analysis then knows that it does not know.
    if (result.kind === 'text') texts.set(path, result.text);
    if (result.kind === 'missing') texts.set(path, undefined);
  }
  return texts;
}

function warn(path: string, message: string, world: World): void {
  world.err(`idc: left out: ${path} ${message}\n`);
}

type Scope =
  | { readonly ok: true; readonly folder: string; readonly isWanted: (path: string) => boolean }
  | { readonly ok: false; readonly message: string };

/** One folder is looked at by itself; files, or several paths, are looked at from where the command was started. */
async function scopeOf({ paths, world }: Invocation): Promise<Scope> {
  const absolute = paths.map((path) => resolve(world.cwd, path));
  const kinds = await Promise.all(absolute.map((path) => world.host.files.kind(path)));
  const missing = paths[kinds.indexOf('missing')];
  if (missing !== undefined) return { ok: false, message: `no such file or folder: ${missing}` };
  const [only] = absolute;
  if (only === undefined) return { ok: true, folder: world.cwd, isWanted: () => true };
  if (absolute.length === 1 && kinds[0] === 'folder') return { ok: true, folder: only, isWanted: () => true };
  return scopeBelow(world.cwd, absolute);
}

function scopeBelow(folder: string, absolute: readonly string[]): Scope {
  const inside = absolute.map((path) => relative(folder, path).split(sep).join('/'));
  const outside = inside.find((path) => path.startsWith('..') || isAbsolute(path));
  if (outside !== undefined) {
    return { ok: false, message: `${outside} is outside this folder; start idc in a folder that holds all the paths` };
  }
  return {
    ok: true,
    folder,
    isWanted: (path) => inside.some((it) => it === '' || path === it || path.startsWith(`${it}/`)),
  };
}

function evaluationOptions(folder: string, options: Invocation['options'], world: World): EvaluationOptions {
  const inFolder = (path: string) =>
    relative(folder, fromEither(path, folder, world))
      .split(sep)
      .join('/');
  return {
    root: options.text('root') === undefined ? undefined : inFolder(options.text('root') ?? ''),
    varFiles: options.all('var-file').map(inFolder),
    workspace: options.text('workspace'),
  };
}

/** `--root` and `--var-file` may be written from the folder given or from where the command was started. */
function fromEither(path: string, folder: string, world: World): string {
  const fromStart = resolve(world.cwd, path);
  return fromStart.startsWith(folder + sep) ? fromStart : join(folder, path);
}
