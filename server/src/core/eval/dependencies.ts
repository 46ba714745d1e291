/**
 * What Terraform settles before each resource, read from the references as they are written. Named values (variables,
 * locals, outputs) are followed to the resources behind them; a module whose code is not here stands for itself.
 */
import type { Span } from '../base';
import type * as hcl from '../syntax/hcl';
import type { ResourceBlock } from './evaluated';
import type { Declaration, WrittenAttribute } from './folder';
import { lazyMap } from './lazy-map';
import { type Mention, mentionsIn, mentionsInBlock } from './mentions';
import { join, type WrittenCall, type WrittenModule } from './module-tree';
import { traversal } from './traversal';

export function resourceBlocks(root: WrittenModule): ReadonlyMap<string, ResourceBlock> {
  const blocks = new Map<string, Own>();
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
    return {
      ...kindOf(own),
      ...behind([...written(own), ...expansions(own.module), ...providerOf(own)]),
      dependsOn: behind(awaited(own)).references,
      isImported: imported.has(address),
    };
  });
}
function kindOf({ declaration: { block } }: Own): Pick<ResourceBlock, 'mode' | 'type'> {
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

/** A node of Terraform's graph: something of a module that can be referred to. */
type Node = { readonly module: WrittenModule; readonly kind: Kind; readonly name: string };
type Kind = 'variable' | 'local' | 'output' | 'resource' | 'unknown-module';
type Own = { readonly module: WrittenModule; readonly declaration: Declaration };

/** Arguments Terraform reads as names rather than values, and those that `awaited` looks at. */
const notReferences = new Set(['depends_on', 'provider', 'providers', 'source', 'version']);

function written({ module, declaration }: Own): readonly Node[] {
  const own = [...declaration.attributes].filter(([name]) => !notReferences.has(name));
  return [
    ...own.flatMap(([, { attribute }]) => nodesIn(module, mentionsIn(attribute.value))),
    ...declaration.blocks.flatMap(({ block }) => nodesIn(module, mentionsInBlock(block))),
  ];
}

/** Instances of a module exist once its own `for_each` or `count` is known. */
function expansions({ call }: WrittenModule): readonly Node[] {
  if (!call) return [];
  const { attributes } = call.declaration;
  const own = ['for_each', 'count'].flatMap((name) => attributes.get(name) ?? []);
  return [...own.flatMap((it) => nodesOf(call.from, it)), ...expansions(call.from)];
}

function awaited({ module, declaration }: Own): readonly Node[] {
  const list = declaration.attributes.get('depends_on');
  const own = list ? awaitedIn(list.attribute.value).flatMap((it) => wholeOf(module, it)) : [];
  return module.call ? [...own, ...awaited({ module: module.call.from, declaration: module.call.declaration })] : own;
}

/** In JSON, and in the oldest spelling, the names stand in quotes. */
function awaitedIn(list: hcl.Expression): readonly Mention[] {
  const items = list.kind === 'tuple' ? list.items : [];
  const quoted = items.filter((item) => item.kind === 'template');
  return [...mentionsIn(list), ...quoted.flatMap((item) => mentionOf(traversal(item), item.span))];
}

function mentionOf(text: string | undefined, span: Span): readonly Mention[] {
  const [root, ...names] = (text ?? '').replaceAll(/\[[^\]]*\]/g, '').split('.');
  return root ? [{ root, names: names.map((name) => ({ text: name, span, isIndexed: false })), span }] : [];
}

/** `depends_on = [module.sso]` waits for all there is in the module. */
function wholeOf(module: WrittenModule, mention: Mention): readonly Node[] {
  const inner = mention.root === 'module' ? module.calls.get(mention.names[0]?.text ?? '')?.module : undefined;
  if (!inner) return nodesIn(module, [mention]);
  const nodes = [...withInner(inner)].flatMap((it) => [
    ...[...it.folder.resources.keys()].map((name): Node => ({ module: it, kind: 'resource', name })),
    ...[...it.calls.values()].filter((call) => !call.module).map(unknownModule),
  ]);
  return [...nodes, ...outputs(inner)];
}

/** What a provider is configured with is known before anything is made with it. */
function providerOf({ module, declaration }: Own): readonly Node[] {
  const named = traversal(declaration.attributes.get('provider')?.attribute.value);
  const key = named ?? declaration.block.labels[0]?.text.split('_')[0] ?? '';
  for (let at: WrittenModule | undefined = module; at; at = at.call?.from) {
    const provider = at.folder.providers.get(key);
    if (provider) return written({ module: at, declaration: provider });
  }
  return [];
}

function nodesOf(module: WrittenModule, { attribute }: WrittenAttribute): readonly Node[] {
  return nodesIn(module, mentionsIn(attribute.value));
}

function nodesIn(module: WrittenModule, mentions: readonly Mention[]): readonly Node[] {
  return mentions.flatMap((mention) => nodesBehind(module, mention));
}

/** What is not declared is nothing to wait for. */
function nodesBehind(module: WrittenModule, { root, names }: Mention): readonly Node[] {
  const [first = '', second = ''] = names.map((it) => it.text);
  const { folder } = module;
  switch (root) {
    case 'var':
      return folder.variables.has(first) ? [{ module, kind: 'variable', name: first }] : [];
    case 'local':
      return folder.locals.has(first) ? [{ module, kind: 'local', name: first }] : [];
    case 'module':
      return outputNodes(module.calls.get(first), second);
    case 'data':
      return resourceNodes(module, `data.${first}.${second}`);
    default:
      return resourceNodes(module, `${root}.${first}`);
  }
}

function resourceNodes(module: WrittenModule, name: string): readonly Node[] {
  return module.folder.resources.has(name) ? [{ module, kind: 'resource', name }] : [];
}

function outputNodes(call: WrittenCall | undefined, name: string): readonly Node[] {
  if (!call) return [];
  if (!call.module) return [unknownModule(call)];
  return call.module.folder.outputs.has(name) ? [{ module: call.module, kind: 'output', name }] : outputs(call.module);
}

function outputs(module: WrittenModule): readonly Node[] {
  return [...module.folder.outputs.keys()].map((name): Node => ({ module, kind: 'output', name }));
}

function unknownModule({ address, from }: WrittenCall): Node {
  return { module: from, kind: 'unknown-module', name: address };
}

/** Addresses of the resources and unknown modules that can be reached without passing another, and the root's variables. */
function behind(start: readonly Node[]): Pick<ResourceBlock, 'references' | 'inputs'> {
  const references = new Set<string>();
  const inputs = new Set<string>();
  const seen = new Set<string>();
  const open = [...start];
  for (let node = open.pop(); node; node = open.pop()) {
    const id = `${node.module.address} ${node.kind} ${node.name}`;
    if (seen.has(id)) continue;
    seen.add(id);
    if (node.kind === 'resource') references.add(join(node.module.address, node.name));
    else if (node.kind === 'unknown-module') references.add(node.name);
    else if (node.kind === 'variable' && !node.module.call) inputs.add(node.name);
    else open.push(...stepsFrom(node));
  }
  return { references, inputs };
}

function stepsFrom({ module, kind, name }: Node): readonly Node[] {
  switch (kind) {
    case 'local': {
      const local = module.folder.locals.get(name);
      return local ? nodesOf(module, local) : [];
    }
    case 'output': {
      const declaration = module.folder.outputs.get(name);
      return declaration ? [...written({ module, declaration }), ...ownDependsOn(module, declaration)] : [];
    }
    case 'variable': {
      const argument = module.call?.declaration.attributes.get(name);
      const given = argument && module.call ? nodesOf(module.call.from, argument) : [];
      return [...given, ...expansions(module)];
    }
    default:
      return [];
  }
}

function ownDependsOn(module: WrittenModule, { attributes }: Declaration): readonly Node[] {
  const list = attributes.get('depends_on');
  return list ? awaitedIn(list.attribute.value).flatMap((it) => wholeOf(module, it)) : [];
}
