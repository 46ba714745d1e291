/**
 * The resource attributes that an unknown was computed from: `"ops-${aws_ssoadmin_permission_set.ops.arn}"` is not known as long as that ARN is not,
 * whatever else becomes known. Terraform knows more of an unknown than nothing, that it is not null or how it begins, and
 * so answers some questions about it: booleans and numbers have no dependencies here, unless they certainly do.
 */
import type * as hcl from '../../syntax/hcl';
import { spend } from '../expression/limits';
import { originOfNode } from '../expression/origin-of-node';
import type { Scope } from '../expression/scope';
import { isWhollyKnown } from './traits';
import type { Symbol, UnknownValue, Value } from './value';
import { valuesIn } from './values-in';

export function dependenciesOf(value: Value): readonly Symbol[] {
  if (value.kind !== 'unknown' || value.isError) return [];
  return value.symbol ? [value.symbol] : (value.attributeDependencies ?? []);
}

/** Of all parts together. */
export function dependenciesOfAll(values: readonly Value[]): readonly Symbol[] | undefined {
  const [first, ...others] = values;
  if (first && others.length === 0) return someOf(dependenciesOf(first));
  const all = new Set(values.flatMap(dependenciesOf));
  spend(all.size);
  return someOf([...all]);
}

function someOf(symbols: readonly Symbol[]): readonly Symbol[] | undefined {
  return symbols.length > 0 ? symbols : undefined;
}

/** Of everything inside. */
export function dependenciesIn(value: Value): readonly Symbol[] {
  const inside = [...valuesIn(value, (it) => !isWhollyKnown(it))];
  return [...new Set(inside.flatMap(dependenciesOf))];
}

export function withoutDependencies(value: UnknownValue): UnknownValue {
  return value.symbol || value.attributeDependencies
    ? { ...value, symbol: undefined, attributeDependencies: undefined }
    : value;
}

/** The answer to `==` is open for sure where texts are compared with the very attribute. */
export function isTextComparison(a: Value, b: Value): boolean {
  return [a, b].every((it) => it.kind === 'string' || (it.kind === 'unknown' && it.symbol !== undefined));
}

/** A key that is not known remembers its place. */
export function withKeyPlace(key: UnknownValue, expression: hcl.Expression, scope: Scope): UnknownValue {
  return key.keyAt ? key : { ...key, keyAt: originOfNode(expression, scope).at };
}
