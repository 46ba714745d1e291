/** Arithmetic, comparison and logic. Operands are converted first: `"2" + 3` is 5, and `"true" && x` is fine. */
import type { Origin } from '../base';
import type * as hcl from '../syntax/hcl';
import { boolValue, errorValue, numberValue, unknownFrom, withSensitive } from './construct';
import { convertTo, isFailure } from './convert';
import { equals } from './equality';
import { evaluate } from './expression';
import { add, compareNumbers, divide, modulo, multiply, negate, subtract } from './number';
import { place } from './place';
import type { Scope } from './scope';
import { containsSensitive, errorIn, unknownIn } from './traits';
import { BOOL, NUMBER, type Type } from './type';
import type { Decimal, UnknownValue, Value } from './value';

type Operator = hcl.BinaryOperator;
type Operands = { readonly left: Value; readonly right: Value; readonly origin: Origin };

export function unary(expression: hcl.Unary, scope: Scope): Value {
  const origin = place(expression, scope);
  const given = evaluate(expression.operand, scope);
  const wanted = expression.operator === '!' ? BOOL : NUMBER;
  const operand = operandOf(given, wanted, origin, 'unary');
  if (operand.kind === 'unknown') return unknownFrom(operand, wanted);
  if (operand.kind === 'null') return errorValue('Error during operation: argument must not be null', origin);
  return withSensitive(applyUnary(operand, origin), given.sensitive === true);
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
    origin: place(expression, scope),
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
  const result = cause ? unknownFrom(cause, BOOL) : boolValue((answer === true) === (operator === '=='), origin);
  return withSensitive(result, comparesSecrets(left, right));
}

/** Comparing with null looks only at the outermost mark. */
function comparesSecrets(left: Value, right: Value): boolean {
  if ((left.kind === 'null') !== (right.kind === 'null')) return left.sensitive === true || right.sensitive === true;
  return containsSensitive(left) || containsSensitive(right);
}

/** `false && x` is false and `true || x` is true whatever `x` is, even where `x` is unknown or an error. */
function logic(operator: '&&' | '||', { left, right, origin }: Operands): Value {
  const a = operandOf(left, BOOL, origin, 'left');
  const b = operandOf(right, BOOL, origin, 'right');
  const sensitive = left.sensitive === true || right.sensitive === true;
  return withSensitive(logicOf(operator, { left: a, right: b, origin }), sensitive);
}

function logicOf(operator: '&&' | '||', { left, right, origin }: Operands): Value {
  const error = errorOf(left, right);
  if (error) return unknownFrom(error, BOOL);
  if (left.kind === 'null' || right.kind === 'null')
    return errorValue('Error during operation: argument must not be null', origin);
  const decisive = operator === '||';
  if (isBool(left, decisive) || isBool(right, decisive)) return boolValue(decisive, origin);
  const cause = left.kind === 'unknown' ? left : right;
  return cause.kind === 'unknown' ? unknownFrom(cause, BOOL) : boolValue(!decisive, origin);
}

function isBool(value: Value, wanted: boolean): boolean {
  return value.kind === 'bool' && value.value === wanted;
}

function errorOf(left: Value, right: Value): UnknownValue | undefined {
  if (left.kind === 'unknown' && left.error !== undefined) return left;
  return right.kind === 'unknown' && right.error !== undefined ? right : undefined;
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
  if (left.kind === 'null' || right.kind === 'null')
    return errorValue('Error during operation: argument must not be null', origin);
  if (left.kind === 'unknown') return unknownFrom(left, type);
  if (right.kind === 'unknown') return unknownFrom(right, type);
  if (left.kind !== 'number' || right.kind !== 'number') return errorValue('a number is required', origin);
  return arithmetic(operator, left.value, right.value, origin);
}

function arithmetic(operator: Operator, a: Decimal, b: Decimal, origin: Origin): Value {
  const ordered = ORDER[operator];
  if (ordered) return boolValue(ordered(compareNumbers(a, b)), origin);
  const isDivision = operator === '/' || operator === '%';
  if (isDivision && b.digits === 0n) return errorValue('Error during operation: divide by zero', origin);
  return numberValue(compute(operator, a, b), origin);
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
