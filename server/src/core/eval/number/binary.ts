/** Binary floats of any size: `mantissa × 2^exponent`, exact, rounded to nearest even where a precision is given. */

export type Binary = { readonly mantissa: bigint; readonly exponent: number };

export function addBinary(a: Binary, b: Binary): Binary {
  const exponent = Math.min(a.exponent, b.exponent);
  const left = a.mantissa << BigInt(a.exponent - exponent);
  const right = b.mantissa << BigInt(b.exponent - exponent);
  return { mantissa: left + right, exponent };
}

export function multiplyBinary(a: Binary, b: Binary): Binary {
  return { mantissa: a.mantissa * b.mantissa, exponent: a.exponent + b.exponent };
}

export function compareBinary(a: Binary, b: Binary): number {
  const difference = addBinary(a, { mantissa: -b.mantissa, exponent: b.exponent }).mantissa;
  return difference < 0n ? -1 : Number(difference > 0n);
}

export function roundBinary(it: Binary, precision: number): Binary {
  const surplus = bitLength(it.mantissa) - precision;
  if (surplus <= 0) return it;
  const mantissa = divideToEven(it.mantissa, 1n << BigInt(surplus));
  return { mantissa, exponent: it.exponent + surplus };
}

/** The float of `precision` bits that is nearest to a fraction. */
export function quotient(numerator: bigint, denominator: bigint, precision: number): Binary {
  if (numerator === 0n) return { mantissa: 0n, exponent: 0 };
  // One bit more than needed may come out, or one less; both leave the rounding to a second, exact step.
  const shift = precision + 2 - (bitLength(numerator) - bitLength(denominator));
  const scaled = shift >= 0 ? numerator << BigInt(shift) : numerator;
  const divisor = shift >= 0 ? denominator : denominator << BigInt(-shift);
  const truncated = scaled / divisor;
  const isExact = truncated * divisor === scaled;
  // A sticky last bit keeps "a little more than half" apart from "half".
  const sticky = (truncated << 1n) + (isExact ? 0n : truncated < 0n || scaled < 0n !== divisor < 0n ? -1n : 1n);
  return roundBinary({ mantissa: sticky, exponent: -shift - 1 }, precision);
}

export function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude === 0n) return 0;
  const hexadecimal = magnitude.toString(16);
  return (hexadecimal.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hexadecimal.charAt(0), 16)));
}

function divideToEven(value: bigint, divisor: bigint): bigint {
  const magnitude = value < 0n ? -value : value;
  const truncated = magnitude / divisor;
  const twice = (magnitude % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && truncated % 2n === 1n);
  const rounded = truncated + (up ? 1n : 0n);
  return value < 0n ? -rounded : rounded;
}
