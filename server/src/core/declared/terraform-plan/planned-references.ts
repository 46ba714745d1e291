/**
 * Which resource a value that is known only after the apply means, told by the references of its expression alone. They
 * don't say how they are put together, so there is an answer only where no other instance could be meant.
 */
import { rowOf } from '../../base';
import type * as evaluation from '../../eval';
import { callOf, type Declared, declarationOf, ownKey, stepsOf } from './addresses';
import { type ConfiguredModule, moduleIn, referencesIn, resourceIn } from './configuration';
import type { Plan, PlannedResource } from './plan';

/** For each argument that takes an id or ARN: the resource types it may refer to, with the attribute that it takes. */
export const referenceArguments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  permission_set_arn: { aws_ssoadmin_permission_set: 'arn' },
  principal_id: { aws_identitystore_group: 'group_id', aws_identitystore_user: 'user_id' },
  target_id: { aws_organizations_account: 'id' },
};

export function resolveByReferences(
  plan: Plan,
  resource: PlannedResource,
  attribute: string,
): evaluation.Symbol | undefined {
  const types = referenceArguments[attribute];
  const target = types && referencedResource({ plan, attribute, types, depth: 0 }, resource);
  return target && { instance: target.address, attribute: [rowOf(types, target.type) ?? ''] };
}

/** Whether the target that the sources give agrees with the plan's references; sources may have changed since. */
export function mayReferTo(plan: Plan, resource: PlannedResource, attribute: string, target: PlannedResource): boolean {
  const configured = plan.configuration && resourceIn(plan.configuration, resource);
  const references = referencesIn(configured?.expressions[attribute]).filter((it) => !isKey.test(it));
  const named = references.map((it) => declaredBy(it, resource.module));
  const isPlain =
    named.length > 0 && named.every(({ type }) => Object.hasOwn(rowOf(referenceArguments, attribute) ?? {}, type));
  return !isPlain || named.some((it) => declarationOf(it) === target.declaration);
}

const isKey = /^(each\.key|count\.index)$/;

type ReferenceQuery = {
  readonly plan: Plan;
  readonly attribute: string;
  readonly types: Readonly<Record<string, string>>;
  /** How many references led here. */
  readonly depth: number;
};

function referencedResource(query: ReferenceQuery, resource: PlannedResource): PlannedResource | undefined {
  const { plan, attribute, depth } = query;
  const configured = plan.configuration && resourceIn(plan.configuration, resource);
  if (!configured || depth > maxSteps) return undefined;
  const search: Search = { ...query, found: new Map(), isOpen: false };
  const references = referencesIn(configured.expressions[attribute]);
  const same = instanceOfSameKey(search, resource, references, configured.forEach);
  if (same) return same;
  follow(search, references, { module: resource.module, forEach: configured.forEach });
  const [only, another] = [...search.found.values()];
  return another || search.isOpen ? undefined : only;
}

/** Beyond this a plan that somebody made up goes round in circles. */
const maxSteps = 20;

type Search = Omit<ReferenceQuery, 'depth'> & {
  readonly found: Map<string, PlannedResource>;
  /** A reference could not be followed: there may be other targets. */
  isOpen: boolean;
  depth: number;
};

type Scope = { readonly module: string; readonly forEach: readonly string[] };

/** `this[each.key].arn`, `this[count.index].arn`, and `each.value.arn` where the `for_each` is the resource itself. */
function instanceOfSameKey(
  search: Search,
  { module, key }: PlannedResource,
  references: readonly string[],
  forEach: readonly string[],
): PlannedResource | undefined {
  if (key === undefined) return undefined;
  const others = references.filter((it) => !isKey.test(it));
  const byKey = others.length < references.length ? others : [];
  const chained = others.length === 1 && /^each\.value(\.|$)/.test(others[0] ?? '') ? forEach : [];
  const [only, another] = [...byKey, ...chained];
  if (only === undefined || another !== undefined) return undefined;
  return instancesOf(search, only, module).find((it) => it.type in search.types && it.key === key);
}

/** Invariant: `found` holds all that the references may mean, unless the search is open. */
function follow(search: Search, references: readonly string[], scope: Scope): void {
  if (search.depth > maxSteps) search.isOpen = true;
  if (search.isOpen) return;
  search.depth++;
  for (const reference of references) followOne(search, reference, scope);
  search.depth--;
}

function followOne(search: Search, reference: string, scope: Scope): void {
  const [first, second] = stepsOf(reference);
  switch (first?.name) {
    case 'each':
      if (second?.name === 'value') follow(search, scope.forEach, { ...scope, forEach: [] });
      return;
    case 'count':
    case 'path':
    case 'terraform':
      return;
    case 'var':
      followVariable(search, second?.name ?? '', scope);
      return;
    case 'module':
      followOutput(search, reference, scope);
      return;
    case 'local':
      search.isOpen = true;
      return;
    default:
      followResource(search, reference, scope);
  }
}

/** Variables of the root are known when a plan is made. */
function followVariable(search: Search, name: string, { module }: Scope): void {
  const call = callOf(module);
  if (!call) return;
  const { caller } = call;
  const configured = configuredModule(search, caller)?.calls.get(call.call.name);
  if (!configured) return;
  follow(search, referencesIn(configured.expressions[name]), { module: caller, forEach: configured.forEach });
}

function followOutput(search: Search, reference: string, { module }: Scope): void {
  const [, call, output] = stepsOf(reference);
  const called = call && configuredModule(search, module)?.calls.get(call.name)?.module;
  const references = output && called?.outputs.get(output.name);
  if (!call || !references) {
    search.isOpen = true;
    return;
  }
  const own = `${module === '' ? '' : `${module}.`}module.${call.name}`;
  const all = new Set(search.plan.resources.map((it) => it.module));
  const wanted = [...all].filter((it) => it === `${own}${call.key ?? ''}` || (!call.key && it.startsWith(`${own}[`)));
  for (const it of wanted.filter((path) => callOf(path)?.caller === module)) {
    follow(search, references, { module: it, forEach: [] });
  }
}

/** Another resource can hand on what it was given itself: `aws_ssoadmin_account_assignment.this.permission_set_arn`. */
function followResource(search: Search, reference: string, { module }: Scope): void {
  const instances = instancesOf(search, reference, module);
  const isExported = stepsOf(reference).at(-1)?.name === search.attribute;
  const isWantedType = declaredBy(reference, module).type in search.types;
  for (const it of instances) {
    const target = isWantedType
      ? it
      : isExported
        ? referencedResource({ ...search, depth: search.depth + 1 }, it)
        : undefined;
    if (target) search.found.set(target.address, target);
    else search.isOpen = true;
  }
  if (!isWantedType && instances.length === 0) search.isOpen = true;
}

function instancesOf({ plan }: Search, reference: string, module: string): readonly PlannedResource[] {
  const declared = declaredBy(reference, module);
  const key = keyIn(reference);
  const declaration = declarationOf(declared);
  const instances = plan.resources.filter((it) => it.declaration === declaration && it.module === module);
  const own = module === '' ? ownKey(declared) : `${module}.${ownKey(declared)}`;
  return key === undefined ? instances : instances.filter((it) => it.address === `${own}${key}`);
}

function declaredBy(reference: string, module: string): Declared {
  const steps = stepsOf(reference);
  const isData = steps[0]?.name === 'data';
  const [type, name] = isData ? steps.slice(1) : steps;
  return { mode: isData ? 'data' : 'managed', type: type?.name ?? '', name: name?.name ?? '', module };
}

function keyIn(reference: string): string | undefined {
  const steps = stepsOf(reference);
  return steps[steps[0]?.name === 'data' ? 2 : 1]?.key;
}

function configuredModule({ plan }: Search, module: string): ConfiguredModule | undefined {
  return plan.configuration && moduleIn(plan.configuration, module);
}
