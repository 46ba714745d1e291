/** Brings a folder into a core workspace: everything that can declare access, then whatever its evaluation asks for. */
import { resolve } from 'node:path';
import { type Analysis, createWorkspace, isProjectFile, isSource, type Workspace } from '../core/analysis';
import type { EvaluationOptions } from '../core/eval';
import type { Snapshot } from '../core/live';
import { branchPointText } from '../host';
import type { Invocation } from './command';
import { bufferOf, evaluationOptions } from './inputs';
import { type GivenPlan, givenPlans, placedPlans } from './plan-source';
import { type ProjectAbove, projectAbove } from './project-above';
import { scopeOf } from './scope';
import type { World } from './world';

export type Loaded = {
  /** Absolute; the paths of the analysis are relative to it. */
  readonly folder: string;
  readonly analysis: Analysis;
  /** Whether a path of the analysis was asked for. */
  readonly isWanted: (path: string) => boolean;
  /** Whether nothing that was asked for is Terraform or an access definition. */
  readonly isEmpty: boolean;
  /** The same folder at the revision it is compared with. */
  readonly before?: Analysis | undefined;
};

export type LoadOutcome =
  | { readonly ok: true; readonly loaded: Loaded }
  | { readonly ok: false; readonly message: string };

/** Evaluating may ask for files, and these for others; deeper than this it goes in circles. */
const mostRounds = 20;

export type LoadOptions = {
  readonly snapshot?: Snapshot | undefined;
  readonly before?: Analysis | undefined;
};

export async function load(invocation: Invocation, given: LoadOptions = {}): Promise<LoadOutcome> {
  const ground = await groundOf(invocation);
  if (!ground.ok) return ground;
  const { folder, isWanted } = ground;
  const plans = await givenPlans(invocation);
  if (!plans.ok) return plans;
  const buffer = await bufferOf(folder, invocation);
  if (!buffer.ok) return buffer;
  const { workspace, paths } = await open(ground, invocation.world, { ...given, changed: buffer.texts });
  const analysis = await settle(workspace, folder, invocation.world);
  const isAsked = (path: string) => isWanted(path) && (buffer.texts.size === 0 || buffer.texts.has(path));
  const seen = [...analysis.files.keys(), ...paths.filter(isSource)];
  const isEmpty = !seen.some((it) => isAsked(it) && !isProjectFile(it));
  const loaded = { folder, isWanted: isAsked, isEmpty, analysis, before: given.before };
  return plans.plans.length === 0 ? { ok: true, loaded } : planned(plans.plans, loaded, workspace, invocation);
}

/** What is the same for a folder now and at a revision. */
type Ground = {
  readonly folder: string;
  readonly isWanted: (path: string) => boolean;
  readonly options: EvaluationOptions;
  readonly above: ProjectAbove | undefined;
};

async function groundOf(
  invocation: Invocation,
): Promise<({ readonly ok: true } & Ground) | { readonly ok: false; readonly message: string }> {
  const scope = await scopeOf(invocation);
  if (!scope.ok) return scope;
  const options = await evaluationOptions(scope.folder, invocation);
  if (!options.ok) return options;
  return { ...scope, options: options.value, above: await projectAbove(scope.folder, invocation.world) };
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
  const ground = await groundOf(invocation);
  if (!ground.ok) return ground;
  const { folder, isWanted } = ground;
  const { world } = invocation;
  const point = await world.host.git.branchPoint(folder, revision);
  if (!point.ok) return point;
  const base = branchPointText(point.value, revision);
  if (base !== undefined) world.err(`idc: compared with ${base}\n`);
  const at = await world.host.git.filesAt(folder, point.value.commit);
  if (!at.ok) return at;
  const past = { ...world, host: { ...world.host, files: at.value }, err: () => {} };
  const { workspace, paths } = await open(ground, past, given);
  const analysis = await settle(workspace, folder, past);
  at.value.close();
  return { ok: true, loaded: { folder, analysis, isWanted, isEmpty: !paths.some(isSource) } };
}

type Opened = { readonly workspace: Workspace; readonly paths: readonly string[] };
type Opening = LoadOptions & { readonly changed?: ReadonlyMap<string, string> };

async function open({ folder, options, above }: Ground, world: World, given: Opening): Promise<Opened> {
  const paths = await world.host.files.list(folder);
  const workspace = createWorkspace();
  const sources = [...paths.filter(isSource), ...(above ? [above.path] : [])];
  const { binaries, ...read } = await readAll(folder, sources, world);
  workspace.apply({
    texts: new Map([...read.texts, ...(given.changed ?? [])]),
    binaries,
    paths: new Set(paths),
    options,
    below: above?.below ?? '',
    snapshot: given.snapshot,
    before: given.before?.declared,
  });
  return { workspace, paths };
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
