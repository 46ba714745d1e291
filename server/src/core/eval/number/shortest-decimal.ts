/**
 * The shortest decimal that lies nearer to a float than to its neighbours: how Terraform prints numbers. The digits of
 * the float are walked from the left until cutting or rounding there still stays between the two halfway points.
 */
import { type Binary, bitLength } from './binary';

type Digits = { readonly text: string; readonly exponent: number };

export function shortestDecimal(it: Binary, precision: number): { readonly digits: bigint; readonly exponent: number } {
  if (it.mantissa === 0n) return { digits: 0n, exponent: 0 };
  const sign = it.mantissa < 0n ? -1n : 1n;
  // Scaled so that one step of the mantissa is half the distance to the next float.
  const shift = precision + 1 - bitLength(it.mantissa);
  const mantissa = shift >= 0 ? (it.mantissa * sign) << BigInt(shift) : (it.mantissa * sign) >> BigInt(-shift);
  const exponent = it.exponent - shift;
  const digits = decimalDigits(mantissa, exponent);
  const lower = decimalDigits(mantissa - 1n, exponent);
  const upper = decimalDigits(mantissa + 1n, exponent);
  const short = shorten(digits, lower, upper, (mantissa & 2n) === 0n);
  return { digits: BigInt(short.text) * sign, exponent: short.exponent };
}

function decimalDigits(mantissa: bigint, exponent: number): Digits {
  if (exponent >= 0) return trimmed((mantissa << BigInt(exponent)).toString(), 0);
  return trimmed((mantissa * 5n ** BigInt(-exponent)).toString(), exponent);
}

function trimmed(text: string, exponent: number): Digits {
  let end = text.length;
  while (end > 1 && text.charAt(end - 1) === '0') end--;
  return { text: text.slice(0, end), exponent: exponent + text.length - end };
}

function shorten(digits: Digits, lower: Digits, upper: Digits, inclusive: boolean): Digits {
  for (let index = 0; index < digits.text.length; index++) {
    const own = Number(digits.text.charAt(index));
    const low = Number(lower.text.charAt(index) || '0');
    const high = Number(upper.text.charAt(index) || '0');
    const mayCut = low !== own || (inclusive && index + 1 === lower.text.length);
    const mayRaise = own !== high && (inclusive || own + 1 < high || index + 1 < upper.text.length);
    if (mayCut && mayRaise) return cut(digits, index + 1, roundsUp(digits.text, index + 1));
    if (mayCut) return cut(digits, index + 1, false);
    if (mayRaise) return cut(digits, index + 1, true);
  }
  return digits;
}

function roundsUp(text: string, length: number): boolean {
  const next = text.charAt(length);
  if (next === '5' && length + 1 === text.length) return Number(text.charAt(length - 1)) % 2 === 1;
  return next >= '5';
}

function cut(digits: Digits, length: number, up: boolean): Digits {
  if (length >= digits.text.length) return digits;
  const exponent = digits.exponent + digits.text.length - length;
  const kept = BigInt(digits.text.slice(0, length)) + (up ? 1n : 0n);
  return trimmed(kept.toString(), exponent);
}
