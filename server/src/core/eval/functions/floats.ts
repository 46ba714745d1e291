/**
 * Powers and logarithms of doubles, step by step as Go's library computes them: `**` and `Math.log` may differ from it in
 * the last digit, and so would what is printed. (On processors that fuse multiplication and addition, Go may too.)
 */

/** `undefined` where the last digit is not certain: a fraction in the exponent other than a half. */
export function powerOf(x: number, y: number): number | undefined {
  if (y === 0 || x === 1) return 1;
  if (y === 0.5) return Math.sqrt(x);
  if (y === -0.5) return 1 / Math.sqrt(x);
  const isPlain = Number.isFinite(x) && Number.isFinite(y) && x !== 0 && Math.abs(y) < 2 ** 53;
  if (!isPlain) return x === -1 && Math.abs(y) === Number.POSITIVE_INFINITY ? 1 : x ** y;
  if (!Number.isInteger(y)) return x < 0 ? Number.NaN : undefined;
  return wholePower(x, y);
}

/** By squaring the fraction, with the power of two kept apart. */
function wholePower(x: number, y: number): number {
  let [fraction, exponent] = parts(x);
  let result = 1;
  let power = 0;
  for (let rest = Math.abs(y); rest !== 0; rest = Math.floor(rest / 2)) {
    if (Math.abs(exponent) > 4096) {
      power += exponent;
      break;
    }
    if (rest % 2 === 1) {
      result *= fraction;
      power += exponent;
    }
    fraction *= fraction;
    exponent *= 2;
    if (fraction < 0.5) {
      fraction += fraction;
      exponent--;
    }
  }
  return y < 0 ? scaled(1 / result, -power) : scaled(result, power);
}

/** `x = fraction × 2^exponent`, the fraction at least a half and below one. */
function parts(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1);
  let fraction = scaled(x, -exponent);
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2;
    exponent--;
  }
  while (Math.abs(fraction) >= 1) {
    fraction /= 2;
    exponent++;
  }
  return [fraction, exponent];
}

/** In two steps, since the power of two alone may be beyond what a double holds. */
function scaled(x: number, exponent: number): number {
  const half = Math.trunc(Math.max(-2200, Math.min(2200, exponent)) / 2);
  const rest = Math.max(-2200, Math.min(2200, exponent)) - half;
  return x * twoTo(half) * twoTo(rest);
}

function twoTo(exponent: number): number {
  return exponent > 1023 ? 2 ** 1023 * 2 ** (exponent - 1023) : 2 ** exponent;
}

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const L = [
  0, 0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
] as const;

/** The natural logarithm, by a polynomial around one. */
export function logarithmOf(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!Number.isFinite(x)) return x;
  let [fraction, exponent] = parts(x);
  if (fraction < Math.SQRT2 / 2) {
    fraction *= 2;
    exponent--;
  }
  const f = fraction - 1;
  const s = f / (2 + f);
  const s2 = s * s;
  const s4 = s2 * s2;
  const odd = s2 * (L[1] + s4 * (L[3] + s4 * (L[5] + s4 * L[7])));
  const even = s4 * (L[2] + s4 * (L[4] + s4 * L[6]));
  const half = 0.5 * f * f;
  return exponent * LN2_HIGH - (half - (s * (half + (odd + even)) + exponent * LN2_LOW) - f);
}
