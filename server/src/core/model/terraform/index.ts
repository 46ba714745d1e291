/**
 * What only Terraform has, as its evaluation finds it and as rules read it: one type for both. Knows neither Identity
 * Center nor syntax, so that the evaluator may name it.
 */
import type { Known, Origin } from '../../base';

export type Located = { readonly origin: Origin };

/** A reference to something that its module certainly does not declare. */
export type UndeclaredReference = {
  readonly kind: 'variable' | 'local' | 'resource' | 'data source' | 'module' | 'output';
  /** The whole of it, as written: `local.acounts`, `data.aws_identitystore_group.ops`, `module.sso.arns`. */
  readonly text: Known<string>;
  /** Where its last name stands, which may be the wrong one. */
  readonly name: Located;
  /** What the module does declare, in the same form. */
  readonly declared: readonly string[];
};

/** A variable whose default, at the origin, is empty, and which is set only in files that Terraform does not load by itself. */
export type UnloadedValue = Located & {
  readonly variable: string;
  readonly setAt: readonly Located[];
};

/** An argument that is `lookup(map, key, default)`, at the call's origin, with null or a plain text as default. */
export type LookUp = Located & {
  /** `principal_id`, `target_id`, … */
  readonly argument: string;
  readonly map: Located;
  readonly key: Located;
  /** The default: a text, or nothing for null. */
  readonly fallback: string | undefined;
};

/**
 * A `count` or `for_each`, at its origin, whose keys are positions in a list: an insertion into the list moves every later
 * item, and Terraform destroys and recreates each of them.
 */
export type ListPositions = Located & {
  /** Of `count = length(LIST)`, where a set of the very list would do: the list, and every `LIST[count.index]`. */
  readonly items: { readonly list: Located; readonly uses: readonly Located[] } | undefined;
};
