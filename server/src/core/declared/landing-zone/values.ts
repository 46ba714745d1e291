/** Values of a configuration file. Text that the accelerator replaces when it deploys (`{{ Name }}`, `${NAME}`) is unknown. */
import { isKnown, type Maybe, type Unknown, unknown } from '../../base';
import type { UnknownReason } from '../../reasons';
import * as yaml from '../../syntax/yaml';

/** One configuration file, as its values are read. */
export type Config = yaml.Reading & { readonly text: string };

export function configOf({ path, text }: yaml.File): Config {
  return { path, text, problems: [] };
}

export function rootOf({ documents }: yaml.File): yaml.Node | undefined {
  return documents[0]?.root;
}

/** The value of a key; nothing where it is not written, or null. */
export function valueAt(node: yaml.Node | undefined, key: string): yaml.Node | undefined {
  if (node?.kind !== 'mapping') return undefined;
  const value = yaml.fieldsOf(node).find(({ name }) => name === key)?.value;
  return value && !yaml.isNull(value) ? value : undefined;
}

export function textIn(config: Config, node: yaml.Node | undefined): Maybe<string> | undefined {
  if (!node || yaml.isNull(node)) return undefined;
  const origin = { at: yaml.locationOf(config, node) };
  if (isReplaced(config, node)) return unknown({ kind: 'filled-in-later' }, origin);
  return node.kind === 'scalar' ? yaml.textOf(config, node) : unknown({ kind: 'text-expected' }, origin);
}

/** `open`: why the list may hold more than its items. */
export type Items = { readonly items: readonly yaml.Node[]; readonly open: readonly Unknown[] };

/** One marker may stand for many items. */
export function itemsIn(config: Config, node: yaml.Node | undefined): Items {
  if (!node || yaml.isNull(node)) return { items: [], open: [] };
  if (node.kind !== 'sequence') return { items: [], open: [openList(config, node)] };
  const replaced = node.items.filter((item) => isReplaced(config, item));
  const items = node.items.filter((item) => !replaced.includes(item) && !yaml.isNull(item));
  return { items, open: replaced.map((item) => openList(config, item)) };
}

export type Texts = { readonly texts: readonly Maybe<string>[]; readonly open: readonly Unknown[] };

export function textsIn(config: Config, node: yaml.Node | undefined): Texts {
  const { items, open } = itemsIn(config, node);
  return { texts: items.flatMap((item) => textIn(config, item) ?? []), open };
}

/** Keys the format does not have: a misspelt one hides what it was to say. */
export function unknownKeys(config: Config, node: yaml.Node | undefined, names: readonly string[]): readonly Unknown[] {
  if (!node) return [];
  if (node.kind !== 'mapping' || isReplaced(config, node)) return [openList(config, node)];
  return yaml
    .fieldsOf(node)
    .filter(({ name }) => !names.includes(name))
    .map(({ name, key }) => unknown({ kind: 'unknown-zone-key', name }, { at: yaml.locationOf(config, key) }));
}

/** For an address: the text, or a question mark. */
export function labelOf(text: Maybe<string> | undefined): string {
  return text && isKnown(text) ? text.value : '?';
}

function openList(config: Config, node: yaml.Node): Unknown {
  const text = node.kind === 'scalar' ? yaml.textOf(config, node) : undefined;
  const because: UnknownReason = text && !isKnown(text) ? text.because : { kind: 'readable-later' };
  return unknown(because, { at: yaml.locationOf(config, node) });
}

/** `{{ Name }}` without quotes is a mapping to YAML. */
function isReplaced({ text }: Config, node: yaml.Node): boolean {
  if (node.kind === 'scalar') return /\{\{|\$\{/.test(node.text);
  return text.startsWith('{{', node.span.start);
}
