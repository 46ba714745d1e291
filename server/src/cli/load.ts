/** Brings a folder into a core workspace: everything that can declare access, then whatever its evaluation asks for. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { type Analysis, createWorkspace, isSource, type Workspace } from '../core/analysis';
import type { EvaluationOptions } from '../core/eval';
import type { Snapshot } from '../core/live';
import type { BranchPoint } from '../host';
import type { Invocation } from './command';
import { fromEither, inFolder } from './folder-paths';
import { type GivenPlan, givenPlans, placedPlans } from './plan-source';
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
  const absent = await absentInput(folder, invocation);
  if (absent !== undefined) return { ok: false, message: absent };
  const plans = await givenPlans(invocation);
  if (!plans.ok) return plans;
  const workspace = await open(folder, invocation, given);
  const analysis = await settle(workspace, folder, invocation.world);
  const loaded = { folder, isWanted, analysis, before: given.before };
  return plans.plans.length === 0 ? { ok: true, loaded } : planned(plans.plans, loaded, workspace, invocation);
}

/** Which root a plan is of is told by the sources, so that these are analysed first. */
async function planned(
  given: readonly GivenPlan[],
  { analysis: written, ...loaded }: Loaded,
  workspace: Workspace,
  invocation: Invocation,
): Promise<LoadOutcome> {
  const { folder, isWanted } = loaded;
  const placed = await placedPlans(given, written, folder, invocation);
  if (!placed.ok) return placed;
  workspace.apply({ plans: placed.plans });
  const files = new Set(placed.plans.map(({ file }) => file));
  const analysis = await settle(workspace, folder, invocation.world);
  return { ok: true, loaded: { ...loaded, analysis, isWanted: (path) => files.has(path) || isWanted(path) } };
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
  const point = await world.host.git.branchPoint(folder, revision);
  if (!point.ok) return point;
  world.err(comparedWith(point.value, revision));
  const at = await world.host.git.filesAt(folder, point.value.commit);
  if (!at.ok) return at;
  const host = { ...world.host, files: at.value };
  const past = { ...world, host, err: () => {} };
  const analysis = await settle(await open(folder, { ...invocation, world: past }, given), folder, past);
  at.value.close();
  return { ok: true, loaded: { folder, analysis, isWanted } };
}

/** Said where it is not the revision that was named. */
function comparedWith(point: BranchPoint, revision: string): string {
  if (point.is === 'revision') return '';
  if (point.is === 'earlier') return `idc: compared with ${point.commit.slice(0, 12)}, where HEAD left ${revision}\n`;
  const remedy = point.shallow ? '; git fetch --unshallow brings it (in GitHub Actions, fetch-depth: 0)' : '';
  return `idc: compared with ${revision} itself: Git does not know where HEAD left it${remedy}\n`;
}

async function open(folder: string, { world, options }: Invocation, given: LoadOptions): Promise<Workspace> {
  const paths = await world.host.files.list(folder);
  const workspace = createWorkspace();
  const { binaries, ...read } = await readAll(folder, paths.filter(isSource), world);
  const texts = new Map([...read.texts, ...(given.changed ?? [])]);
  const { snapshot } = given;
  const before = given.before?.declared;
  workspace.apply({
    texts,
    binaries,
    paths: new Set(paths),
    options: evaluationOptions(folder, options, world),
    snapshot,
    before,
  });
  return workspace;
}

async function settle(workspace: Workspace, folder: string, world: World): Promise<Analysis> {
  const asked = new Set<string>();
  let analysis = workspace.analysis();
  for (let round = 0; round < mostRounds; round++) {
    const wanted = analysis.wanted.filter((path) => !asked.has(path));
    if (wanted.length === 0) return analysis;
    for (const path of wanted) asked.add(path);
    workspace.apply(await readAll(folder, wanted, world));
    analysis = workspace.analysis();
  }
  return analysis;
}

async function readAll(folder: string, paths: readonly string[], world: World) {
  const texts = new Map<string, string | undefined>();
  const binaries = new Map<string, Uint8Array>();
  for (const path of paths) {
    const result = await world.host.files.read(resolve(folder, path));
    if ('bytes' in result && typeof result.bytes === 'object') binaries.set(path, result.bytes);
    if (result.kind === 'not-utf8' && isSource(path)) warn(path, 'is not UTF-8: save it as UTF-8', world);
    if (result.kind === 'too-large') warn(path, `is too large to read: ${result.bytes} bytes`, world);
    if (result.kind === 'unreadable') warn(path, `can't be read: ${result.because}`, world);
    // What is there and cannot be read stays without a text: the analysis then knows that it does not know.
    if (result.kind === 'text') texts.set(path, result.text);
    if (result.kind === 'missing') texts.set(path, undefined);
  }
  return { texts, binaries };
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

/** A root that is not there would leave everything out, and a file of variables would leave its values out, without a word. */
async function absentInput(folder: string, { options, world }: Invocation): Promise<string | undefined> {
  const kindOf = (path: string) => world.host.files.kind(fromEither(path, folder, world));
  const root = options.text('root');
  if (root !== undefined && (await kindOf(root)) !== 'folder') return `--root is no folder: ${root}`;
  for (const file of options.all('var-file')) {
    if ((await kindOf(file)) !== 'file') return `--var-file is no file: ${file}`;
  }
  return undefined;
}

function evaluationOptions(folder: string, options: Invocation['options'], world: World): EvaluationOptions {
  const written = (path: string) => inFolder(fromEither(path, folder, world), folder);
  const root = options.text('root');
  return {
    root: root === undefined ? undefined : written(root),
    varFiles: options.all('var-file').map(written),
    workspace: options.text('workspace'),
  };
}
