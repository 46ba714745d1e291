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
      return inParts(expression.parts);
    case 'attribute':
      return [expression.object];
    case 'index':
      return [expression.object, expression.key];
    case 'splat':
      return [expression.source, ...inSteps(expression.each)];
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

/** Directives nest; one list for all their levels keeps this linear. */
function inParts(parts: readonly TemplatePart[]): readonly Expression[] {
  const found: Expression[] = [];
  for (const part of parts) collectPart(part, found);
  return found;
}

function collectPart(part: TemplatePart, found: Expression[]): void {
  switch (part.kind) {
    case 'text':
      return;
    case 'interpolation':
      found.push(part.expression);
      return;
    case 'if':
      found.push(part.condition);
      for (const inner of part.then) collectPart(inner, found);
      for (const inner of part.otherwise) collectPart(inner, found);
      return;
    case 'for':
      found.push(part.collection);
      for (const inner of part.parts) collectPart(inner, found);
  }
}

function inSteps(steps: readonly SplatStep[]): readonly Expression[] {
  const found: Expression[] = [];
  for (const step of steps) collectStep(step, found);
  return found;
}

function collectStep(step: SplatStep, found: Expression[]): void {
  if (step.kind === 'index') found.push(step.key);
  else if (step.kind === 'splat') for (const inner of step.each) collectStep(inner, found);
}

function optional(expression: Expression | undefined): readonly Expression[] {
  return expression ? [expression] : [];
}
