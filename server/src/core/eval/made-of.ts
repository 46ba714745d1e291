/**
 * What an unknown was made of: `"ops-${aws_ssoadmin_permission_set.ops.arn}"` is not known as long as that ARN is not,
 * whatever else becomes known. Terraform knows more of an unknown than nothing, that it is not null or how it begins, and
 * so answers some questions about it: yes, no and numbers are made of nothing here, unless they certainly are.
 */
import type * as hcl from '../syntax/hcl';
import { place } from './place';
import type { Scope } from './scope';
import { childrenOf, isWhollyKnown } from './traits';
import type { Symbol, UnknownValue, Value } from './value';

export function madeOf(value: Value): readonly Symbol[] {
  if (value.kind !== 'unknown' || value.isError) return [];
  return value.symbol ? [value.symbol] : (value.madeOf ?? []);
}

/** Of all parts together. */
export function madeOfAll(values: readonly Value[]): readonly Symbol[] | undefined {
  const all = values.flatMap(madeOf);
  return all.length > 0 ? all : undefined;
}

/** Of everything inside. */
export function madeOfIn(value: Value): readonly Symbol[] {
  return isWhollyKnown(value) ? [] : [...madeOf(value), ...[...childrenOf(value)].flatMap(madeOfIn)];
}

export function madeOfNothing(value: UnknownValue): UnknownValue {
  return value.symbol || value.madeOf ? { ...value, symbol: undefined, madeOf: undefined } : value;
}

/** The answer to `==` is open for sure where texts are compared with the very attribute. */
export function isCompared(a: Value, b: Value): boolean {
  return [a, b].every((it) => it.kind === 'string' || (it.kind === 'unknown' && it.symbol !== undefined));
}

/** A key that is not known remembers its place. */
export function workedOutAt(key: UnknownValue, expression: hcl.Expression, scope: Scope): UnknownValue {
  return key.keyAt ? key : { ...key, keyAt: place(expression, scope).at };
}
