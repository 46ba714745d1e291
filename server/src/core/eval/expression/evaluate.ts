/**
 * Evaluating what stands inside another expression. It goes through the scope, which knows the evaluator, so that the kinds of
 * expressions, each in a file of its own, need not know each other.
 */
import type * as hcl from '../../syntax/hcl';
import type { Value } from '../value/value';
import type { Scope } from './scope';

export function evaluate(expression: hcl.Expression, scope: Scope): Value {
  return scope.evaluate(expression, scope);
}

/** What an expression builds on the spot fails as a whole where a part of it does; what it refers to stands on its own. */
export function isConstructed(expression: hcl.Expression): boolean {
  return expression.kind !== 'variable' && expression.kind !== 'attribute' && expression.kind !== 'index';
}
