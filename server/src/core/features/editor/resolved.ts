/** What an argument of a Terraform block resolves to, over all instances of the block: the question no other editor answers. */
import type { Analysis } from '../../analysis';
import type { Location, Span } from '../../base';
import { numberText, type ResourceInstance, type Value, valuesIn } from '../../eval';
import * as hcl from '../../syntax/hcl';

export type Resolved = {
  readonly argument: string;
  /** The argument's own text. */
  readonly span: Span;
  /** One for each instance of the block. */
  readonly values: readonly { readonly instance: ResourceInstance; readonly value: Value | undefined }[];
};

/** `undefined` where the offset is in no argument of a resource or data block that was evaluated. */
export function resolvedAt({ terraform, evaluated }: Analysis, path: string, offset: number): Resolved | undefined {
  const file = terraform.get(path);
  if (!file) return undefined;
  const [outer, inner] = hcl.pathAt(file, offset);
  if (outer?.kind !== 'block' || inner?.kind !== 'attribute') return undefined;
  const instances = evaluated.roots.flatMap((root) => root.instances.filter((it) => it.block === outer.node));
  if (instances.length === 0) return undefined;
  const argument = inner.node.name.text;
  const values = instances.map((instance) => ({ instance, value: instance.attributes.get(argument) }));
  return { argument, span: inner.node.span, values };
}

/** The value as Terraform would print it, short. */
export function printValue(value: Value): string {
  return printed(value, 0);
}

function printed(value: Value, depth: number): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
      return numberText(value.value);
    case 'bool':
      return String(value.value);
    case 'unknown':
      return value.symbol ? `${value.symbol.instance}.${value.symbol.attribute.join('.')}` : 'not known';
    case 'list':
    case 'set':
    case 'tuple':
      return `[${listed(value.items, depth, (item) => printed(item, depth + 1))}]`;
    case 'map':
    case 'object':
      return `{ ${listed([...value.entries], depth, ([key, item]) => `${key} = ${printed(item, depth + 1)}`)} }`;
  }
}

/** More than this is no answer to a glance. */
const maxItems = 5;
const maxDepth = 5;

function listed<T>(items: readonly T[], depth: number, print: (item: T) => string): string {
  if (depth >= maxDepth) return '…';
  const first = items.slice(0, maxItems).map(print).join(', ');
  const more = items.length - maxItems;
  return more > 0 ? `${first}, … ${more} more` : first;
}

/** Who wrote the value, and everything in it. */
export function authorsOf(value: Value): readonly Location[] {
  const parts = [...valuesIn(value)];
  return parts.filter((it) => !('items' in it || 'entries' in it)).map((it) => it.origin.at);
}
