/** Resources and data sources of a module instance, expanded to instances. */
import { type Hop, type Location, type Origin, originAt, withHop } from '../../base';
import type { HopStep } from '../../reasons';
import { traversals } from '../expression/traversal';
import type { ProviderConfiguration, ResourceInstance } from '../project/evaluated';
import { withStackEntry } from '../project/evaluation-stack';
import { unknownValue } from '../value/construct';
import { lazyMap } from '../value/lazy-map';
import type { Value } from '../value/value';
import { argument, argumentNames, type Scopes, scopesOf } from './body';
import { type Copy, type Expansion, expand, unknownExpansion } from './expansion';
import type { Declaration } from './folder';
import { headerOf, type Module, within, withoutKeys } from './module';
import { providerFor } from './providers';
import type { Special, Specials } from './references';

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
    if (!module.run.stack.has(within(module, key))) done.set(key, expanded);
    return expanded;
  };
  const all = () => [...module.folder.resources.keys()].flatMap((key) => get(key)?.instances ?? []);
  return { get, all };
}

function expandResource(module: Module, key: string, declaration: Declaration): Expanded {
  const expansion = withStackEntry(
    module.run.stack,
    within(module, key),
    () => expand(declaration, (path) => module.scope(path), module.run.budget),
    (because) => unknownExpansion(because, headerOf(declaration), 'for_each'),
  );
  const dependsOn = traversals(declaration.attributes.get('depends_on')?.attribute.value);
  const names = argumentNames(declaration);
  const provider = providerFor(module, declaration);
  const context = { module, key, declaration, expansion, names, shared: new Map(), provider, dependsOn };
  recordKeys(module, key, expansion, (copy) => instance(context, copy));
  return { expansion, instances: expansion.copies.map((copy) => instance(context, copy)) };
}

/** A module that stands for any number of them may not be there at all. */
export function recordKeys(
  module: Module,
  name: string,
  { at, by, collisions = [], open = [], replaced = [] }: Expansion,
  createContext: (copy: Copy) => ResourceInstance | Module,
): void {
  const isSound = collisions.length + open.length + replaced.length === 0;
  if (!at || isSound || module.call.unknownExpansion !== undefined) return;
  module.run.keys.set(within(module, name), {
    block: withoutKeys(module, name),
    by,
    at,
    collisions,
    open,
    replaced: replaced.map(({ copy, ...collision }) => ({ ...collision, made: createContext(copy) })),
  });
}

type ExpansionContext = {
  readonly module: Module;
  readonly key: string;
  readonly declaration: Declaration;
  readonly expansion: Expansion;
  readonly names: ReadonlySet<string>;
  /** Arguments that came out without looking at `each` or `count`: the same for every instance. */
  readonly shared: Map<string, Value>;
  readonly provider: ProviderConfiguration | undefined;
  readonly dependsOn: readonly string[];
};

function instance(context: ExpansionContext, copy: Copy): ResourceInstance {
  const { module, declaration, expansion } = context;
  const address = `${within(module, context.key)}${copy.suffix}`;
  return {
    mode: declaration.block.type.text === 'data' ? 'data' : 'managed',
    type: declaration.block.labels[0]?.text ?? '',
    name: declaration.block.labels[1]?.text ?? '',
    address,
    resource: withoutKeys(module, context.key),
    module: module.call.address,
    key: copy.key,
    unknownExpansion: copy.wildcardBecause ?? module.call.unknownExpansion,
    attributes: argumentsOf(context, copy),
    block: declaration.block,
    path: declaration.path,
    origin: expandedOrigin(headerOf(declaration), module.call.hops, expansion, copy),
    provider: context.provider,
    dependsOn: context.dependsOn,
  };
}

function argumentsOf(context: ExpansionContext, copy: Copy): ReadonlyMap<string, Value> {
  const { module, declaration, expansion, names } = context;
  let scopes: Scopes | undefined;
  let specials: Specials | undefined;
  return lazyMap(
    names,
    (name) => {
      const shared = context.shared.get(name);
      if (shared) return shared;
      specials ??= specialsOf(expansion, copy);
      scopes ??= scopesOf(module, specials);
      specials.use.isUsed = false;
      const value = argument(declaration, name, scopes);
      if (!specials.use.isUsed && isShareable(value)) context.shared.set(name, value);
      return value;
    },
    (name) => {
      const own = `${within(module, context.key)}${copy.suffix}.${name}`;
      return unknownValue({ kind: 'cycle', name: own, through: [] }, originAt(headerOf(declaration)));
    },
  );
}

/** An unknown may be one only because it was asked for in the middle of a cycle. */
function isShareable(value: Value): boolean {
  return value.kind !== 'unknown' || value.symbol !== undefined;
}

const stepOf: Readonly<Record<Expansion['by'], HopStep>> = { count: { kind: 'count' }, for_each: { kind: 'for-each' } };

/** What `each` and `count` mean in this instance. */
export function specialsOf({ at, by }: Expansion, { key, value, wildcardBecause }: Copy): Specials {
  const byName = new Map<string, Special>();
  if (key) {
    const hop = wildcardBecause === undefined ? at : undefined;
    const fields: Special['fields'] =
      by === 'count'
        ? [['index', key]]
        : [
            ['key', key],
            ['value', value ?? key],
          ];
    byName.set(by === 'count' ? 'count' : 'each', { fields, hop, step: stepOf[by] });
  }
  return { byName, use: { isUsed: false } };
}

/** The block's header; behind it the `for_each`, who wrote the key, and the module calls around it. */
export function expandedOrigin(at: Location, calls: Hop | undefined, expansion: Expansion, { key }: Copy): Origin {
  const origin: Origin = { at, via: calls };
  if (!expansion.at) return origin;
  const isAuthored = expansion.by === 'for_each' && key?.kind === 'string';
  const authored = isAuthored ? withHop(origin, key.origin.at, { kind: 'for-each-key', key: key.value }) : origin;
  return withHop(authored, expansion.at, stepOf[expansion.by]);
}
