/** A plan in place of a root's evaluation: the same kind of instances, so that readers need not distinguish them. */
import { type Origin, originAt, rowOf, withHop } from '../../base';
import * as evaluation from '../../eval';
import type { UnknownReason } from '../../reasons';
import type * as hcl from '../../syntax/hcl';
import { attributeOrigin } from '../terraform/values';
import { resourceIn } from './configuration';
import { type JsonObject, textIn } from './json';
import type { Plan, PlannedResource } from './plan';
import { plannedBlocks } from './planned-blocks';
import { asReference, type Identities, identitiesIn } from './planned-identities';
import { plannedProvider } from './planned-provider';
import { mayReferTo, referenceArguments, resolveByReferences } from './planned-references';
import { namesIn, plannedValue } from './planned-values';

/** `file` is where the plan was read from, as it is shown to people; `root` the folder of the root it is a plan of. */
export type RootPlan = { readonly plan: Plan; readonly file: string; readonly root: string };

/** Evaluates one root with further values for its variables; `undefined` where its sources are not there. */
export type EvaluateWith = (root: string, variables: JsonObject) => evaluation.Evaluated | undefined;

/** The evaluation with each planned root replaced; a plan whose sources are not there is a root of its own. */
export function withPlans(
  evaluated: evaluation.Evaluated,
  plans: readonly RootPlan[],
  evaluateWith: EvaluateWith,
): evaluation.Evaluated {
  const roots = new Map(evaluated.roots.map((root) => [root.path, root]));
  const wanted = new Set(evaluated.wanted);
  const read = new Set(evaluated.read);
  for (const it of plans) {
    const again = Object.keys(it.plan.variables).length > 0 ? evaluateWith(it.root, it.plan.variables) : undefined;
    for (const path of again?.wanted ?? []) wanted.add(path);
    for (const path of again?.read ?? []) read.add(path);
    roots.set(it.root, plannedRoot(it, [roots.get(it.root), again?.roots[0]]));
  }
  return { ...evaluated, roots: [...roots.values()], wanted: [...wanted], read };
}

/** As the code says without the plan, and as it says with the plan's variables. */
type Evaluations = readonly [evaluation.EvaluatedRoot | undefined, evaluation.EvaluatedRoot | undefined];

function plannedRoot(given: RootPlan, evaluations: Evaluations): evaluation.EvaluatedRoot {
  const { plan, file, root } = given;
  const identities = identitiesIn(plan);
  const addresses = new Map(plan.resources.map((it) => [it.address, it]));
  const declarations = declarationsIn(evaluations);
  const context: PlanContext = { given, evaluations, identities, addresses, declarations };
  const instances = [...plan.resources, ...usedLists(context)].map((it) => plannedInstance(context, it));
  return {
    path: root,
    instances,
    byAddress: new Map(instances.map((it) => [it.address, it])),
    unknownModules: plan.partial === undefined ? [] : [unplannedModule(file, plan.partial)],
    outputs: evaluations[0]?.outputs ?? new Map(),
    unset: new Set(),
    blocks: plannedBlocks(plan, evaluations[0]?.blocks ?? new Map()),
    calls: evaluations[0]?.calls ?? new Map(),
    unloaded: [],
    keys: [],
    sources: evaluations[0]?.sources ?? noSources,
  };
}

const noSources: evaluation.SourceTexts = { tree: () => undefined, text: () => undefined };

/** What a plan that is not complete leaves out, as a module whose code is not here. */
function unplannedModule(file: string, because: UnknownReason): evaluation.UnknownModule {
  const origin = originAt({ path: file, start: 0, end: 0 });
  return { address: file, block: '', source: '', arguments: new Map(), because, origin };
}

type PlanContext = {
  readonly given: RootPlan;
  readonly evaluations: Evaluations;
  readonly identities: Identities;
  readonly addresses: ReadonlyMap<string, PlannedResource>;
  /** An evaluated instance of each declaration, whatever its keys. */
  readonly declarations: ReadonlyMap<string, evaluation.ResourceInstance>;
};

/** The wildcard instance of a block holds what is common to all of them. */
function declarationsIn(evaluations: Evaluations): PlanContext['declarations'] {
  const declarations = new Map<string, evaluation.ResourceInstance>();
  for (const instance of evaluations.flatMap((root) => root?.instances ?? [])) {
    const { resource, unknownExpansion } = instance;
    if (!declarations.has(resource) || unknownExpansion !== undefined) declarations.set(resource, instance);
  }
  return declarations;
}

/** Of the groups and users that a data source lists, those that somebody is given access by. */
function usedLists({ given, identities, addresses }: PlanContext): readonly PlannedResource[] {
  const ids = given.plan.resources.map((it) => textIn(it.values, 'principal_id') ?? '');
  const used = new Set(ids.map((id) => identities.get(id)?.resource));
  return [...used].flatMap((it) => (it && !addresses.has(it.address) ? [it] : []));
}

function plannedInstance(context: PlanContext, resource: PlannedResource): evaluation.ResourceInstance {
  const { evaluations, given } = context;
  const [own, again] = evaluations.map((root) => root?.byAddress.get(resource.address));
  const declaration = own ?? again ?? context.declarations.get(resource.declaration);
  const place = own ?? placeOf(again ?? declaration, resource, given.file);
  const { mode, type, name, address, module } = resource;
  const configured = given.plan.configuration && resourceIn(given.plan.configuration, resource);
  return {
    mode,
    type,
    name,
    address,
    resource: resource.declaration,
    module,
    key: own?.key ?? keyOf(resource, place.origin),
    attributes: attributesOf(context, resource, { evaluated: [own, again, wildcardInstance(declaration)], place }),
    block: place.block,
    path: place.path,
    origin: place.origin,
    provider: plannedProvider(given.plan, resource, (again ?? declaration)?.provider, place.origin),
    dependsOn: configured?.dependsOn ?? declaration?.dependsOn ?? [],
  };
}

/** What the sources say of an instance: the most certain first. */
type Sources = { readonly evaluated: readonly (evaluation.ResourceInstance | undefined)[]; readonly place: Place };

type Place = Pick<evaluation.ResourceInstance, 'block' | 'path' | 'origin'>;

/** Only the wildcard instance of a block also describes this instance. */
function wildcardInstance(
  declaration: evaluation.ResourceInstance | undefined,
): evaluation.ResourceInstance | undefined {
  return declaration?.unknownExpansion === undefined ? undefined : declaration;
}

function placeOf(other: evaluation.ResourceInstance | undefined, { address }: PlannedResource, file: string): Place {
  if (other) return { block: other.block, path: other.path, origin: originAt(other.origin.at) };
  const at = { path: file, start: 0, end: 0 };
  return { block: noBlock, path: file, origin: withHop(originAt(at), at, { kind: 'resource', address }) };
}

const start = { start: 0, end: 0 };
const noBlock: hcl.Block = {
  type: { text: '', span: start },
  labels: [],
  body: { span: start, attributes: [], blocks: [] },
  span: start,
  header: start,
};

function keyOf({ key }: PlannedResource, origin: Origin): evaluation.Value | undefined {
  if (key === undefined) return undefined;
  if (typeof key === 'string') return evaluation.stringValue(key, origin);
  return evaluation.numberValue(evaluation.wholeNumber(key), origin);
}

function attributesOf(
  context: PlanContext,
  resource: PlannedResource,
  sources: Sources,
): ReadonlyMap<string, evaluation.Value> {
  const { values, unknown, sensitive } = resource;
  const hintOf = hintsFrom(context, resource, sources);
  return new Map(
    namesIn(values, unknown).map((name) => {
      const origin = attributeOrigin(sources.place, name);
      const own = {
        value: values[name],
        unknown: unknown[name],
        sensitive: sensitive[name],
        hint: hintOf(name),
        origin,
      };
      const value = plannedValue(own);
      return [
        name,
        Object.hasOwn(referenceArguments, name) && sensitive[name] !== true
          ? resolved(context, resource, name, value)
          : value,
      ];
    }),
  );
}

function resolved(
  { given, identities }: PlanContext,
  resource: PlannedResource,
  name: string,
  value: evaluation.Value,
): evaluation.Value {
  if (value.kind !== 'unknown') return asReference(identities, name, value);
  if (value.symbol) return value;
  const symbol = resolveByReferences(given.plan, resource, name);
  if (symbol) return { ...value, symbol };
  const types = Object.keys(rowOf(referenceArguments, name) ?? {});
  return { ...value, because: { kind: 'ambiguous-after-apply', types } };
}

type Hint = evaluation.Value | undefined;

/** Sources that have changed since the plan was made don't say any more what its values mean. */
function hintsFrom(context: PlanContext, resource: PlannedResource, { evaluated }: Sources): (name: string) => Hint {
  const current = evaluated.filter((it) => it !== undefined && agrees(it, resource));
  return (name) => {
    if (resource.unknown[name] !== true)
      return hintFor(name, evaluated, (it) => it.kind !== 'unknown') ?? hintFor(name, current, hasSymbol);
    return hintFor(name, current, (it) => isPlannedReference(context, resource, name, it));
  };
}

function hasSymbol(it: evaluation.Value): boolean {
  return it.kind === 'unknown' && it.symbol !== undefined;
}

function hintFor(name: string, evaluated: Sources['evaluated'], isUsable: (it: evaluation.Value) => boolean): Hint {
  return evaluated.map((it) => it?.attributes.get(name)).find((it) => it && isUsable(it));
}

function isPlannedReference(
  { given, addresses }: PlanContext,
  resource: PlannedResource,
  name: string,
  it: evaluation.Value,
): boolean {
  const target = it.kind === 'unknown' && it.symbol ? addresses.get(it.symbol.instance) : undefined;
  return target !== undefined && mayReferTo(given.plan, resource, name, target);
}

/** Policy documents may differ in white space only. */
function agrees({ attributes }: evaluation.ResourceInstance, { values }: PlannedResource): boolean {
  return [...attributes].every(([name, value]) => {
    const planned = textIn(values, name);
    return value.kind !== 'string' || planned === undefined || planned === value.value || planned.startsWith('{');
  });
}
