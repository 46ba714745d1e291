/**
 * Reading a format of our own from YAML: what is expected at a place, or a problem that says so. Every function answers
 * with what could be read, so that one mistake never hides the rest of the file.
 */
import { known, type Location, locationIn, type Maybe, nearest, type Problem, unknown } from '../../base';
import type { FormatPart, ProblemReason } from '../../reasons';
import type { Entry, Mapping, Node, Scalar } from './tree';

/** `problems` collects; the functions here only ever add to it. */
export type Reading = { readonly path: string; readonly problems: Problem[] };

/** An entry with a text for a key, after merge keys have been followed. */
export type Field = { readonly name: string; readonly key: Scalar; readonly value: Node };

export function locationOf({ path }: Reading, node: Node): Location {
  return locationIn(path, node.span);
}

export function addProblem(reading: Reading, node: Node, reason: ProblemReason): void {
  reading.problems.push({ at: locationOf(reading, node), reason });
}

/** Nothing written, `null` or `~`. */
export function isNull(node: Node): boolean {
  return (
    node.kind === 'scalar' &&
    node.style === 'plain' &&
    node.tag === undefined &&
    /^(~|null|Null|NULL|)$/.test(node.text)
  );
}

/** The fields of a mapping; nothing written counts as a mapping without any. `part` is what a problem is about. */
export function readFields(reading: Reading, node: Node, part: FormatPart): readonly Field[] {
  if (isNull(node)) return [];
  if (node.kind === 'mapping')
    return fieldsOf(node, (entry) => addProblem(reading, entry.key, { kind: 'key-not-text' }));
  addProblem(reading, node, { kind: 'not-a-mapping', part });
  return [];
}

/**
 * Fields by name, with a problem for each name the format does not have. What a misspelt name evidently means is read as
 * that, or the field would seem to be missing as well.
 */
export function readKnownFields(
  reading: Reading,
  node: Node,
  { part, names }: { readonly part: FormatPart; readonly names: readonly string[] },
): ReadonlyMap<string, Field> {
  const all = readFields(reading, node, part);
  const fields = new Map(all.filter(({ name }) => names.includes(name)).map((field) => [field.name, field]));
  for (const field of all.filter(({ name }) => !names.includes(name))) {
    const [meant] = nearest(field.name, names);
    const isFree = meant !== undefined && !fields.has(meant);
    const suggestion = isFree ? { text: meant, isCertain: normalized(meant) === normalized(field.name) } : undefined;
    reading.problems.push({
      at: locationOf(reading, field.key),
      reason: { kind: 'unknown-key-of', part, name: field.name, meant, names },
      ...(suggestion ? { suggestion: suggestion } : {}),
    });
    if (isFree) fields.set(meant, field);
  }
  return fields;
}

function normalized(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/** The items of a list; a single value counts as a list of one where the format says so. */
export function readItems(reading: Reading, node: Node, part: FormatPart): readonly Node[] {
  if (isNull(node)) return [];
  if (node.kind === 'sequence') return node.items;
  addProblem(reading, node, { kind: 'not-a-list', part });
  return [];
}

export function readScalar(reading: Reading, node: Node, part: FormatPart): Scalar | undefined {
  if (node.kind === 'scalar' && !isNull(node)) return node;
  addProblem(reading, node, { kind: 'not-a-text', part });
  return undefined;
}

/** The text a scalar stands for; what an intrinsic such as `!Ref` yields is not known here. */
export function textOf(reading: Reading, scalar: Scalar): Maybe<string> {
  const origin = { at: locationOf(reading, scalar) };
  const isText = scalar.tag === undefined || scalar.tag === '!!str' || scalar.tag === '!';
  return isText ? known(scalar.text, origin) : unknown({ kind: 'unresolved-tag', tag: scalar.tag }, origin);
}

/** Merge keys followed: what the mapping says itself wins over what it merges, and the first merged over the next. */
export function fieldsOf(mapping: Mapping, onInvalidKey: (entry: Entry) => void = () => {}): readonly Field[] {
  const fields = new Map<string, Field>();
  collect(mapping, fields, { onInvalidKey, depth: 0 });
  return [...fields.values()];
}

type Collecting = { readonly onInvalidKey: (entry: Entry) => void; readonly depth: number };

/** A mapping can merge others only through aliases, which cannot form a loop; the depth is bounded all the same. */
function collect(mapping: Mapping, fields: Map<string, Field>, collecting: Collecting): void {
  const merged: Node[] = [];
  for (const entry of mapping.entries) {
    const { key, value } = entry;
    if (key.kind !== 'scalar') collecting.onInvalidKey(entry);
    else if (isMergeKey(key)) for (const node of value.kind === 'sequence' ? value.items : [value]) merged.push(node);
    else if (!fields.has(key.text)) fields.set(key.text, { name: key.text, key, value });
  }
  if (collecting.depth > 20) return;
  for (const node of merged) {
    if (node.kind === 'mapping') collect(node, fields, { ...collecting, depth: collecting.depth + 1 });
  }
}

export function isMergeKey(key: Node): boolean {
  return key.kind === 'scalar' && key.style === 'plain' && key.text === '<<';
}
