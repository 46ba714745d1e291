/** Terraform's numbers reach infinity, at `1 / 0` for one, and compute with it; only storing it is refused. */
import type { Decimal } from '../value/value';

/** Terraform's own message for what cannot be written down. */
export const UNSTORABLE = 'cannot serialize infinity as JSON';

export function infinity(negative: boolean): Decimal {
  return { digits: negative ? -1n : 1n, exponent: Number.POSITIVE_INFINITY };
}

export function isInfinite(it: Decimal): boolean {
  return it.exponent === Number.POSITIVE_INFINITY;
}

/** Why an operation has no result; it always has one where both operands are finite and no zero is divided by zero. */
export function undefinedResult(operator: string, a: Decimal, b: Decimal): string | undefined {
  const both = isInfinite(a) && isInfinite(b);
  switch (operator) {
    case '+':
      return both && a.digits !== b.digits ? "can't compute sum of opposing infinities" : undefined;
    case '-':
      return both && a.digits === b.digits ? "can't subtract infinity from itself" : undefined;
    case '*':
      return isZeroBesideInfinity(a, b) || isZeroBesideInfinity(b, a) ? "can't multiply zero by infinity" : undefined;
    case '/':
      return both || (a.digits === 0n && b.digits === 0n)
        ? "can't divide zero by zero or infinity by infinity"
        : undefined;
    default:
      return undefinedRemainder(a, b);
  }
}

function isZeroBesideInfinity(a: Decimal, b: Decimal): boolean {
  return a.digits === 0n && isInfinite(b);
}

function undefinedRemainder(a: Decimal, b: Decimal): string | undefined {
  if (isInfinite(b)) return "can't use modulo with zero and infinity";
  if (!isInfinite(a) || b.digits === 0n) return undefined;
  return 'panic in function implementation: runtime error: invalid memory address or nil pointer dereference';
}
