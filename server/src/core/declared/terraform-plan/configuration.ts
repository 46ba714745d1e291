/** The `configuration` of a plan: which references each argument was written with, and each provider's own arguments. */
import { isObject } from '../../base';
import { callsTo, type Declared, ownKey } from './addresses';
import { type Json, type JsonObject, listIn, objectIn, textIn } from './json';

export type Configuration = {
  readonly root: ConfiguredModule;
  /** By Terraform's own key: `aws.prod`, `module.team:aws`. */
  readonly providers: ReadonlyMap<string, ConfiguredProvider>;
};

export type ConfiguredModule = {
  /** By `aws_iam_policy.this` or `data.aws_iam_policy.this`. */
  readonly resources: ReadonlyMap<string, ConfiguredResource>;
  readonly calls: ReadonlyMap<string, ConfiguredCall>;
  readonly outputs: ReadonlyMap<string, readonly string[]>;
};

export type ConfiguredCall = {
  readonly expressions: JsonObject;
  readonly forEach: readonly string[];
  readonly module: ConfiguredModule;
};

export type ConfiguredResource = {
  readonly provider: string;
  readonly expressions: JsonObject;
  readonly forEach: readonly string[];
  readonly dependsOn: readonly string[];
};

export type ConfiguredProvider = {
  readonly name: string;
  readonly alias: string | undefined;
  readonly expressions: JsonObject;
};

export function readConfiguration(json: JsonObject): Configuration {
  const providers = Object.entries(objectIn(json, 'provider_config')).map(([key, it]) => [key, provider(it)] as const);
  return { root: readModule(objectIn(json, 'root_module')), providers: new Map(providers) };
}

function provider(json: Json): ConfiguredProvider {
  const [name = '', alias] = [textIn(json, 'name'), textIn(json, 'alias')];
  return { name, alias, expressions: objectIn(json, 'expressions') };
}

function readModule(json: JsonObject): ConfiguredModule {
  const calls = Object.entries(objectIn(json, 'module_calls')).map(([name, call]) => {
    const [expressions, module] = [objectIn(call, 'expressions'), readModule(objectIn(call, 'module'))];
    return [name, { expressions, module, forEach: referencesIn(objectIn(call, 'for_each_expression')) }] as const;
  });
  const outputs = Object.entries(objectIn(json, 'outputs')).map(
    ([name, it]) => [name, referencesIn(objectIn(it, 'expression'))] as const,
  );
  return {
    resources: new Map(listIn(json, 'resources').map((it) => [textIn(it, 'address') ?? '', resource(it)])),
    calls: new Map(calls),
    outputs: new Map(outputs),
  };
}

function resource(json: Json): ConfiguredResource {
  return {
    provider: textIn(json, 'provider_config_key') ?? '',
    expressions: objectIn(json, 'expressions'),
    forEach: referencesIn(objectIn(json, 'for_each_expression')),
    dependsOn: listIn(json, 'depends_on').map(String),
  };
}

/** Behind each reference Terraform lists what it is part of, which is left out: `x.this["a"].arn`, `x.this["a"]`, `x.this`. */
export function referencesIn(expression: Json): readonly string[] {
  const all = listIn(expression, 'references').map(String);
  return all.filter((it, index) => {
    const previous = all[index - 1];
    return !previous?.startsWith(`${it}.`) && !previous?.startsWith(`${it}[`);
  });
}

export function moduleIn({ root }: Configuration, module: string): ConfiguredModule | undefined {
  let found: ConfiguredModule | undefined = root;
  for (const call of callsTo(module)) found = found?.calls.get(call)?.module;
  return found;
}

export function resourceIn(configuration: Configuration, it: Declared): ConfiguredResource | undefined {
  return moduleIn(configuration, it.module)?.resources.get(ownKey(it));
}

export function isConstant(expression: Json): expression is { readonly constant_value: Json } {
  return isObject(expression) && 'constant_value' in expression;
}
