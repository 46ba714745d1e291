/** Resources and data sources of a module instance, expanded to instances. */
import { type Hop, type Location, type Origin, originAt, withHop } from '../base';
import { argument, argumentNames, pair } from './body';
import { unknownValue } from './construct';
import type { ProviderConfiguration, ResourceInstance } from './evaluated';
import { type Expansion, expand, keySuffix } from './expansion';
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
  const at = headerOf(declaration);
  const expansion = follow(
    module.run.trail,
    within(module, key),
    () => expand(declaration, (path) => module.scope(path), module.run.budget),
    (because): Expansion => ({ kind: 'unknown', because, at }),
  );
  const base = { module, key, declaration, expansion, provider: providerFor(module, declaration) };
  const dependsOn = traversals(declaration.attributes.get('depends_on')?.attribute.value);
  return { expansion, instances: keysOf(expansion).map((_, index) => instance({ ...base, index, dependsOn })) };
}

type Making = {
  readonly module: Module;
  readonly key: string;
  readonly declaration: Declaration;
  readonly expansion: Expansion;
  readonly provider: ProviderConfiguration | undefined;
  readonly dependsOn: readonly string[];
  readonly index: number;
};

function keysOf(expansion: Expansion): readonly unknown[] {
  return 'keys' in expansion ? expansion.keys : [undefined];
}

function instance(making: Making): ResourceInstance {
  const { module, declaration, expansion, index } = making;
  const address = `${within(module, making.key)}${keySuffix(expansion, index)}`;
  const own = expansion.kind === 'unknown' ? expansion.because : undefined;
  return {
    mode: declaration.block.type.text === 'data' ? 'data' : 'managed',
    type: declaration.block.labels[0]?.text ?? '',
    name: declaration.block.labels[1]?.text ?? '',
    address,
    module: module.call.address,
    key: keyValue(expansion, index),
    unknownExpansion: own ?? module.call.unknownExpansion,
    attributes: argumentsOf(making, address),
    block: declaration.block,
    path: declaration.path,
    origin: expandedOrigin(headerOf(declaration), module.call.hops, expansion, index),
    provider: making.provider,
    dependsOn: making.dependsOn,
  };
}

function argumentsOf({ module, declaration, expansion, index }: Making, address: string): ReadonlyMap<string, Value> {
  const scopes = { in: module.scope, specials: specialsOf(expansion, index) };
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
export function specialsOf(expansion: Expansion, index: number): Specials {
  const specials = new Map<string, Special>();
  if (expansion.kind === 'each') {
    const entry = expansion.entries.get(expansion.keys[index] ?? '');
    if (entry) specials.set('each', special(pair(entry.key, entry.value), expansion.at, 'for_each'));
  }
  if (expansion.kind === 'count') {
    const count = expansion.keys[index];
    if (count) specials.set('count', special(singleEntry('index', count), expansion.at, 'count'));
  }
  if (expansion.kind === 'unknown') {
    const open = unknownValue(expansion.because, { at: expansion.at });
    specials.set('each', special(pair(open, open), undefined, 'for_each'));
    specials.set('count', special(singleEntry('index', open), undefined, 'count'));
  }
  return specials;
}

function special(value: Value, hop: Location | undefined, note: string): Special {
  return { value, hop, note };
}

function singleEntry(name: string, value: Value): Value {
  return { kind: 'object', entries: new Map([[name, value]]), origin: value.origin };
}

export function keyValue(expansion: Expansion, index: number): Value | undefined {
  switch (expansion.kind) {
    case 'single':
      return undefined;
    case 'count':
      return expansion.keys[index];
    case 'each':
      return expansion.entries.get(expansion.keys[index] ?? '')?.key;
    case 'unknown':
      return unknownValue(expansion.because, { at: expansion.at });
  }
}

/** The block's header; behind it the `for_each`, who wrote the key and its value, and the module calls around it. */
export function expandedOrigin(at: Location, calls: Hop | undefined, expansion: Expansion, index: number): Origin {
  const origin: Origin = { at, via: calls };
  if (expansion.kind === 'single') return origin;
  const entry = expansion.kind === 'each' ? expansion.entries.get(expansion.keys[index] ?? '') : undefined;
  const authored = entry ? withHop(origin, entry.key.origin.at, `key ${JSON.stringify(entry.key.value)}`) : origin;
  return withHop(authored, expansion.at, expansion.kind === 'count' ? 'count' : 'for_each');
}
