/** Numbers in the notations of `format`: a given count of digits, with or without an exponent, as C and Go print them. */
import { absolute, isNegative } from './number';
import type { Decimal } from './value';

type Rounded = { readonly digits: string; readonly exponent: number };

/** `%.Nf`: so many digits behind the point. */
export function fixedNotation(it: Decimal, places: number): string {
  const { digits, exponent } = roundAt(it, -places);
  const whole = exponent >= 0 ? digits + '0'.repeat(exponent) : digits;
  const scale = Math.max(0, -exponent);
  const padded = whole.padStart(scale + 1, '0');
  const integer = padded.slice(0, padded.length - scale);
  const fraction = scale === 0 ? '' : padded.slice(-scale);
  return sign(it) + integer + (places > 0 ? `.${fraction.padEnd(places, '0')}` : '');
}

/** `%.Ne`: one digit, the point, so many digits, and an exponent of at least two digits. `undefined`: as many as needed. */
export function scientificNotation(it: Decimal, places: number | undefined): string {
  const all = significant(it, places === undefined ? undefined : places + 1);
  const mantissa = places === undefined ? all.digits : all.digits.padEnd(places + 1, '0');
  const power = it.digits === 0n ? 0 : all.exponent + all.digits.length - 1;
  return sign(it) + withPoint(mantissa) + exponentText(power);
}

/** `%g`: the shorter of the two, without trailing zeros. */
export function generalNotation(it: Decimal, precision: number | undefined): string {
  const wanted = precision === 0 ? 1 : precision;
  const all = significant(it, wanted);
  const power = it.digits === 0n ? 0 : all.exponent + all.digits.length - 1;
  // Without a given precision the exponent appears from 10^21 on, as Go has it for its shortest form.
  const limit = wanted === undefined ? Math.max(21, all.digits.length) : Math.max(wanted, all.digits.length);
  const short = all.digits.replace(/0+$/, '') || '0';
  if (power < -4 || power >= limit) return sign(it) + withPoint(short) + exponentText(power);
  return sign(it) + plain(short, power);
}

/** Ten significant digits, say, as Go prints a big float by default. */
export function significantDigits(it: Decimal, precision: number): string {
  const all = significant(it, precision);
  const power = it.digits === 0n ? 0 : all.exponent + all.digits.length - 1;
  const short = all.digits.replace(/0+$/, '') || '0';
  if (power < -4 || power >= precision) return sign(it) + withPoint(short) + exponentText(power);
  return sign(it) + plain(short, power);
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

/** Rounds half to even at the digit worth 10^exponent. */
function roundAt(it: Decimal, exponent: number): Rounded {
  const magnitude = absolute(it.digits);
  if (it.exponent >= exponent) return { digits: magnitude.toString(), exponent: it.exponent };
  const divisor = 10n ** BigInt(exponent - it.exponent);
  const truncated = magnitude / divisor;
  const twice = (magnitude % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && truncated % 2n === 1n);
  return { digits: (truncated + (up ? 1n : 0n)).toString(), exponent };
}
