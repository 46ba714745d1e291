/**
 * What `terraform show -json` prints of a plan or a state (HashiCorp: "JSON Output Format"), as far as access is read from
 * it. A plan knows what evaluation can't: values of variables given on the command line, what data sources answered, the
 * ids of what exists.
 */
import { isObject } from '../../base';
import type { UnknownReason } from '../../reasons';
import { declarationOf } from './addresses';
import { type Configuration, readConfiguration, resourceIn } from './configuration';
import { fieldIn, type Json, type JsonObject, listIn, objectIn, textIn } from './json';

export type Plan = {
  readonly kind: 'plan' | 'state';
  readonly resources: readonly PlannedResource[];
  /** What the root's variables were given, as JSON; without those that must not be shown. */
  readonly variables: JsonObject;
  /** A state has none. */
  readonly configuration: Configuration | undefined;
  /** Why it may not hold every resource; `undefined`: it holds all. */
  readonly partial: UnknownReason | undefined;
};

/** One instance, as it will be. */
export type PlannedResource = {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** With module path and keys. */
  readonly address: string;
  /** Without keys: where it is written. */
  readonly declaration: string;
  /** `module.team["a"]`, or `` in the root module. */
  readonly module: string;
  readonly key: string | number | undefined;
  /** What is known; what is not is left out. */
  readonly values: JsonObject;
  /** In the shape of the values: `true` where a value is known only after the apply. */
  readonly unknown: JsonObject;
  /** In the shape of the values: `true` where a value must not be shown. */
  readonly sensitive: JsonObject;
};

export type PlanReading =
  | { readonly ok: true; readonly plan: Plan }
  /** A sentence's end: what it is instead, and what to do. */
  | { readonly ok: false; readonly problem: string };

export function readPlan(text: string): PlanReading {
  const json = parsed(text);
  if (!isObject(json)) return refused(notJsonPlanText(text));
  const version = textIn(json, 'format_version');
  if (version === undefined) return refused(notPlanText(json));
  if (!/^1\./.test(version)) return refused(`its format_version is ${version}, and only 1.x is understood`);
  if (isObject(json.planned_values)) return { ok: true, plan: planFrom(json) };
  if (isObject(json.values)) return { ok: true, plan: stateFrom(json) };
  return refused(`it holds neither planned resources nor a state; ${remedy}`);
}

const remedy = 'make a plan with terraform plan -out=FILE, and print it with terraform show -json FILE';

function refused(problem: string): PlanReading {
  return { ok: false, problem };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `terraform plan -json` prints one JSON object a line, which are messages and no plan. */
function notJsonPlanText(text: string): string {
  const isLog = isObject(parsed(text.slice(0, text.indexOf('\n')))) && text.includes('"@level"');
  return isLog ? `it is the log of terraform plan -json, not a plan; ${remedy}` : `it is not JSON; ${remedy}`;
}

function notPlanText(json: JsonObject): string {
  if ('terraform_version' in json && 'lineage' in json) {
    return "it is Terraform's own state file; print it with terraform show -json";
  }
  return '@level' in json
    ? `it is the log of terraform plan -json, not a plan; ${remedy}`
    : `it is not a plan; ${remedy}`;
}

function stateFrom(json: JsonObject): Plan {
  const resources = resourcesIn(objectIn(json, 'values', 'root_module'), new Map());
  return { kind: 'state', resources, variables: {}, configuration: undefined, partial: undefined };
}

/** What has no planned change stays as it was: what data sources answered, and what `-target` or `-refresh-only` left alone. */
function planFrom(json: JsonObject): Plan {
  const configuration = readConfiguration(objectIn(json, 'configuration'));
  const changes = listIn(json, 'resource_changes').filter((it) => textIn(it, 'deposed') === undefined);
  const unknown = new Map(
    changes.map((it) => [textIn(it, 'address') ?? '', objectIn(it, 'change', 'after_unknown')] as const),
  );
  const planned = resourcesIn(objectIn(json, 'planned_values', 'root_module'), unknown);
  const prior = resourcesIn(objectIn(json, 'prior_state', 'values', 'root_module'), new Map());
  const kept = prior.filter((it) => !unknown.has(it.address) && resourceIn(configuration, it) !== undefined);
  const resources = [...planned, ...kept];
  return { kind: 'plan', resources, variables: variablesIn(json), configuration, partial: partialReason(json) };
}

function variablesIn(json: JsonObject): JsonObject {
  const declared = objectIn(json, 'configuration', 'root_module', 'variables');
  const shown = Object.entries(objectIn(json, 'variables')).filter(
    ([name]) => name in declared && fieldIn(declared, name, 'sensitive') !== true,
  );
  return Object.fromEntries(shown.map(([name, it]) => [name, fieldIn(it, 'value')]));
}

/** Terraform says so of plans made with `-target`, of failed ones, and of those that put something off. */
function partialReason(json: JsonObject): UnknownReason | undefined {
  if (json.errored === true) return { kind: 'incomplete-plan', cause: 'errored' };
  if (json.complete === false) return { kind: 'incomplete-plan', cause: 'partial' };
  return undefined;
}

type Unknowns = ReadonlyMap<string, JsonObject>;

function resourcesIn(module: JsonObject, unknown: Unknowns): readonly PlannedResource[] {
  const address = textIn(module, 'address') ?? '';
  const own = listIn(module, 'resources').flatMap((it) => resourceFrom(it, address, unknown));
  return [...own, ...listIn(module, 'child_modules').flatMap((it) => resourcesIn(objectIn(it), unknown))];
}

/** What an Access is read from; a plan may hold thousands of others. */
const isAboutAccess = /^aws_(ssoadmin_|identitystore_|organizations_|iam_policy$|caller_identity$)/;

function resourceFrom(json: Json, module: string, unknown: Unknowns): readonly PlannedResource[] {
  const [address, type, name] = [textIn(json, 'address'), textIn(json, 'type'), textIn(json, 'name')];
  if (address === undefined || type === undefined || name === undefined || !isAboutAccess.test(type)) return [];
  const index = fieldIn(json, 'index');
  const mode = fieldIn(json, 'mode') === 'data' ? 'data' : 'managed';
  return [
    {
      mode,
      type,
      name,
      address,
      declaration: declarationOf({ mode, type, name, module }),
      module,
      key: typeof index === 'string' || typeof index === 'number' ? index : undefined,
      values: objectIn(json, 'values'),
      unknown: unknown.get(address) ?? {},
      sensitive: objectIn(json, 'sensitive_values'),
    },
  ];
}
