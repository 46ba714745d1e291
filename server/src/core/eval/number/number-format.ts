/** Numbers in the notations of `format`: a given count of digits, with or without an exponent, as Go prints big floats. */

import type { Decimal } from '../value/value';
import { isInfinite } from './infinity';
import { absolute, isNegative, numberText, toBinary } from './number';

/** `digits × 10^exponent`, without a sign. */
type Rounded = { readonly digits: string; readonly exponent: number };

/** `%.Nf`: so many digits behind the point. */
export function fixedNotation(it: Decimal, places: number): string {
  const { digits, exponent } = roundAt(exactDigits(it), -places);
  const whole = exponent >= 0 ? digits + '0'.repeat(exponent) : digits;
  const scale = Math.max(0, -exponent);
  const padded = whole.padStart(scale + 1, '0');
  const fraction = padded.slice(padded.length - scale).padEnd(places, '0');
  return sign(it) + padded.slice(0, padded.length - scale) + (places > 0 ? `.${fraction}` : '');
}

/** `%.Ne`: one digit, the point, so many digits, and an exponent of at least two digits. */
export function scientificNotation(it: Decimal, places: number): string {
  const rounded = significant(it, places + 1);
  return sign(it) + withPoint(rounded.digits.padEnd(places + 1, '0')) + exponentText(powerOf(rounded));
}

/** `%g`: the shorter of the two, without trailing zeros; without a precision, as many digits as the number has. */
export function generalNotation(it: Decimal, precision: number | undefined): string {
  if (isInfinite(it)) return numberText(it);
  const rounded = significant(it, precision === undefined ? undefined : Math.max(1, precision));
  const digits = rounded.digits.replace(/0+$/, '') || '0';
  const power = powerOf(rounded);
  const wanted = precision === undefined ? 6 : Math.max(1, precision);
  const isShorter = precision !== undefined && wanted > digits.length && digits.length >= power + 1;
  const limit = isShorter ? digits.length : wanted;
  if (power < -4 || power >= limit) return sign(it) + withPoint(digits) + exponentText(power);
  return sign(it) + plain(digits, power);
}

/** The power of ten of the first digit. */
function powerOf({ digits, exponent }: Rounded): number {
  return digits === '0' ? 0 : exponent + digits.length - 1;
}

function plain(digits: string, power: number): string {
  if (power < 0) return `0.${'0'.repeat(-power - 1)}${digits}`;
  if (digits.length <= power + 1) return digits.padEnd(power + 1, '0');
  return `${digits.slice(0, power + 1)}.${digits.slice(power + 1)}`;
}

function withPoint(digits: string): string {
  return digits.length > 1 ? `${digits.charAt(0)}.${digits.slice(1)}` : digits;
}

function exponentText(power: number): string {
  return `e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function sign(it: Decimal): string {
  return isNegative(it) ? '-' : '';
}

/** Without a count, as many digits as it takes to name the float; with one, the digits of the float itself. */
function significant(it: Decimal, count: number | undefined): Rounded {
  if (count === undefined) return { digits: absolute(it.digits).toString(), exponent: it.exponent };
  const exact = exactDigits(it);
  const surplus = exact.digits.toString().length - count;
  return surplus <= 0 ? textOf(exact) : roundAt(exact, exact.exponent + surplus);
}

type Exact = { readonly digits: bigint; readonly exponent: number };

/** All digits of the float that the decimal names. */
function exactDigits(it: Decimal): Exact {
  const { mantissa, exponent } = toBinary(it);
  const magnitude = absolute(mantissa);
  if (exponent >= 0) return withoutZeros(magnitude << BigInt(exponent), 0);
  return withoutZeros(magnitude * 5n ** BigInt(-exponent), exponent);
}

function withoutZeros(digits: bigint, exponent: number): Exact {
  const zeros = digits === 0n ? 0 : (/0*$/.exec(digits.toString())?.[0].length ?? 0);
  return { digits: digits / 10n ** BigInt(zeros), exponent: digits === 0n ? 0 : exponent + zeros };
}

function textOf({ digits, exponent }: Exact): Rounded {
  return { digits: digits.toString(), exponent };
}

/** Rounds at the digit worth 10^exponent, a tie to the even digit. */
function roundAt(it: Exact, exponent: number): Rounded {
  if (it.exponent >= exponent) return textOf(it);
  const divisor = 10n ** BigInt(exponent - it.exponent);
  const truncated = it.digits / divisor;
  const twice = (it.digits % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && truncated % 2n === 1n);
  return { digits: (truncated + (up ? 1n : 0n)).toString(), exponent };
}
