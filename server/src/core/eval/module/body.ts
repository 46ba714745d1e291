/** Arguments and nested blocks of a block, evaluated as a provider would receive them. */
import { compareText, groupBy, type Location, locationIn, originAt, rememberEach } from '../../base';
import { evaluate } from '../expression/evaluate';
import { reserve, spend, withOwnPart } from '../expression/limits';
import type { Scope } from '../expression/scope';
import { iteratorOf } from '../graph/mentions';
import { wholeNumber } from '../number/number';
import { numberValue, objectValue, stringValue, tupleValue, unknownValue } from '../value/construct';
import type { Value } from '../value/value';
import { shallowWeightOf } from '../value/weight';
import type { Declaration, WrittenBlock } from './folder';
import { headerOf, type Module } from './module';
import type { Special, Specials } from './references';

/** Scopes of one place in a module: by file, since a block may be written in several, and with the place's own names. */
export type Scopes = {
  readonly in: (path: string) => Scope;
  readonly with: (name: string, special: Special) => Scopes;
};

export function scopesOf(module: Module, specials: Specials): Scopes {
  let last: Scope | undefined;
  return {
    in: (path) => {
      if (last?.path !== path) last = module.scope(path, specials);
      return last;
    },
    with: (name, special) =>
      scopesOf(module, { byName: new Map([...specials.byName, [name, special]]), use: specials.use }),
  };
}

/** What Terraform keeps for itself and hands to no provider. */
const metaArguments = new Set(['count', 'for_each', 'provider', 'depends_on', 'providers', 'source', 'version']);
const metaBlocks = new Set(['lifecycle', 'provisioner', 'connection']);

/** In order, as Terraform prints them. */
export function argumentNames(declaration: Declaration): ReadonlySet<string> {
  const names = new Set<string>();
  for (const name of declaration.attributes.keys()) if (!isMeta(declaration, name)) names.add(name);
  for (const written of declaration.blocks) {
    const name = blockName(written);
    if (!metaBlocks.has(name)) names.add(name);
  }
  return new Set([...names].toSorted(compareText));
}

/** `source` and `version` are meta-arguments of module calls only. */
function isMeta({ block }: Declaration, name: string): boolean {
  if (name === 'source' || name === 'version' || name === 'providers') return block.type.text === 'module';
  return metaArguments.has(name);
}

/** An argument by name; nested blocks are a tuple of objects. */
export function argument(declaration: Declaration, name: string, scopes: Scopes): Value {
  const written = declaration.attributes.get(name);
  const at = written ? locationIn(written.path, written.attribute.value.span) : headerOf(declaration);
  return withOwnPart(
    () => {
      if (written) return evaluate(written.attribute.value, scopes.in(written.path));
      return blocksValue(blocksByName(declaration.blocks).get(name) ?? [], scopes, at);
    },
    (because) => unknownValue(because, originAt(at)),
  );
}

const blocksByName = rememberEach((blocks: readonly WrittenBlock[]) => groupBy(blocks, blockName));

function blockName({ block }: WrittenBlock): string {
  return block.type.text === 'dynamic' ? (block.labels[0]?.text ?? '') : block.type.text;
}

function blocksValue(blocks: readonly WrittenBlock[], scopes: Scopes, at: Location): Value {
  const items: Value[] = [];
  for (const written of blocks) {
    const made = written.block.type.text === 'dynamic' ? dynamicBlocks(written, scopes) : [blockValue(written, scopes)];
    if (!Array.isArray(made)) return made;
    for (const item of made) items.push(item);
  }
  const [first] = blocks;
  return tupleValue(items, originAt(first ? locationIn(first.path, first.block.header) : at));
}

function blockValue({ block, path }: WrittenBlock, scopes: Scopes): Value {
  const entries = new Map<string, Value>();
  for (const attribute of block.body.attributes) {
    entries.set(attribute.name.text, evaluate(attribute.value, scopes.in(path)));
  }
  const nested = block.body.blocks.map((inner) => ({ block: inner, path }));
  for (const [name, own] of groupBy(nested, blockName)) {
    entries.set(name, blocksValue(own, scopes, locationIn(path, block.header)));
  }
  const sorted = new Map([...entries].toSorted(([a], [b]) => compareText(a, b)));
  return objectValue(sorted, originAt(locationIn(path, block.header)));
}

/** `dynamic "statement" { for_each = …, content { … } }`: one block for each item. */
function dynamicBlocks(written: WrittenBlock, scopes: Scopes): Value | Value[] {
  const { block, path } = written;
  const forEach = block.body.attributes.find((attribute) => attribute.name.text === 'for_each');
  const content = block.body.blocks.find((nested) => nested.type.text === 'content');
  if (!forEach || !content) return [];
  const at = locationIn(path, forEach.span);
  const collection = evaluate(forEach.value, scopes.in(path));
  reserve(shallowWeightOf(collection));
  const items = itemsOf(collection, at);
  if (!Array.isArray(items)) return items;
  return items.map((item) => {
    spend(1);
    const iterator: Special = { fields: item, hop: at, step: { kind: 'dynamic-block' } };
    return blockValue({ block: content, path }, scopes.with(iteratorOf(block), iterator));
  });
}

function itemsOf(collection: Value, at: Location): Value | Special['fields'][] {
  switch (collection.kind) {
    case 'unknown':
      return collection;
    case 'list':
    case 'tuple':
      return collection.items.map((value, index) => pair(numberValue(wholeNumber(index), value.origin), value));
    case 'set':
      return collection.items.map((value) => pair(value, value));
    case 'map':
    case 'object':
      return [...collection.entries].map(([key, value]) =>
        pair(stringValue(key, collection.keyOrigins?.get(key) ?? value.origin), value),
      );
    default:
      return unknownValue({ kind: 'invalid-dynamic-for-each', given: collection.kind }, { at });
  }
}

function pair(key: Value, value: Value): Special['fields'] {
  return [
    ['key', key],
    ['value', value],
  ];
}

export const noSpecials: Specials = { byName: new Map(), use: { isUsed: false } };
