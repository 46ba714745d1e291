/** Texts and lists of texts in the project file. */
import * as yaml from '../../syntax/yaml';

export function readText(reading: yaml.Reading, node: yaml.Node | undefined, what: string): string | undefined {
  return node && !yaml.isNull(node) ? yaml.readScalar(reading, node, what)?.text : undefined;
}

export function readTexts(reading: yaml.Reading, node: yaml.Node | undefined, what: string): readonly string[] {
  return readScalars(reading, node, what).map(({ text }) => text);
}

/** A single text stands for a list of one. */
export function readScalars(reading: yaml.Reading, node: yaml.Node | undefined, what: string): readonly yaml.Scalar[] {
  if (!node) return [];
  const items = node.kind === 'scalar' && !yaml.isNull(node) ? [node] : yaml.readItems(reading, node, what);
  return items.flatMap((item) => yaml.readScalar(reading, item, `each of ${what}`) ?? []);
}
