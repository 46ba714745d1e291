/**
 * The references that stand in an expression or a body, whether it is ever evaluated or not: Terraform orders and checks
 * by what is written. Names that a `for` or a dynamic block binds are none.
 */

import type { Span } from '../../base';
import { rowOf } from '../../base';
import * as hcl from '../../syntax/hcl';

/** `module.team["a"].arns[0]` is `module` with `team`, `arns`: keys are references of their own. */
export type Mention = { readonly root: string; readonly names: readonly Name[]; readonly span: Span };

/** `isIndexed`: a key or splat stands before the name. */
export type Name = { readonly text: string; readonly span: Span; readonly isIndexed: boolean };

type Bound = ReadonlySet<string>;

const nothing: Bound = new Set();

export function mentionsIn(expression: hcl.Expression, bound: Bound = nothing): readonly Mention[] {
  const found: Mention[] = [];
  visit(expression, bound, found);
  return found;
}

/** Words that are no references, though they look like some. */
const plainWords: Readonly<Record<string, readonly string[]>> = {
  lifecycle: ['ignore_changes'],
  dynamic: ['iterator'],
};

/** All of a nested block, with the blocks in it. */
export function mentionsInBlock(block: hcl.Block, bound: Bound = nothing): readonly Mention[] {
  const found: Mention[] = [];
  visitBlock(block, bound, found);
  return found;
}

function visitBlock(block: hcl.Block, bound: Bound, found: Mention[]): void {
  const inner = block.type.text === 'dynamic' ? new Set([...bound, iteratorOf(block)]) : bound;
  for (const { name, value } of block.body.attributes) {
    if (rowOf(plainWords, block.type.text)?.includes(name.text)) continue;
    visit(value, name.text === 'for_each' ? bound : inner, found);
  }
  for (const nested of block.body.blocks) visitBlock(nested, inner, found);
}

/** Named after the block it makes, unless `iterator` names it. */
export function iteratorOf(block: hcl.Block): string {
  const written = block.body.attributes.find((attribute) => attribute.name.text === 'iterator')?.value;
  return written?.kind === 'variable' ? written.name : (block.labels[0]?.text ?? '');
}

function visit(expression: hcl.Expression, bound: Bound, found: Mention[]): void {
  switch (expression.kind) {
    case 'variable':
    case 'attribute':
    case 'index':
    case 'splat':
      visitTraversal(expression, bound, found);
      break;
    case 'for-tuple':
      visitFor(expression, [expression.value, expression.condition], bound, found);
      break;
    case 'for-object':
      visitFor(expression, [expression.keyResult, expression.valueResult, expression.condition], bound, found);
      break;
    case 'template':
      visitParts(expression.parts, bound, found);
      break;
    default:
      for (const inner of hcl.expressionsIn(expression)) visit(inner, bound, found);
  }
}

type For = { readonly key: hcl.Name | undefined; readonly item: hcl.Name; readonly collection: hcl.Expression };

function visitFor(loop: For, inside: readonly (hcl.Expression | undefined)[], bound: Bound, found: Mention[]): void {
  visit(loop.collection, bound, found);
  const inner = withNames(bound, loop);
  for (const expression of inside) if (expression) visit(expression, inner, found);
}

function withNames(bound: Bound, { key, item }: Pick<For, 'key' | 'item'>): Bound {
  return new Set([...bound, item.text, ...(key ? [key.text] : [])]);
}

function visitParts(parts: readonly hcl.TemplatePart[], bound: Bound, found: Mention[]): void {
  for (const part of parts) {
    if (part.kind === 'interpolation') visit(part.expression, bound, found);
    else if (part.kind === 'if') {
      visit(part.condition, bound, found);
      visitParts([...part.then, ...part.otherwise], bound, found);
    } else if (part.kind === 'for') {
      visit(part.collection, bound, found);
      visitParts(part.parts, withNames(bound, part), found);
    }
  }
}

type Traversal = hcl.Variable | hcl.GetAttribute | hcl.Index | hcl.Splat;
type Step = { readonly name: hcl.Name } | 'key';

function visitTraversal(expression: Traversal, bound: Bound, found: Mention[]): void {
  const steps: Step[] = [];
  let rest: hcl.Expression = expression;
  for (;;) {
    if (rest.kind === 'attribute') {
      steps.unshift({ name: rest.name });
      rest = rest.object;
    } else if (rest.kind === 'index') {
      visit(rest.key, bound, found);
      steps.unshift('key');
      rest = rest.object;
    } else if (rest.kind === 'splat') {
      steps.unshift('key', ...splatSteps(rest.each, bound, found));
      rest = rest.source;
    } else break;
  }
  if (rest.kind !== 'variable') visit(rest, bound, found);
  else if (!bound.has(rest.name)) found.push({ root: rest.name, names: namesOf(steps), span: expression.span });
}

function splatSteps(each: readonly hcl.SplatStep[], bound: Bound, found: Mention[]): readonly Step[] {
  return each.flatMap((step): readonly Step[] => {
    if (step.kind === 'attribute') return [{ name: step.name }];
    if (step.kind === 'splat') return ['key', ...splatSteps(step.each, bound, found)];
    visit(step.key, bound, found);
    return ['key'];
  });
}

function namesOf(steps: readonly Step[]): readonly Name[] {
  return steps.flatMap((step, index) =>
    step === 'key' ? [] : [{ text: step.name.text, span: step.name.span, isIndexed: steps[index - 1] === 'key' }],
  );
}
