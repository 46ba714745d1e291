/**
 * Of two things that say the same, one goes. In one list that holds both it does not matter which, and nothing is lost;
 * anywhere else the author may have meant another thing, so that somebody should look.
 */
import type { Location, Span } from '../../base';
import * as hcl from '../../syntax/hcl';
import * as yaml from '../../syntax/yaml';
import type { Trees } from '../findings';
import type { FixEdits } from './fixes';

export type Repetition = {
  readonly at: Location;
  readonly of: Location;
  /** The places are fields of the things. */
  readonly isPart?: true | undefined;
};

export function removeRepetition(repetition: Repetition, trees: Trees): FixEdits {
  const { path } = repetition.at;
  const terraform = trees.terraform.get(path);
  const text = trees.files.get(path)?.text;
  if (terraform && text !== undefined) return inTerraform({ file: terraform, text }, repetition, trees);
  const file = trees.yaml.get(path);
  return file ? inYaml(file, repetition) : nothing;
}

const nothing: FixEdits = { edits: [], isCertain: false };

function inYaml(file: yaml.File, { at, of, isPart }: Repetition): FixEdits {
  for (const list of yamlLists(file)) {
    const index = list.items.findIndex((item) => isTarget(item, at, isPart && item.kind === 'mapping'));
    if (index === -1) continue;
    if (list.items.length < 2) return nothing;
    const isCertain =
      of.path === at.path && list.items.some((item) => isTarget(item, of, isPart && item.kind === 'mapping'));
    return { edits: [yaml.removeItem(file, list, index)], isCertain };
  }
  return nothing;
}

/** The innermost first. */
function yamlLists(file: yaml.File): readonly yaml.Sequence[] {
  const found: yaml.Sequence[] = [];
  const visit = (node: yaml.Node): void => {
    const inner =
      node.kind === 'mapping' ? node.entries.map((it) => it.value) : node.kind === 'sequence' ? node.items : [];
    for (const child of inner) visit(child);
    if (node.kind === 'sequence') found.push(node);
  };
  for (const { root } of file.documents) if (root) visit(root);
  return found;
}

function inTerraform(source: hcl.Source, { at, of, isPart }: Repetition, trees: Trees): FixEdits {
  const path = hcl.pathTo(source.file, at);
  const index = path.findIndex(
    (it) => it.kind === 'expression' && isTarget(it.node, at, isPart && it.node.kind === 'object'),
  );
  const [list, item] = [path[index - 1], path[index]];
  if (item && list?.kind === 'expression' && list.node.kind === 'tuple') {
    return fromTuple(source, { list: list.node, item: item.node.span, of, isPart });
  }
  const isKey = list?.kind === 'item' && isSame(list.node.key.span, at);
  return isKey ? { edits: hcl.remove(source, at), isCertain: false } : withBlock(source, path[0], of, trees);
}

type InTuple = {
  readonly list: hcl.TupleExpression;
  readonly item: Span;
  readonly of: Location;
  readonly isPart: true | undefined;
};

function fromTuple(source: hcl.Source, { list, item, of, isPart }: InTuple): FixEdits {
  if (list.items.length < 2) return nothing;
  const isHere = (it: hcl.Expression) => isTarget(it, of, isPart && it.kind === 'object');
  return { edits: hcl.remove(source, item), isCertain: of.path === source.file.path && list.items.some(isHere) };
}

/** A resource that says one thing once, and that nothing else refers to. */
function withBlock(source: hcl.Source, step: hcl.Step | undefined, of: Location, trees: Trees): FixEdits {
  if (step?.kind !== 'block' || step.node.type.text !== 'resource' || hcl.isJson(source.file.path)) return nothing;
  const { span, labels, body } = step.node;
  const isExpanded = body.attributes.some(({ name }) => name.text === 'for_each' || name.text === 'count');
  const containsBoth = of.path === source.file.path && isWithin(of, span);
  const address = labels.map((label) => label.text).join('.');
  if (isExpanded || containsBoth || isMentioned(address, trees)) return nothing;
  return { edits: hcl.remove(source, span), isCertain: false };
}

/** A reference to what is gone would stop the plan. */
function isMentioned(address: string, { files, terraform }: Trees): boolean {
  return [...terraform.keys()].some((path) => files.get(path)?.text.includes(address));
}

function isTarget({ span }: { readonly span: Span }, at: Span, isPart: boolean | undefined): boolean {
  return isPart ? isWithin(at, span) : isSame(span, at);
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
