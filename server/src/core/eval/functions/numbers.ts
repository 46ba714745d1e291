/** Functions of numbers. */
import { TOO_LARGE } from '../expression/limits';
import {
  add,
  compareNumbers,
  fromBigInteger,
  fromDouble,
  isNegative,
  negate,
  subtract,
  toDouble,
  truncate,
  wholeNumber,
} from '../number/number';
import { ANY, NUMBER, typeName } from '../type/type';
import { typeOf } from '../type/type-of';
import { numberValue, unknownValue } from '../value/construct';
import type { Decimal, Value } from '../value/value';
import { integerOf, NOT_WHOLE } from './collection/lists';
import { logarithmOf, powerOf } from './floats';
import { type BuiltIn, type CallSite, failed, failedArgument, originOfResult, parameter } from './function';
import { textOf } from './text/strings';

export const numbers: Readonly<Record<string, BuiltIn>> = {
  abs: ofOne((it) => (isNegative(it) ? negate(it) : it)),
  ceil: ofOne(roundedUp),
  floor: ofOne(roundedDown),
  log: { parameters: [parameter('num', NUMBER), parameter('base', NUMBER)], returns: NUMBER, apply: log },
  max: {
    parameters: [],
    rest: parameter('numbers', NUMBER),
    returns: NUMBER,
    apply: (args, site) => minOrMax(args, site, 1),
  },
  min: {
    parameters: [],
    rest: parameter('numbers', NUMBER),
    returns: NUMBER,
    apply: (args, site) => minOrMax(args, site, -1),
  },
  parseint: {
    parameters: [parameter('number', ANY), parameter('base', NUMBER)],
    returns: NUMBER,
    apply: parseInteger,
  },
  pow: { parameters: [parameter('num', NUMBER), parameter('power', NUMBER)], returns: NUMBER, apply: power },
  signum: { parameters: [parameter('num', NUMBER)], returns: NUMBER, apply: signum },
};

function ofOne(change: (it: Decimal) => Decimal): BuiltIn {
  return {
    parameters: [parameter('num', NUMBER)],
    returns: NUMBER,
    apply: (args, site) => numberValue(change(decimalOf(args[0])), originOfResult(args, site)),
  };
}

function decimalOf(value: Value | undefined): Decimal {
  return value?.kind === 'number' ? value.value : wholeNumber(0);
}

function roundedDown(it: Decimal): Decimal {
  const whole = truncate(it);
  return compareNumbers(whole, it) > 0 ? subtract(whole, wholeNumber(1)) : whole;
}

function roundedUp(it: Decimal): Decimal {
  const whole = truncate(it);
  return compareNumbers(whole, it) < 0 ? add(whole, wholeNumber(1)) : whole;
}

/** Computed with doubles, as Terraform does. */
function log(args: readonly Value[], site: CallSite): Value {
  const [number = 0, base = 0] = args.map((arg) => toDouble(decimalOf(arg)));
  return fromFloat(logarithmOf(number) / logarithmOf(base), site);
}

function power(args: readonly Value[], site: CallSite): Value {
  const [number = 0, exponent = 0] = args.map((arg) => toDouble(decimalOf(arg)));
  const result = powerOf(number, exponent);
  if (result !== undefined) return fromFloat(result, site);
  return unknownValue({ kind: 'not-computed', what: 'fractional-power' }, site.origin, NUMBER);
}

function fromFloat(result: number, site: CallSite): Value {
  if (Number.isNaN(result)) return failed(site, 'panic in function implementation: Float.SetFloat64(NaN)');
  return numberValue(fromDouble(result), site.origin);
}

function minOrMax(args: readonly Value[], site: CallSite, direction: 1 | -1): Value {
  if (args.length === 0) return failed(site, 'must pass at least one number');
  return args.reduce((best, arg) => (compareNumbers(decimalOf(arg), decimalOf(best)) * direction > 0 ? arg : best));
}

function signum([value]: readonly Value[], site: CallSite): Value {
  const whole = integerOf(value);
  if (whole === undefined) return failed(site, NOT_WHOLE);
  return numberValue(wholeNumber(Math.sign(whole)), site.origin);
}

/** Reading a number takes more than as many steps as it has digits. */
const MAX_DIGITS = 5000;

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

function parseInteger(args: readonly Value[], site: CallSite): Value {
  const [number] = args;
  if (number?.kind !== 'string') {
    const type = number ? typeName(typeOf(number)) : 'nothing';
    return failedArgument(site, 'number', `first argument must be a string, not ${type}`);
  }
  const base = integerOf(args[1]);
  if (base === undefined) return failed(site, NOT_WHOLE);
  if (base < 2 || base > 62)
    return failedArgument(site, 'base', `base must be a whole number between 2 and 62 inclusive`);
  const text = textOf(args[0]);
  if (text.length > MAX_DIGITS) return unknownValue(TOO_LARGE, site.origin, NUMBER);
  const value = readDigits(text.replace(/^[+-]/, ''), base);
  if (value === undefined) {
    return failedArgument(site, 'number', `cannot parse ${JSON.stringify(text)} as a base ${base} integer`);
  }
  return numberValue(fromBigInteger(text.startsWith('-') ? -value : value), originOfResult(args, site));
}

/** Up to base 36 upper and lower case are alike. */
function readDigits(text: string, base: number): bigint | undefined {
  if (text === '') return undefined;
  let value = 0n;
  for (const letter of base <= 36 ? text.toLowerCase() : text) {
    const digit = DIGITS.indexOf(letter);
    if (digit < 0 || digit >= base) return undefined;
    value = value * BigInt(base) + BigInt(digit);
  }
  return value;
}
