/** From a place to the nodes around it, and over all expressions. */
import { contains, type Span } from '../../../base';
import { expressionsIn } from './children';
import type { Attribute, Block, Body, Expression, File, Name, ObjectItem, TemplatePart } from './tree';

/** One node of the chain. `label` and `name` are words of their own: a block's type or label, an attribute's name. */
export type Step =
  | { readonly kind: 'block'; readonly node: Block }
  | { readonly kind: 'attribute'; readonly node: Attribute }
  | { readonly kind: 'expression'; readonly node: Expression }
  | { readonly kind: 'item'; readonly node: ObjectItem }
  | { readonly kind: 'part'; readonly node: TemplatePart }
  | { readonly kind: 'type' | 'label' | 'name'; readonly node: Name };

/** The nodes that contain the offset, outermost first. An offset between two nodes belongs to the one that begins there. */
export function pathAt(file: File, offset: number): readonly Step[] {
  const path: Step[] = [];
  let steps: readonly Step[] = stepsOfBody(file.body);
  for (;;) {
    const step = nearest(steps, offset);
    if (!step) return path;
    path.push(step);
    steps = stepsIn(step);
  }
}

/** The innermost expression at the offset. */
export function expressionAt(file: File, offset: number): Expression | undefined {
  const step = pathAt(file, offset).findLast((it) => it.kind === 'expression');
  return step?.kind === 'expression' ? step.node : undefined;
}

/** Visits every expression of a body and of the blocks in it, the outer ones before what they hold. */
export function walk(body: Body, visit: (expression: Expression) => void): void {
  for (const attribute of body.attributes) walkExpression(attribute.value, visit);
  for (const block of body.blocks) walk(block.body, visit);
}

/** Visits an expression and everything in it. */
export function walkExpression(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const inner of expressionsIn(expression)) walkExpression(inner, visit);
}

function nearest(steps: readonly Step[], offset: number): Step | undefined {
  const touching = steps.filter((step) => contains(step.node.span, offset));
  return touching.find((step) => offset < step.node.span.end) ?? touching.at(-1);
}

/** The steps below a step, in the order of the text. */
export function stepsIn(step: Step): readonly Step[] {
  switch (step.kind) {
    case 'block':
      return stepsOfBlock(step.node);
    case 'attribute':
      return [{ kind: 'name', node: step.node.name }, expressionStep(step.node.value)];
    case 'expression':
      return stepsOfExpression(step.node);
    case 'item':
      return [expressionStep(step.node.key), expressionStep(step.node.value)];
    case 'part':
      return stepsOfPart(step.node);
    default:
      return [];
  }
}

export function stepsOfBody({ attributes, blocks }: Body): readonly Step[] {
  const steps: readonly Step[] = [
    ...attributes.map((node): Step => ({ kind: 'attribute', node })),
    ...blocks.map((node): Step => ({ kind: 'block', node })),
  ];
  return steps.toSorted((a, b) => a.node.span.start - b.node.span.start);
}

function stepsOfBlock({ type, labels, body }: Block): readonly Step[] {
  return [{ kind: 'type', node: type }, ...labels.map((node): Step => ({ kind: 'label', node })), ...stepsOfBody(body)];
}

function expressionStep(node: Expression): Step {
  return { kind: 'expression', node };
}

function stepsOfExpression(expression: Expression): readonly Step[] {
  switch (expression.kind) {
    case 'template':
      return expression.quote === 'bare' ? [] : expression.parts.map((node): Step => ({ kind: 'part', node }));
    case 'object':
      return expression.items.map((node): Step => ({ kind: 'item', node }));
    case 'attribute':
      return [expressionStep(expression.object), { kind: 'name', node: expression.name }];
    case 'call':
      return [{ kind: 'name', node: expression.name }, ...expression.args.map(expressionStep)];
    case 'for-tuple':
    case 'for-object':
      return [...names(expression), ...expressionsIn(expression).map(expressionStep)];
    default:
      return expressionsIn(expression).map(expressionStep);
  }
}

function names({ key, item }: { readonly key: Name | undefined; readonly item: Name }): readonly Step[] {
  const found = key ? [key, item] : [item];
  return found.map((node): Step => ({ kind: 'name', node }));
}

function stepsOfPart(part: TemplatePart): readonly Step[] {
  switch (part.kind) {
    case 'text':
      return [];
    case 'interpolation':
      return [expressionStep(part.expression)];
    case 'if':
      return [expressionStep(part.condition), ...partSteps(part.then), ...partSteps(part.otherwise)];
    case 'for':
      return [...names(part), expressionStep(part.collection), ...partSteps(part.parts)];
  }
}

function partSteps(parts: readonly TemplatePart[]): readonly Step[] {
  return parts.map((node): Step => ({ kind: 'part', node }));
}

/** Whether a span lies within another. */
export function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
