/** What an expression holds, in the order of the text. */
import type { Expression, SplatStep, TemplatePart } from './tree';

export function expressionsIn(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'bool':
    case 'null':
    case 'variable':
    case 'invalid':
      return [];
    case 'template':
      return expression.parts.flatMap(inPart);
    case 'attribute':
      return [expression.object];
    case 'index':
      return [expression.object, expression.key];
    case 'splat':
      return [expression.source, ...expression.each.flatMap(inStep)];
    case 'call':
      return expression.args;
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.condition, expression.then, expression.otherwise];
    case 'tuple':
      return expression.items;
    case 'object':
      return expression.items.flatMap((item) => [item.key, item.value]);
    case 'for-tuple':
      return [expression.collection, expression.value, ...optional(expression.condition)];
    case 'for-object':
      return [expression.collection, expression.keyResult, expression.valueResult, ...optional(expression.condition)];
    case 'parentheses':
      return [expression.inner];
  }
}

function inPart(part: TemplatePart): readonly Expression[] {
  switch (part.kind) {
    case 'text':
      return [];
    case 'interpolation':
      return [part.expression];
    case 'if':
      return [part.condition, ...part.then.flatMap(inPart), ...part.otherwise.flatMap(inPart)];
    case 'for':
      return [part.collection, ...part.parts.flatMap(inPart)];
  }
}

function inStep(step: SplatStep): readonly Expression[] {
  switch (step.kind) {
    case 'attribute':
      return [];
    case 'index':
      return [step.key];
    case 'splat':
      return step.each.flatMap(inStep);
  }
}

function optional(expression: Expression | undefined): readonly Expression[] {
  return expression ? [expression] : [];
}
