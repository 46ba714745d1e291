/**
 * Terraform's numbers: binary floats of 512 bits (now and then 64), rounded to nearest even, printed as the shortest
 * decimal that reads back as the same float. A `Decimal` is that printed form, so equal numbers are equal decimals and
 * printing costs nothing; arithmetic goes through the float it names.
 */

import type { Decimal } from '../value/value';
import { addBinary, type Binary, bitLength, compareBinary, multiplyBinary, quotient, roundBinary } from './binary';
import { infinity, isInfinite } from './infinity';
import { shortestDecimal } from './shortest-decimal';

const FULL_PRECISION = 512;
const MIN_PRECISION = 53;
const SMALL = 1n << 53n;
/** Beyond this an exponent could make a number of millions of digits; nobody writes such a number on purpose. */
const MAX_EXPONENT = 5000;
/** What computing may come to, for the same reason. */
const MAX_DIGITS = 4 * MAX_EXPONENT;

export const ZERO: Decimal = { digits: 0n, exponent: 0 };

const NUMBER_TEXT = /^([+-]?)(\d*)(?:\.(\d*))?(?:([eEpP])([+-]?\d+))?$/;

const INFINITY_TEXT = /^([+-]?)[iI]nf$/;

/** Reads a number as `tonumber` and number literals do; `undefined` for text that is none (or is absurdly large). */
export function parseDecimal(text: string): Decimal | undefined {
  if (text.length > MAX_EXPONENT) return undefined;
  const match = NUMBER_TEXT.exec(text);
  if (!match) return parseInfinity(text);
  const [, sign = '', whole = '', fraction = '', mark, exponentText = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > MAX_EXPONENT) return undefined;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  if (digits === 0n && sign === '-') return { ...ZERO, negativeZero: true };
  if (mark === 'p' || mark === 'P') return parseBinaryExponent(digits, fraction.length, exponent);
  return rounded(digits, exponent - fraction.length);
}

function parseInfinity(text: string): Decimal | undefined {
  const match = INFINITY_TEXT.exec(text);
  return match ? infinity(match[1] === '-') : undefined;
}

/** Whether Terraform would read a number here, though it is absurdly large. */
export function isLargeNumber(text: string): boolean {
  return /^[+-]?\.?\d/.test(text) && NUMBER_TEXT.test(text) && !parseDecimal(text);
}

const COMMON = 10n ** 40n;

/** Steps that computing with a number takes beyond those of any other: next to nothing up to 40 digits. */
export function numberWeight({ digits, exponent }: Decimal): number {
  const isCommon = Math.abs(exponent) <= 40 && digits < COMMON && digits > -COMMON;
  if (isCommon || exponent === Number.POSITIVE_INFINITY) return 0;
  return (Math.abs(exponent) + Math.ceil(bitLength(digits) / 3)) >> 2;
}

/** Whether computing with the number is out of proportion. */
export function isTooLarge(it: Decimal): boolean {
  if (isInfinite(it)) return false;
  return Math.abs(it.exponent) > MAX_DIGITS || absolute(it.digits) >= 1n << BigInt(4 * MAX_DIGITS);
}

/** `1p3` is 1 × 2³: rare, and yet a number to Terraform. */
function parseBinaryExponent(digits: bigint, places: number, exponent: number): Decimal {
  const power = exponent < 0 ? 1n : 2n ** BigInt(exponent);
  const divisor = 10n ** BigInt(places) * (exponent < 0 ? 2n ** BigInt(-exponent) : 1n);
  return fromBinary(quotient(digits * power, divisor, FULL_PRECISION), FULL_PRECISION);
}

function rounded(digits: bigint, exponent: number): Decimal {
  const exact = lowestTerms(digits, exponent);
  if (fits(exact, FULL_PRECISION) || isShort(exact)) return exact;
  return fromBinary(toBinary(exact), FULL_PRECISION);
}

/** Any decimal of up to 153 digits is the shortest name of the 512-bit float next to it. */
function isShort(it: Decimal): boolean {
  return absolute(it.digits) < 10n ** 153n;
}

const smallNumbers = Array.from({ length: 1024 }, (_, value) => computeWholeNumber(value));

/** A whole number from JavaScript, of the 64 bits that Terraform's own counts have. */
export function wholeNumber(value: number | bigint): Decimal {
  return smallNumbers[Number(value)] ?? computeWholeNumber(value);
}

function computeWholeNumber(value: number | bigint): Decimal {
  const { digits, exponent } = lowestTerms(BigInt(value), 0);
  return { digits, exponent, precision: 64 };
}

/** A whole number read from text, of as many bits as it needs but at least 64. */
export function fromBigInteger(value: bigint): Decimal {
  const exact = lowestTerms(value, 0);
  const bits = Math.max(64, bitLength(value));
  return { ...exact, precision: bits };
}

/** A double, as functions return that compute with doubles (`pow`, `log`). */
export function fromDouble(value: number): Decimal {
  if (Object.is(value, -0)) return { ...ZERO, negativeZero: true, precision: 53 };
  if (Math.abs(value) === Number.POSITIVE_INFINITY) return { ...infinity(value < 0), precision: 53 };
  return fromBinary(binaryOf(value), 53);
}

/** The bits of a double (IEEE 754): sign, exponent, and a fraction whose leading one is left out. */
function binaryOf(value: number): Binary {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const power = Number((bits >> 52n) & 0x7ffn);
  const fraction = (bits & 0xfffffffffffffn) + (power === 0 ? 0n : 1n << 52n);
  return { mantissa: value < 0 ? -fraction : fraction, exponent: Math.max(1, power) - 1075 };
}

export function toDouble(it: Decimal): number {
  if (isInfinite(it)) return Number(it.digits) * Number.POSITIVE_INFINITY;
  if (it.negativeZero) return -0;
  return Number(`${it.digits}e${it.exponent}`);
}

/** `undefined` where there is a fraction, or no end. */
export function toBigInt(it: Decimal): bigint | undefined {
  if (it.exponent === 0) return it.digits;
  return isWhole(it) ? it.digits * 10n ** BigInt(it.exponent) : undefined;
}

/** The float itself, of which a long decimal is only the shortest name; `undefined` where it has a fraction. */
export function toExactInteger(it: Decimal): bigint | undefined {
  if (!isWhole(it) || fits(it, precisionOf(it))) return toBigInt(it);
  const { mantissa, exponent } = toBinary(it);
  return exponent >= 0 ? mantissa << BigInt(exponent) : mantissa >> BigInt(-exponent);
}

/** A whole number that JavaScript counts exactly, or `undefined`. */
export function toSafeInteger(it: Decimal): number | undefined {
  if (it.exponent > 20) return undefined;
  const whole = toBigInt(it);
  return whole !== undefined && absolute(whole) <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(whole) : undefined;
}

export function isWhole(it: Decimal): boolean {
  return it.exponent >= 0 && !isInfinite(it);
}

export function sameNumber(a: Decimal, b: Decimal): boolean {
  return a.digits === b.digits && a.exponent === b.exponent;
}

/** As Terraform prints it: no exponent, ever. */
export function numberText(it: Decimal): string {
  if (it.negativeZero) return '-0';
  if (isInfinite(it)) return it.digits < 0n ? '-Inf' : '+Inf';
  const sign = it.digits < 0n ? '-' : '';
  const digits = absolute(it.digits).toString();
  if (it.exponent >= 0) return sign + digits + '0'.repeat(it.exponent);
  const padded = digits.padStart(1 - it.exponent, '0');
  return `${sign}${padded.slice(0, it.exponent)}.${padded.slice(it.exponent)}`;
}

export function compareNumbers(a: Decimal, b: Decimal): number {
  if (isInfinite(a) || isInfinite(b)) return Math.sign(infinitySign(a) - infinitySign(b));
  if (a.exponent >= 0 && b.exponent >= 0 && fits(a, FULL_PRECISION) && fits(b, FULL_PRECISION)) {
    const left = toBigInt(a) ?? 0n;
    const right = toBigInt(b) ?? 0n;
    return left < right ? -1 : Number(left > right);
  }
  return compareBinary(toBinary(a), toBinary(b));
}

function infinitySign(it: Decimal): number {
  return isInfinite(it) ? Number(it.digits) : 0;
}

/** The caller has ruled out infinities that cancel each other; so it is for `subtract`, `multiply`, `divide`, `modulo`. */
export function add(a: Decimal, b: Decimal): Decimal {
  if (isInfinite(a)) return a;
  if (isInfinite(b)) return b;
  if (a.negativeZero && b.negativeZero) return a;
  return compute(a, b, (x, y) => x + y, addBinary);
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, negate(b));
}

export function negate(it: Decimal): Decimal {
  if (it.digits !== 0n) return { ...it, digits: -it.digits };
  return it.negativeZero ? { ...it, negativeZero: undefined } : { ...it, negativeZero: true };
}

/** A product keeps as many bits as it needs, up to 512. */
export function multiply(a: Decimal, b: Decimal): Decimal {
  const signed = isNegative(a) !== isNegative(b);
  if (isInfinite(a) || isInfinite(b)) return infinity(signed);
  const product = compute(withFullPrecision(a), b, (x, y) => x * y, multiplyBinary);
  const precision = Math.max(precisionOf(a), precisionOf(b));
  if (product.digits === 0n) return withPrecision({ ...ZERO, negativeZero: signed ? true : undefined }, precision);
  return fits(product, precision) ? withPrecision(product, precision) : product;
}

export function divide(a: Decimal, b: Decimal): Decimal {
  const precision = Math.max(precisionOf(a), precisionOf(b));
  const signed = isNegative(a) !== isNegative(b);
  if (isInfinite(a) || b.digits === 0n) return infinity(signed);
  if (isInfinite(b)) return withPrecision({ ...ZERO, negativeZero: signed ? true : undefined }, precision);
  const whole = exactWholeQuotient(a, b);
  if (whole) return withPrecision(whole, precision);
  if (a.digits === 0n) return multiply(a, b);
  const x = toBinary(a);
  const y = toBinary(b);
  const shift = x.exponent - y.exponent;
  const numerator = shift > 0 ? x.mantissa << BigInt(shift) : x.mantissa;
  const denominator = shift < 0 ? y.mantissa << BigInt(-shift) : y.mantissa;
  return fromBinary(quotient(numerator, denominator, precision), precision);
}

function exactWholeQuotient(a: Decimal, b: Decimal): Decimal | undefined {
  const x = toBigInt(a);
  const y = toBigInt(b);
  if (!x || !y || !fits(a, FULL_PRECISION) || !fits(b, FULL_PRECISION) || x % y !== 0n) return undefined;
  return lowestTerms(x / y, 0);
}

/** The remainder takes the dividend's sign; the remainder of a division by zero is the dividend itself. */
export function modulo(a: Decimal, b: Decimal): Decimal {
  if (b.digits === 0n) return a;
  const times = truncate(divide(a, b));
  const precision = Math.max(precisionOf(a), precisionOf(b));
  const product = withPrecision(multiply(withPrecision(times, precisionOf(a)), b), precision);
  return subtract(a, product);
}

export function truncate(it: Decimal): Decimal {
  if (it.exponent >= 0) return it;
  const divisor = 10n ** BigInt(-it.exponent);
  return { ...lowestTerms(it.digits / divisor, 0), precision: it.precision };
}

export function isNegative(it: Decimal): boolean {
  return it.digits < 0n || it.negativeZero === true;
}

function compute(
  a: Decimal,
  b: Decimal,
  whole: (x: bigint, y: bigint) => bigint,
  binary: (x: Binary, y: Binary) => Binary,
): Decimal {
  const precision = Math.max(precisionOf(a), precisionOf(b));
  const x = toBigInt(a);
  const y = toBigInt(b);
  if (x !== undefined && y !== undefined && fits(a, FULL_PRECISION) && fits(b, FULL_PRECISION)) {
    const exact = lowestTerms(whole(x, y), 0);
    if (fits(exact, precision)) return withPrecision(exact, precision);
  }
  return fromBinary(roundBinary(binary(toBinary(a), toBinary(b)), precision), precision);
}

/** The float that the decimal names. */
export function toBinary(it: Decimal): Binary {
  const whole = toBigInt(it);
  if (whole !== undefined) return roundBinary({ mantissa: whole, exponent: 0 }, precisionOf(it));
  return quotient(it.digits, 10n ** BigInt(-it.exponent), precisionOf(it));
}

export function fromBinary(it: Binary, precision: number): Decimal {
  const { digits, exponent } = shortestDecimal(it, precision);
  return withPrecision(lowestTerms(digits, exponent), precision);
}

export function precisionOf(it: Decimal): number {
  return it.precision ?? FULL_PRECISION;
}

function withPrecision(it: Decimal, precision: number): Decimal {
  if (precisionOf(it) === precision) return it;
  const { digits, exponent, negativeZero } = it;
  return { digits, exponent, precision: precision === FULL_PRECISION ? undefined : precision, negativeZero };
}

function withFullPrecision(it: Decimal): Decimal {
  return it.exponent >= 0 ? withPrecision(it, FULL_PRECISION) : { ...it };
}

/** Whether the float of so many bits is exactly this decimal: true of whole numbers that are short enough. */
function fits(it: Decimal, precision: number): boolean {
  if (it.exponent < 0) return false;
  if (it.exponent === 0 && precision >= MIN_PRECISION && it.digits < SMALL && it.digits > -SMALL) return true;
  return absolute(toBigInt(it) ?? 0n) < 1n << BigInt(precision);
}

function lowestTerms(digits: bigint, exponent: number): Decimal {
  if (digits === 0n) return ZERO;
  let shorter = digits;
  let power = exponent;
  while (shorter % 10n === 0n) {
    shorter /= 10n;
    power++;
  }
  return { digits: shorter, exponent: power };
}

export function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
