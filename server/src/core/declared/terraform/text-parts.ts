/**
 * The parts of a text that an author adds, changes and takes away by themselves: items of objects, elements of lists,
 * entries of YAML, rows of a table. What a `for` works out is nobody's entry, and neither are arguments of a resource
 * other than its `for_each`.
 */
import { contains, type Span } from '../../base';
import type * as evaluation from '../../eval';
import * as hcl from '../../syntax/hcl';
import * as yaml from '../../syntax/yaml';

export type TextPart = {
  /** `attribute`: a local, a default, a `for_each` or a variable file's line; `call`: the block of a module's call. */
  readonly kind: 'attribute' | 'call' | 'record' | 'item' | 'element' | 'row';
  readonly span: Span;
  /** Of an item. */
  readonly key?: Span | undefined;
  /** Of a record: the items whose values are worked out there, as `values(local.accounts)` is. */
  readonly computed?: readonly TextPart[] | undefined;
  readonly parent: TextPart | undefined;
  /** How many parts are around it. */
  readonly depth: number;
};

/** The innermost part at an offset, by path. */
export type PartAt = (path: string, offset: number) => TextPart | undefined;

/** Each file is gone through when it is first asked for. */
export function partsOf({ tree, text }: evaluation.SourceTexts): PartAt {
  const read = new Map<string, readonly TextPart[]>();
  return (path, offset) => {
    let parts = read.get(path);
    if (!parts) {
      parts = partsIn(tree(path), path, text(path) ?? '');
      read.set(path, parts);
    }
    return innermost(parts, offset);
  };
}

function partsIn(tree: hcl.File | undefined, path: string, text: string): readonly TextPart[] {
  if (tree) return new HclParts(tree).found;
  return path.endsWith('.csv') ? rowsOf(text) : new YamlParts(yaml.parse({ path, text })).found;
}

/** They stand in the order of the text, outer ones first: the last that begins before the offset is in the innermost. */
function innermost(parts: readonly TextPart[], offset: number): TextPart | undefined {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  for (let part = parts[low - 1]; part; part = part.parent) if (contains(part.span, offset)) return part;
  return undefined;
}

function rowsOf(text: string): readonly TextPart[] {
  return [...text.matchAll(/^.+$/gm)].map(({ index, 0: row }) => ({
    kind: 'row',
    span: { start: index, end: index + row.length },
    parent: undefined,
    depth: 0,
  }));
}

type More = Pick<TextPart, 'key' | 'computed'>;

class Parts {
  readonly found: TextPart[] = [];

  protected add(kind: TextPart['kind'], span: Span, parent: TextPart | undefined, more?: More): TextPart {
    const part = { kind, span, ...more, parent, depth: parent ? parent.depth + 1 : 0 };
    this.found.push(part);
    return part;
  }
}

class HclParts extends Parts {
  constructor({ body, path }: hcl.File) {
    super();
    const isVariables = /\.tfvars(\.json)?$/.test(path);
    if (isVariables) for (const attribute of body.attributes) this.#attribute(attribute, undefined);
    for (const block of inOrder(body.blocks)) this.#block(block);
  }

  #block({ type, body, span }: hcl.Block): void {
    const call = type.text === 'module' ? this.add('call', span, undefined) : undefined;
    for (const attribute of inOrder(body.attributes)) {
      if (call || isCollection(type.text, attribute.name.text)) this.#attribute(attribute, call);
    }
  }

  #attribute({ span, value }: hcl.Attribute, parent: TextPart | undefined): void {
    this.#expression(value, this.add('attribute', span, parent));
  }

  #expression(expression: hcl.Expression, parent: TextPart): void {
    switch (expression.kind) {
      case 'object': {
        const computed: TextPart[] = [];
        const record = this.add('record', expression.span, parent, { computed });
        for (const { key, value, span } of expression.items) {
          const item = this.add('item', span, record, { key: key.span });
          if (isComputed(value)) computed.push(item);
          this.#expression(value, item);
        }
        return;
      }
      case 'tuple':
        for (const item of expression.items) this.#expression(item, this.add('element', item.span, parent));
        return;
      case 'for-tuple':
      case 'for-object':
        this.#expression(expression.collection, parent);
        return;
      default:
        for (const inner of hcl.expressionsIn(expression)) this.#expression(inner, parent);
    }
  }
}

function inOrder<T extends { readonly span: Span }>(nodes: readonly T[]): readonly T[] {
  return nodes.toSorted((a, b) => a.span.start - b.span.start);
}

function isComputed({ kind }: hcl.Expression): boolean {
  return kind !== 'template' && kind !== 'number' && kind !== 'bool' && kind !== 'tuple' && kind !== 'object';
}

function isCollection(block: string, attribute: string): boolean {
  if (block === 'locals') return true;
  return attribute === (block === 'variable' ? 'default' : 'for_each');
}

class YamlParts extends Parts {
  constructor({ documents }: yaml.File) {
    super();
    for (const { root } of documents) if (root) this.#node(root, undefined);
  }

  #node(node: yaml.Node, parent: TextPart | undefined): void {
    if (node.kind === 'sequence') {
      for (const item of node.items) this.#node(item, this.add('element', item.span, parent));
    } else if (node.kind === 'mapping') {
      const record = this.add('record', node.span, parent);
      for (const { key, value, span } of node.entries) {
        const item = this.add('item', span, record, { key: key.span });
        if (isWithin(value.span, span)) this.#node(value, item);
      }
    }
  }
}

/** What an alias stands for is written elsewhere. */
function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
