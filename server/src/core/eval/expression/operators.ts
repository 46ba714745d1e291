/** Arithmetic, comparison and logic. Operands are converted first: `"2" + 3` is 5, and `"true" && x` is fine. */
import type { Origin } from '../../base';
import type * as hcl from '../../syntax/hcl';
import { undefinedResult } from '../number/infinity';
import {
  add,
  compareNumbers,
  divide,
  isTooLarge,
  modulo,
  multiply,
  negate,
  numberWeight,
  subtract,
} from '../number/number';
import { convertTo, isFailure } from '../type/convert';
import { BOOL, NUMBER, type Type } from '../type/type';
import { isTextComparison, withoutDependencies } from '../value/attribute-dependencies';
import { boolValue, errorValue, numberValue, unknownFrom, unknownValue, withSensitive } from '../value/construct';
import { equals } from '../value/equality';
import { containsSensitive, errorIn, unknownIn } from '../value/traits';
import type { Decimal, UnknownValue, Value } from '../value/value';
import { evaluate } from './evaluate';
import { spend, TOO_LARGE } from './limits';
import { originOfNode } from './origin-of-node';
import type { Scope } from './scope';

const NULL_OPERAND = 'Error during operation: argument must not be null';

type Operator = hcl.BinaryOperator;
type Operands = { readonly left: Value; readonly right: Value; readonly origin: Origin };

export function unary(expression: hcl.Unary, scope: Scope): Value {
  const origin = originOfNode(expression, scope);
  const given = evaluate(expression.operand, scope);
  const wanted = expression.operator === '!' ? BOOL : NUMBER;
  const operand = operandOf(given, wanted, origin, 'unary');
  if (operand.kind === 'unknown') return unknownFrom(operand, wanted);
  if (operand.kind === 'null') return failed(NULL_OPERAND, wanted, origin);
  return withSensitive(applyUnary(operand, origin), given.sensitive === true);
}

/** The result of an operator has its type, even so. */
function failed(message: string, type: Type, origin: Origin): UnknownValue {
  return { ...errorValue(message, origin), type };
}

function applyUnary(operand: Value, origin: Origin): Value {
  if (operand.kind === 'number') return numberValue(negate(operand.value), origin);
  return boolValue(operand.kind === 'bool' && !operand.value, origin);
}

function operandOf(value: Value, wanted: Type, origin: Origin, side: 'left' | 'right' | 'unary'): Value {
  const converted = convertTo(value, wanted);
  return isFailure(converted)
    ? errorValue(`Unsuitable value for ${side} operand: ${converted.failed}`, origin)
    : converted;
}

export function binary(expression: hcl.Binary, scope: Scope): Value {
  const operands = {
    left: evaluate(expression.left, scope),
    right: evaluate(expression.right, scope),
    origin: originOfNode(expression, scope),
  };
  const { operator } = expression;
  if (operator === '==' || operator === '!=') return equality(operator, operands);
  return operator === '&&' || operator === '||' ? logic(operator, operands) : numeric(operator, operands);
}

function equality(operator: '==' | '!=', { left, right, origin }: Operands): Value {
  const error = errorIn(left) ?? errorIn(right);
  if (error) return unknownFrom(error, BOOL);
  const answer = equals(left, right);
  const cause = answer === 'unknown' ? (unknownIn(left) ?? unknownIn(right)) : undefined;
  const result = cause
    ? unknownAnswer(cause, isTextComparison(left, right))
    : boolValue((answer === true) === (operator === '=='), origin);
  return withSensitive(result, comparesSensitive(left, right));
}

/** Terraform may be able to answer, unless it certainly is not. */
function unknownAnswer(cause: UnknownValue, isCertain: boolean): UnknownValue {
  const open = unknownFrom(cause, BOOL);
  return isCertain ? open : withoutDependencies(open);
}

/** Comparing with null looks only at the outermost mark. */
function comparesSensitive(left: Value, right: Value): boolean {
  if ((left.kind === 'null') !== (right.kind === 'null')) return left.sensitive === true || right.sensitive === true;
  return containsSensitive(left) || containsSensitive(right);
}

/** Both sides are always looked at: up to Terraform 1.11 `false && x` is an error where `x` is, and unknown where it is. */
function logic(operator: '&&' | '||', { left, right, origin }: Operands): Value {
  const a = operandOf(left, BOOL, origin, 'left');
  const b = operandOf(right, BOOL, origin, 'right');
  const sensitive = left.sensitive === true || right.sensitive === true;
  return withSensitive(logicOf(operator, { left: a, right: b, origin }), sensitive);
}

function logicOf(operator: '&&' | '||', { left, right, origin }: Operands): Value {
  const error = errorOf(left, right);
  if (error) return unknownFrom(error, BOOL);
  if (left.kind === 'null' || right.kind === 'null') return failed(NULL_OPERAND, BOOL, origin);
  const unknown = left.kind === 'unknown' ? left : right;
  if (unknown.kind === 'unknown') return unknownAnswer(unknown, !isDecided(operator, left, right));
  const [a, b] = [left, right].map((it) => it.kind === 'bool' && it.value);
  return boolValue(operator === '&&' ? a === true && b === true : a === true || b === true, origin);
}

/** Where one side settles it, Terraform from 1.12 on asks no further. */
function isDecided(operator: '&&' | '||', left: Value, right: Value): boolean {
  return [left, right].some((it) => it.kind === 'bool' && it.value === (operator === '||'));
}

function errorOf(left: Value, right: Value): UnknownValue | undefined {
  if (left.kind === 'unknown' && left.isError) return left;
  return right.kind === 'unknown' && right.isError ? right : undefined;
}

const ORDER: Readonly<Record<string, (difference: number) => boolean>> = {
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
  '>': (difference) => difference > 0,
  '>=': (difference) => difference >= 0,
};

function numeric(operator: Operator, { left, right, origin }: Operands): Value {
  const a = operandOf(left, NUMBER, origin, 'left');
  const b = operandOf(right, NUMBER, origin, 'right');
  const sensitive = left.sensitive === true || right.sensitive === true;
  return withSensitive(numericOf(operator, { left: a, right: b, origin }), sensitive);
}

function numericOf(operator: Operator, { left, right, origin }: Operands): Value {
  const type = ORDER[operator] ? BOOL : NUMBER;
  const error = errorOf(left, right);
  if (error) return unknownFrom(error, type);
  if (left.kind === 'null' || right.kind === 'null') return failed(NULL_OPERAND, type, origin);
  if (left.kind === 'unknown') return withoutDependencies(unknownFrom(left, type));
  if (right.kind === 'unknown') return withoutDependencies(unknownFrom(right, type));
  if (left.kind !== 'number' || right.kind !== 'number') return errorValue('a number is required', origin);
  return arithmetic(operator, left.value, right.value, origin);
}

function arithmetic(operator: Operator, a: Decimal, b: Decimal, origin: Origin): Value {
  spend(numberWeight(a) + numberWeight(b));
  const ordered = ORDER[operator];
  if (ordered) return boolValue(ordered(compareNumbers(a, b)), origin);
  const none = undefinedResult(operator, a, b);
  if (none !== undefined) return failed(`Error during operation: ${none}`, NUMBER, origin);
  const result = compute(operator, a, b);
  return isTooLarge(result) ? unknownValue(TOO_LARGE, origin, NUMBER) : numberValue(result, origin);
}

function compute(operator: Operator, a: Decimal, b: Decimal): Decimal {
  switch (operator) {
    case '+':
      return add(a, b);
    case '-':
      return subtract(a, b);
    case '*':
      return multiply(a, b);
    case '/':
      return divide(a, b);
    default:
      return modulo(a, b);
  }
}
