/** Changes in YAML, found again by the place of the value. */
import type { Span, TextEdit } from '../../base';
import * as yaml from '../../syntax/yaml';
import type { PlainChange } from './fixes';

export function editYaml(file: yaml.File, at: Span, change: PlainChange): readonly TextEdit[] {
  const place = findPlace(file, at);
  if (!place) return [];
  switch (change.kind) {
    case 'replace-value':
      return place.node.kind === 'scalar' ? [replacement(file, place.node, change)] : [];
    case 'remove-entry':
      return removal(file, place);
    case 'add-entry':
      return place.node.kind === 'mapping' ? [yaml.addEntry(file, place.node, change.key, change.value)] : [];
    case 'add-block':
    case 'depend-on':
      return [];
    case 'add-attribute':
      return addBeside(file, place, change.name, change.value);
  }
}

function replacement(
  file: yaml.File,
  scalar: yaml.Scalar,
  { with: value, isNumber }: Extract<PlainChange, { kind: 'replace-value' }>,
): TextEdit {
  return isNumber ? { path: file.path, ...scalar.span, text: value } : yaml.replaceScalar(file, scalar, value);
}

type Place = { readonly node: yaml.Node; readonly parent: yaml.Node | undefined };

/** Into the mapping, or the one that has the scalar for its `name`. */
function addBeside(file: yaml.File, { node, parent }: Place, name: string, value: string): readonly TextEdit[] {
  if (node.kind === 'mapping') return [yaml.addEntry(file, node, name, value)];
  const isName = (it: yaml.Entry) => it.value === node && it.key.kind === 'scalar' && it.key.text === 'name';
  return parent?.kind === 'mapping' && parent.entries.some(isName) ? [yaml.addEntry(file, parent, name, value)] : [];
}

function removal(file: yaml.File, { node, parent }: Place): readonly TextEdit[] {
  if (parent?.kind === 'sequence') return [yaml.removeItem(file, parent, parent.items.indexOf(node))];
  if (parent?.kind !== 'mapping') return [];
  const entry = parent.entries.find((it) => it.key === node || it.value === node);
  return entry ? [yaml.removeEntry(file, parent, entry)] : [];
}

/** The node with exactly this span; a mapping and its first key never share one, since a mapping has a value too. */
function findPlace(file: yaml.File, at: Span): Place | undefined {
  for (const { root } of file.documents) {
    const found = root && find({ node: root, parent: undefined }, at);
    if (found) return found;
  }
  return undefined;
}

function find(place: Place, at: Span): Place | undefined {
  const { node } = place;
  if (node.span.start === at.start && node.span.end === at.end) return place;
  if (node.span.start > at.start || node.span.end < at.end) return undefined;
  const children =
    node.kind === 'mapping'
      ? node.entries.flatMap((it) => [it.key, it.value])
      : node.kind === 'sequence'
        ? node.items
        : [];
  for (const child of children) {
    const found = find({ node: child, parent: node }, at);
    if (found) return found;
  }
  return undefined;
}
