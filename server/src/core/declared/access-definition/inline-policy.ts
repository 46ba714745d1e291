/** A policy document written as YAML, as the JSON that Identity Center gets. */
import { type Known, known } from '../../base';
import * as yaml from '../../syntax/yaml';

/** Compact, since the size that counts leaves white space out. */
export function jsonText(node: yaml.Node): string {
  if (node.kind === 'sequence') return `[${node.items.map(jsonText).join(',')}]`;
  if (node.kind === 'scalar') return scalarJson(node);
  const fields = yaml.fieldsOf(node).map(({ name, value }) => `${JSON.stringify(name)}:${jsonText(value)}`);
  return `{${fields.join(',')}}`;
}

/** Every text of the document, where it stands. */
export function textsIn(reading: yaml.Reading, node: yaml.Node): readonly Known<string>[] {
  if (node.kind === 'sequence') return node.items.flatMap((item) => textsIn(reading, item));
  if (node.kind === 'mapping') return yaml.fieldsOf(node).flatMap(({ value }) => textsIn(reading, value));
  return [known(node.text, { at: yaml.locationOf(reading, node) })];
}

/** YAML 1.2's core schema; a date stays text, as the policy's `Version` needs it. */
function scalarJson(scalar: yaml.Scalar): string {
  if (yaml.isNull(scalar)) return 'null';
  const isPlain = scalar.style === 'plain' && scalar.tag === undefined;
  if (isPlain && /^(true|false)$/i.test(scalar.text)) return scalar.text.toLowerCase();
  if (isPlain && /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(scalar.text)) return scalar.text;
  return JSON.stringify(scalar.text);
}
