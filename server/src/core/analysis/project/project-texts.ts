/** Texts and lists of texts in the project file. */
import type { FormatPart } from '../../reasons';
import * as yaml from '../../syntax/yaml';

export function readText(reading: yaml.Reading, node: yaml.Node | undefined, part: FormatPart): string | undefined {
  return node && !yaml.isNull(node) ? yaml.readScalar(reading, node, part)?.text : undefined;
}

export function readTexts(reading: yaml.Reading, node: yaml.Node | undefined, name: string): readonly string[] {
  return readScalars(reading, node, name).map(({ text }) => text);
}

/** A single text stands for a list of one. */
export function readScalars(reading: yaml.Reading, node: yaml.Node | undefined, name: string): readonly yaml.Scalar[] {
  if (!node) return [];
  const items =
    node.kind === 'scalar' && !yaml.isNull(node) ? [node] : yaml.readItems(reading, node, { kind: 'key', name });
  return items.flatMap((item) => yaml.readScalar(reading, item, { kind: 'each', name }) ?? []);
}
