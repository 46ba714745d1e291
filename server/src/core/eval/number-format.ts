/** Numbers in the notations of `format`: a given count of digits, with or without an exponent, as Go prints big floats. */
import { isInfinite } from './infinity';
import { absolute, isNegative, numberText, toBinary } from './number';
import type { Decimal } from './value';

/** `digits × 10^exponent`, without a sign. */
type Rounded = { readonly digits: string; readonly exponent: number };

/** `%.Nf`: so many digits behind the point. */
export function fixedNotation(it: Decimal, places: number): string {
  const { digits, exponent } = roundAt(it, -places);
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

function significant(it: Decimal, count: number | undefined): Rounded {
  const digits = absolute(it.digits).toString();
  if (count === undefined || digits.length <= count) return { digits, exponent: it.exponent };
  return roundAt(it, it.exponent + digits.length - count);
}

/** Rounds at the digit worth 10^exponent. */
function roundAt(it: Decimal, exponent: number): Rounded {
  const magnitude = absolute(it.digits);
  if (it.exponent >= exponent) return { digits: magnitude.toString(), exponent: it.exponent };
  const divisor = 10n ** BigInt(exponent - it.exponent);
  const truncated = magnitude / divisor;
  const twice = (magnitude % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && tieGoesUp(it, truncated));
  return { digits: (truncated + (up ? 1n : 0n)).toString(), exponent };
}

/** What looks like a tie in decimal seldom is one: the float behind `0.15` is a little more or less than that. */
function tieGoesUp(it: Decimal, truncated: bigint): boolean {
  const { mantissa, exponent } = toBinary(it);
  const exact = absolute(mantissa) * 10n ** BigInt(Math.max(0, -it.exponent)) * 2n ** BigInt(Math.max(0, exponent));
  const named = absolute(it.digits) * 10n ** BigInt(Math.max(0, it.exponent)) * 2n ** BigInt(Math.max(0, -exponent));
  return exact === named ? truncated % 2n === 1n : exact > named;
}
