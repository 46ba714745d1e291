/**
 * What Terraform applies before each resource, read from the references as they are written. Named values (variables,
 * locals, outputs) are followed to the resources behind them; a module whose code is not here stands for itself.
 */
import { locationIn, type Span } from '../../base';
import type { UndeclaredReference } from '../../model/terraform';
import type * as hcl from '../../syntax/hcl';
import { traversal } from '../expression/traversal';
import type { Declaration, WrittenAttribute } from '../module/folder';
import { providerMap } from '../module/providers';
import { sourceOf } from '../module/sources';
import type { CallBlock, ResourceBlock } from '../project/evaluated';
import { lazyMap } from '../value/lazy-map';
import { lookUpsIn } from './lookup-calls';
import { type Mention, mentionsIn, mentionsInBlock, type Name } from './mentions';
import { join, type WrittenCall, type WrittenModule } from './module-tree';
import { positionsOf } from './positions';
import { undeclaredAt } from './undeclared';

export function resourceBlocks(root: WrittenModule): ReadonlyMap<string, ResourceBlock> {
  const blocks = new Map<string, ModuleBlock>();
  for (const module of withInner(root)) {
    for (const [name, declaration] of module.folder.resources) {
      blocks.set(join(module.address, name), { module, declaration });
    }
    for (const { address, declaration, module: inner } of module.calls.values()) {
      if (!inner) blocks.set(address, { module, declaration });
    }
  }
  const imported = importedBy(root);
  return lazyMap(new Set(blocks.keys()), (address) => {
    const own = blocks.get(address);
    if (!own) throw new Error(`there is no block ${address}`);
    const provider = providerOf(own);
    const references = follow([...written(own), ...expansions(own.module), ...configuration(provider)]);
    const dependsOn = follow(inheritedDependsOn(own));
    return {
      ...kindOf(own),
      references: references.stops,
      dependsOn: dependsOn.stops,
      undeclared: [...references.undeclared, ...dependsOn.undeclared],
      inputs: references.inputs,
      provider: join(provider.module.address, `provider.${provider.key}`),
      isImported: imported.has(address),
      isChecked: own.declaration.isChecked ?? false,
      positions: positionsOf(own.module, own.declaration),
      lookUps: lookUpsIn(own.module, own.declaration),
    };
  });
}

export function callBlocks(root: WrittenModule): ReadonlyMap<string, CallBlock> {
  const calls = new Map(
    [...withInner(root)].flatMap((module) => [...module.calls.values()]).map((call) => [call.address, call]),
  );
  return lazyMap(new Set(calls.keys()), (address) => {
    const call = calls.get(address);
    if (!call) throw new Error(`there is no call ${address}`);
    const own = { module: call.from, declaration: call.declaration };
    const list = call.declaration.attributes.get('depends_on');
    const inheritedDependsOn = follow(ownDependsOn(own));
    return {
      source: sourceOf(call.declaration),
      positions: positionsOf(call.from, call.declaration),
      undeclared: [...follow(written(own)).undeclared, ...inheritedDependsOn.undeclared],
      dependsOn: list && { at: locationIn(list.path, list.attribute.span), blocks: inheritedDependsOn.stops },
    };
  });
}

function kindOf({ declaration: { block } }: ModuleBlock): Pick<ResourceBlock, 'mode' | 'type'> {
  if (block.type.text === 'module') return { mode: 'module', type: '' };
  return { mode: block.type.text === 'data' ? 'data' : 'managed', type: block.labels[0]?.text ?? '' };
}

function* withInner(module: WrittenModule): Generator<WrittenModule> {
  yield module;
  for (const call of module.calls.values()) if (call.module) yield* withInner(call.module);
}

function importedBy({ folder }: WrittenModule): ReadonlySet<string> {
  const targets = folder.imports.map(({ block }) => block.body.attributes.find((it) => it.name.text === 'to')?.value);
  return new Set(targets.flatMap((target) => traversal(target) ?? []));
}

/** A reference in a module's text. `isWhole`: in `depends_on`, where `module.sso` means all there is in it. */
type Place = {
  readonly module: WrittenModule;
  readonly path: string;
  readonly mention: Mention;
  readonly isWhole?: boolean;
};

type ModuleBlock = { readonly module: WrittenModule; readonly declaration: Declaration };

/** Arguments Terraform reads as names rather than values, and the one that `awaited` looks at. */
const notReferences = new Set(['depends_on', 'provider', 'providers', 'source', 'version']);

function written({ module, declaration }: ModuleBlock): readonly Place[] {
  const own = [...declaration.attributes].filter(([name]) => !notReferences.has(name));
  const nested = declaration.blocks.flatMap(({ block, path }) =>
    mentionsInBlock(block).map((mention) => ({ module, path, mention })),
  );
  return [...own.flatMap(([, attribute]) => placesIn(module, attribute)), ...nested];
}

function placesIn(module: WrittenModule, { attribute, path }: WrittenAttribute): readonly Place[] {
  return mentionsIn(attribute.value).map((mention) => ({ module, path, mention }));
}

/** Instances of a module exist once its own `for_each` or `count` is known. */
function expansions({ call }: WrittenModule): readonly Place[] {
  if (!call) return [];
  const { attributes } = call.declaration;
  const own = ['for_each', 'count'].flatMap((name) => attributes.get(name) ?? []);
  return [...own.flatMap((it) => placesIn(call.from, it)), ...expansions(call.from)];
}

function inheritedDependsOn({ module, declaration }: ModuleBlock): readonly Place[] {
  const outer = module.call
    ? inheritedDependsOn({ module: module.call.from, declaration: module.call.declaration })
    : [];
  return [...ownDependsOn({ module, declaration }), ...outer];
}

function ownDependsOn({ module, declaration: { attributes } }: ModuleBlock): readonly Place[] {
  const list = attributes.get('depends_on');
  if (!list) return [];
  return mentionsInDependsOn(list.attribute.value).map((mention) => ({
    module,
    path: list.path,
    mention,
    isWhole: true,
  }));
}

/** In JSON, and in the oldest spelling, the names stand in quotes. */
function mentionsInDependsOn(list: hcl.Expression): readonly Mention[] {
  const items = list.kind === 'tuple' ? list.items : [];
  const quoted = items.filter((item) => item.kind === 'template');
  return [...mentionsIn(list), ...quoted.flatMap((item) => mentionOf(traversal(item), item.span))];
}

function mentionOf(text: string | undefined, span: Span): readonly Mention[] {
  const [root, ...names] = (text ?? '').replaceAll(/\[[^\]]*\]/g, '').split('.');
  return root ? [{ root, names: names.map((name) => ({ text: name, span, isIndexed: false })), span }] : [];
}

type Provider = { readonly module: WrittenModule; readonly key: string };

/** The block that configures it: here, or above, under the name that `providers` of the calls give it there. */
function providerOf({ module, declaration }: ModuleBlock): Provider {
  const named = traversal(declaration.attributes.get('provider')?.attribute.value);
  let key = named ?? declaration.block.labels[0]?.text.split('_')[0] ?? '';
  let at = module;
  while (at.call && !at.folder.providers.has(key)) {
    key = providerMap(at.call.declaration).get(key) ?? key;
    at = at.call.from;
  }
  return { module: at, key };
}

/** What a provider is configured with is known before anything is made with it. */
function configuration({ module, key }: Provider): readonly Place[] {
  const declaration = module.folder.providers.get(key);
  return declaration ? written({ module, declaration }) : [];
}

type Dependencies = {
  /** Addresses of the resources and unknown modules that can be reached without passing another. */
  readonly stops: ReadonlySet<string>;
  readonly undeclared: readonly UndeclaredReference[];
  /** The root's variables on the way. */
  readonly inputs: ReadonlySet<string>;
};

function follow(start: readonly Place[]): Dependencies {
  const stops = new Set<string>();
  const undeclared: UndeclaredReference[] = [];
  const inputs = new Set<string>();
  const seen = new Set<string>();
  const open = [...start];
  for (let place = open.pop(); place; place = open.pop()) {
    const nodes = nodesOf(place);
    if (!nodes) for (const found of undeclaredAt(place)) undeclared.push(found);
    for (const node of nodes ?? []) {
      const id = `${node.module.address} ${node.kind} ${node.name}`;
      if (seen.has(id)) continue;
      seen.add(id);
      if (node.kind === 'variable' && !node.module.call) inputs.add(node.name);
      if (node.kind === 'resource') stops.add(join(node.module.address, node.name));
      else if (node.kind === 'unknown-module') stops.add(node.name);
      else for (const reference of referencesOf(node)) open.push(reference);
    }
  }
  return { stops, undeclared, inputs };
}

/** A node of Terraform's graph: something of a module that can be referred to. */
type Node = { readonly module: WrittenModule; readonly kind: Kind; readonly name: string };
type Kind = 'variable' | 'local' | 'output' | 'resource' | 'unknown-module';

/** `undefined` where nothing of that name is declared; none where a name means something else, or is half-typed. */
function nodesOf({ module, mention: { root, names }, isWhole }: Place): readonly Node[] | undefined {
  const [first = '', second = ''] = names.map((it) => it.text);
  if (builtIn.has(root) || first === '') return [];
  const { folder } = module;
  switch (root) {
    case 'var':
      return folder.variables.has(first) ? [{ module, kind: 'variable', name: first }] : undefined;
    case 'local':
      return folder.locals.has(first) ? [{ module, kind: 'local', name: first }] : undefined;
    case 'module':
      return moduleNodes(module.calls.get(first), names[1], isWhole === true);
    case 'data':
      return second === '' ? [] : resourceNodes(module, `data.${first}.${second}`);
    default:
      return resourceNodes(module, `${root}.${first}`);
  }
}

/** What Terraform defines by itself, and prefixes that we do not follow. */
const builtIn = new Set([
  'each',
  'count',
  'self',
  'path',
  'terraform',
  'tofu',
  'resource',
  'ephemeral',
  'action',
  'list',
]);

function resourceNodes(module: WrittenModule, name: string): readonly Node[] | undefined {
  return module.folder.resources.has(name) ? [{ module, kind: 'resource', name }] : undefined;
}

function moduleNodes(
  call: WrittenCall | undefined,
  output: Name | undefined,
  isWhole: boolean,
): readonly Node[] | undefined {
  if (!call) return undefined;
  const { module } = call;
  if (!module) return [unknownModule(call)];
  if (isWhole) return allOf(module);
  if (output && module.folder.outputs.has(output.text)) return [{ module, kind: 'output', name: output.text }];
  return output && isOutput(output, call) ? undefined : outputs(module);
}

/** Without an index, the name behind a module that has instances is a key. */
function isOutput({ text, isIndexed }: Name, { declaration: { attributes } }: WrittenCall): boolean {
  return text !== '' && isIndexed === (attributes.has('for_each') || attributes.has('count'));
}

function outputs(module: WrittenModule): readonly Node[] {
  return [...module.folder.outputs.keys()].map((name): Node => ({ module, kind: 'output', name }));
}

function allOf(module: WrittenModule): readonly Node[] {
  const nodes = [...withInner(module)].flatMap((it) => [
    ...[...it.folder.resources.keys()].map((name): Node => ({ module: it, kind: 'resource', name })),
    ...[...it.calls.values()].filter((call) => !call.module).map(unknownModule),
  ]);
  return [...nodes, ...outputs(module)];
}

function unknownModule({ address, from }: WrittenCall): Node {
  return { module: from, kind: 'unknown-module', name: address };
}

function referencesOf({ module, kind, name }: Node): readonly Place[] {
  switch (kind) {
    case 'local': {
      const local = module.folder.locals.get(name);
      return local ? placesIn(module, local) : [];
    }
    case 'output': {
      const declaration = module.folder.outputs.get(name);
      return declaration ? [...written({ module, declaration }), ...ownDependsOn({ module, declaration })] : [];
    }
    case 'variable': {
      const argument = module.call?.declaration.attributes.get(name);
      const given = argument && module.call ? placesIn(module.call.from, argument) : [];
      return [...given, ...expansions(module)];
    }
    default:
      return [];
  }
}
