/**
 * Evaluating an expression as Terraform does, except that nothing ever stops: an error is an unknown that says what
 * Terraform would say, and whatever does not depend on an unknown stays known.
 */
import type { UnknownReason } from '../../reasons';
import type * as hcl from '../../syntax/hcl';
import { readNumber } from '../number/read-number';
import { failedAs } from '../type/type-of';
import { boolValue, nullValue, tupleValue, unknownValue } from '../value/construct';
import { errorIn } from '../value/traits';
import type { Value } from '../value/value';
import { call } from './call';
import { chainOf } from './chain';
import { chosenByKey, chosenHere } from './choice';
import { conditional } from './conditional';
import { evaluate, isConstructed } from './evaluate';
import { forObject, forTuple } from './for';
import { enter, isInPart, leave, overBudget, spend, withOwnPart } from './limits';
import { objectOfItems } from './object';
import { binary, unary } from './operators';
import { newOriginOfNode, originOfNode } from './origin-of-node';
import { reference } from './reference';
import type { Scope } from './scope';
import { splat } from './splat';
import { attributeOf, indexOf } from './steps';
import { template } from './template';
import { traversal } from './traversal';

/** The value of an expression. Never throws, whatever the expression says; never runs without end. */
export function evaluateExpression(expression: hcl.Expression, scope: Scope): Value {
  if (!isInPart()) return evaluateByItself(expression, scope);
  const tooDeep = enter();
  if (tooDeep !== undefined) return refused(tooDeep, expression, scope);
  try {
    spend(1);
    return step(expression, scope);
  } catch (cause) {
    return refused(overBudget(cause), expression, scope);
  } finally {
    leave();
  }
}

function evaluateByItself(expression: hcl.Expression, scope: Scope): Value {
  return withOwnPart(
    () => evaluateExpression(expression, scope),
    (because) => refused(because, expression, scope),
  );
}

function refused(because: UnknownReason, expression: hcl.Expression, scope: Scope): Value {
  return unknownValue(because, originOfNode(expression, scope));
}

function step(expression: hcl.Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'number':
    case 'bool':
    case 'null':
      return literal(expression, scope);
    case 'template':
      return template(expression, scope);
    case 'variable':
    case 'attribute':
      return named(expression, scope);
    case 'index':
      return index(expression, scope);
    case 'splat':
      return splat(expression, scope);
    case 'call':
      return call(expression, scope);
    case 'unary':
      return unary(expression, scope);
    case 'binary':
      return binary(expression, scope);
    case 'conditional':
      return conditional(expression, scope);
    case 'tuple':
      return tupleValue(
        expression.items.map((item) => chosenHere(evaluate(item, scope), item, scope)),
        originOfNode(expression, scope),
      );
    case 'object':
      return objectOfItems(expression, scope);
    case 'for-tuple':
      return forTuple(expression, scope);
    case 'for-object':
      return forObject(expression, scope);
    case 'parentheses':
      return evaluate(expression.inner, scope);
    case 'invalid':
      return unknownValue({ kind: 'invalid-expression', problem: expression.because }, originOfNode(expression, scope));
  }
}

const literals = new WeakMap<hcl.Literal, Value>();

/** A literal always has the same value, so it is made once. */
function literal(expression: hcl.Literal, scope: Scope): Value {
  let value = literals.get(expression);
  if (!value) {
    value = literalValue(expression, scope);
    literals.set(expression, value);
  }
  return value;
}

function literalValue(expression: hcl.Literal, scope: Scope): Value {
  const origin = newOriginOfNode(expression, scope);
  if (expression.kind === 'null') return nullValue(origin);
  if (expression.kind === 'bool') return boolValue(expression.value, origin);
  return readNumber(expression.text, origin) ?? unknownValue({ kind: 'invalid-number' }, origin);
}

function named(expression: hcl.Variable | hcl.GetAttribute, scope: Scope): Value {
  const chain = chainOf(expression);
  if (chain) return reference(chain, expression, scope);
  if (expression.kind === 'variable') return unknownValue({ kind: 'name-missing' }, originOfNode(expression, scope));
  const object = evaluate(expression.object, scope);
  const error = isConstructed(expression.object) ? errorIn(object) : undefined;
  const found = attributeOf(object, expression.name.text, originOfNode(expression, scope));
  return error ? failedAs(error, found) : found;
}

function index(expression: hcl.Index, scope: Scope): Value {
  const collection = evaluate(expression.object, scope);
  const key = evaluate(expression.key, scope);
  const error = errorIn(key) ?? (isConstructed(expression.object) ? errorIn(collection) : undefined);
  const found = indexOf(collection, key, originOfNode(expression, scope));
  return error ? failedAs(error, found) : askedOf(expression, chosenByKey(found, key, expression));
}

/** A key that is missing is missed by name where the collection has one. */
function askedOf({ object }: hcl.Index, found: Value): Value {
  if (found.kind !== 'unknown' || !found.missing || found.missing.of !== undefined) return found;
  return { ...found, missing: { ...found.missing, of: traversal(object) ?? '' } };
}
