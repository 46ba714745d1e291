/** Resources and data sources of a module instance, expanded to instances. */
import { type Hop, type Location, type Origin, originAt, withHop } from '../base';
import { argument, argumentNames, pair } from './body';
import { objectValue, unknownValue } from './construct';
import type { ProviderConfiguration, ResourceInstance } from './evaluated';
import { type Copy, type Expansion, expand, unknownExpansion } from './expansion';
import type { Declaration } from './folder';
import { lazyMap } from './lazy-map';
import { headerOf, type Module, within } from './module';
import { providerFor } from './providers';
import type { Special, Specials } from './references';
import { follow } from './trail';
import { traversals } from './traversal';
import type { Value } from './value';

export type Resources = {
  /** By `aws_iam_policy.team` or `data.aws_iam_policy.team`; `undefined` where nothing of that name is declared. */
  readonly get: (key: string) => Expanded | undefined;
  readonly all: () => readonly ResourceInstance[];
};

/** One instance for each copy of the expansion, in its order. */
export type Expanded = { readonly expansion: Expansion; readonly instances: readonly ResourceInstance[] };

export function resourcesOf(module: Module): Resources {
  const done = new Map<string, Expanded>();
  const get = (key: string): Expanded | undefined => {
    const known = done.get(key);
    if (known) return known;
    const declaration = module.folder.resources.get(key);
    if (!declaration) return undefined;
    const expanded = expandResource(module, key, declaration);
    if (!module.run.trail.has(within(module, key))) done.set(key, expanded);
    return expanded;
  };
  const all = () => [...module.folder.resources.keys()].flatMap((key) => get(key)?.instances ?? []);
  return { get, all };
}

function expandResource(module: Module, key: string, declaration: Declaration): Expanded {
  const expansion = follow(
    module.run.trail,
    within(module, key),
    () => expand(declaration, (path) => module.scope(path), module.run.budget),
    (because) => unknownExpansion(because, headerOf(declaration), 'for_each'),
  );
  const dependsOn = traversals(declaration.attributes.get('depends_on')?.attribute.value);
  const making = { module, key, declaration, expansion, provider: providerFor(module, declaration), dependsOn };
  return { expansion, instances: expansion.copies.map((copy) => instance(making, copy)) };
}

type Making = {
  readonly module: Module;
  readonly key: string;
  readonly declaration: Declaration;
  readonly expansion: Expansion;
  readonly provider: ProviderConfiguration | undefined;
  readonly dependsOn: readonly string[];
};

function instance(making: Making, copy: Copy): ResourceInstance {
  const { module, declaration, expansion } = making;
  const address = `${within(module, making.key)}${copy.suffix}`;
  return {
    mode: declaration.block.type.text === 'data' ? 'data' : 'managed',
    type: declaration.block.labels[0]?.text ?? '',
    name: declaration.block.labels[1]?.text ?? '',
    address,
    module: module.call.address,
    key: copy.key,
    unknownExpansion: copy.standsForMany ?? module.call.unknownExpansion,
    attributes: argumentsOf(making, copy, address),
    block: declaration.block,
    path: declaration.path,
    origin: expandedOrigin(headerOf(declaration), module.call.hops, expansion, copy),
    provider: making.provider,
    dependsOn: making.dependsOn,
  };
}

function argumentsOf(making: Making, copy: Copy, address: string): ReadonlyMap<string, Value> {
  const { module, declaration, expansion } = making;
  const scopes = { in: module.scope, specials: specialsOf(expansion, copy) };
  return lazyMap(argumentNames(declaration), (name) =>
    follow(
      module.run.trail,
      `${address}.${name}`,
      () => argument(declaration, name, scopes),
      (because) => unknownValue(because, originAt(headerOf(declaration))),
    ),
  );
}

/** What `each` and `count` mean in this instance. */
export function specialsOf({ at, by }: Expansion, { key, value, standsForMany }: Copy): Specials {
  const specials = new Map<string, Special>();
  if (!key) return specials;
  const hop = standsForMany === undefined ? at : undefined;
  if (by === 'count') specials.set('count', { value: numbered(key), hop, note: by });
  else specials.set('each', { value: pair(key, value ?? key), hop, note: by });
  return specials;
}

function numbered(index: Value): Value {
  return objectValue(new Map([['index', index]]), index.origin);
}

/** The block's header; behind it the `for_each`, who wrote the key, and the module calls around it. */
export function expandedOrigin(at: Location, calls: Hop | undefined, expansion: Expansion, { key }: Copy): Origin {
  const origin: Origin = { at, via: calls };
  if (!expansion.at) return origin;
  const isAuthored = expansion.by === 'for_each' && key?.kind === 'string';
  const authored = isAuthored ? withHop(origin, key.origin.at, `key ${JSON.stringify(key.value)}`) : origin;
  return withHop(authored, expansion.at, expansion.by);
}
