/** What a command is asked about: a folder or some paths of it, now or at a Git revision, loaded and analysed. */
import { resolve } from 'node:path';
import { type Analysis, isProjectFile, isSource } from '../../core/analysis';
import type { Fault } from '../../core/base';
import type { EvaluationOptions } from '../../core/eval';
import type { Snapshot } from '../../core/live';
import { branchPointText, type Files } from '../../host';
import { analyseAt, boundsOf, folderSource, type LeftOut, leftOutText, Project, runAtOnce } from '../../project';
import type { Invocation } from '../command';
import { say } from '../context';
import { bufferOf, evaluationOptions } from './inputs';
import { type GivenPlan, givenPlans, placedPlans } from './plan-source';
import { surroundingsOf } from './repository';
import { scopeOf } from './scope';

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

export type LoadOptions = {
  readonly snapshot?: Snapshot | undefined;
  readonly before?: Analysis | undefined;
};

export async function load(invocation: Invocation, given: LoadOptions = {}): Promise<LoadOutcome> {
  const target = await analysisTarget(invocation);
  if (!target.ok) return target;
  const plans = await givenPlans(invocation);
  if (!plans.ok) return plans;
  const buffer = await bufferOf(target.folder, invocation);
  if (!buffer.ok) return buffer;
  const project = await opened(target, { ...given, edited: buffer.texts }, invocation);
  const analysis = await analysed(project, invocation);
  const { folder } = target;
  const isWanted = (path: string) => target.isWanted(path) && (buffer.texts.size === 0 || buffer.texts.has(path));
  const loaded = { folder, isWanted, isEmpty: isEmpty(project, analysis, isWanted), analysis, before: given.before };
  return plans.plans.length === 0 ? { ok: true, loaded } : planned(plans.plans, loaded, project, invocation);
}

type Opening = LoadOptions & { readonly edited: ReadonlyMap<string, string> };

async function opened(
  { folder, options }: AnalysisTarget,
  { edited, ...given }: Opening,
  { context, onFault }: Invocation,
): Promise<Project> {
  const { files } = context.host;
  const bounds = () => boundsOf(folder, files, surroundingsOf(folder, context));
  const source = folderSource({ files, bounds, given: givenFiles(folder, options, files) });
  const project = new Project(source, {
    onLeftOut: (it) => say(leftOutText(it), context),
    onBug: (fault) => isLate(fault) && onFault(fault),
  });
  project.apply({ options, snapshot: given.snapshot, before: given.before?.declared });
  for (const [path, text] of edited) await project.edit(path, text);
  await project.open();
  return project;
}

/** What fails while something is still to be loaded may come out well in the end. */
async function analysed(project: Project, { onFault }: Invocation): Promise<Analysis> {
  const analysis = await project.analysis(runAtOnce);
  for (const fault of analysis.faults) onFault(fault);
  return analysis;
}

/** Fixes are made when the analysis is done. */
function isLate({ reason }: Fault): boolean {
  return reason.during.kind === 'fix';
}

/** Files of variables may be anywhere, and may be pipes. */
function givenFiles(folder: string, { varFiles = [] }: EvaluationOptions, files: Files) {
  return new Map(varFiles.map((path) => [path, () => files.readGiven(resolve(folder, path))]));
}

function isEmpty({ paths }: Project, { files }: Analysis, isWanted: Loaded['isWanted']): boolean {
  const seen = [...files.keys(), ...[...paths].filter(isSource)];
  return !seen.some((it) => isWanted(it) && !isProjectFile(it));
}

/** What is the same for a folder now and at a revision. */
type AnalysisTarget = {
  readonly folder: string;
  readonly isWanted: (path: string) => boolean;
  readonly options: EvaluationOptions;
};

async function analysisTarget(
  invocation: Invocation,
): Promise<({ readonly ok: true } & AnalysisTarget) | { readonly ok: false; readonly message: string }> {
  const scope = await scopeOf(invocation);
  if (!scope.ok) return scope;
  const options = await evaluationOptions(scope.folder, invocation);
  if (!options.ok) return options;
  return { ...scope, options: options.value };
}

/** Which root a plan is of is told by the sources, so that these are analysed first. */
async function planned(
  given: readonly GivenPlan[],
  { analysis: written, ...loaded }: Loaded,
  project: Project,
  invocation: Invocation,
): Promise<LoadOutcome> {
  const { folder, isWanted } = loaded;
  const placed = await placedPlans(given, written, folder, invocation);
  if (!placed.ok) return placed;
  project.apply({ plans: placed.plans });
  const files = new Set(placed.plans.map(({ file }) => file));
  const analysis = await analysed(project, invocation);
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
  const target = await analysisTarget(invocation);
  if (!target.ok) return target;
  const { folder, isWanted, options } = target;
  const { context } = invocation;
  const { host } = context;
  const point = await host.git.branchPoint(folder, revision);
  if (!point.ok) return point;
  const base = branchPointText(point.value, revision);
  if (base !== undefined) say(`compared with ${base}`, context);
  const request = {
    folder,
    commit: point.value.commit,
    surroundings: surroundingsOf(folder, invocation.context),
    change: { options, snapshot: given.snapshot },
    onLeftOut: (it: LeftOut) => say(`at ${revision}, ${leftOutText(it)}`, context),
  };
  const at = await analyseAt(host, request, runAtOnce);
  if (!at.ok) return at;
  const { analysis, paths } = at;
  for (const fault of analysis.faults) invocation.onFault(fault);
  return { ok: true, loaded: { folder, analysis, isWanted, isEmpty: ![...paths].some(isSource) } };
}
