/**
 * What an expression evaluates to. Immutable; every node knows its origin. Two families: values Terraform would know,
 * and `Unknown`, which says why not and, where it stands for one attribute of one resource, which (`symbol`).
 * Provenance and marks never take part in equality.
 */
import type { Location, Origin } from '../../base';
import type { UnknownReason } from '../../reasons';
import type * as hcl from '../../syntax/hcl';
import type { Type } from '../type/type';

export type Value = NullValue | StringValue | NumberValue | BoolValue | SequenceValue | MappingValue | UnknownValue;

type Node = { readonly origin: Origin; readonly sensitive?: true | undefined };

/** `type` is what the null is of, where a conversion said so. */
export type NullValue = Node & { readonly kind: 'null'; readonly type?: Type | undefined };

/** `wholeFile`: the string is the whole text of the file with that path, so that a decoder can point into the file. */
export type StringValue = Node & {
  readonly kind: 'string';
  readonly value: string;
  readonly wholeFile?: string | undefined;
  /** What the text renders (`jsonencode`, a policy document): each part of it still knows its author. */
  readonly renders?: Value | undefined;
};

/** Exact decimal; see `number.ts`. */
export type NumberValue = Node & { readonly kind: 'number'; readonly value: Decimal };
export type BoolValue = Node & { readonly kind: 'bool'; readonly value: boolean };

/** A list or set has one element type, a tuple one for each item. Sets hold each value once, in Terraform's order. */
export type SequenceValue = Node & {
  readonly kind: 'list' | 'set' | 'tuple';
  readonly items: readonly Value[];
  /** Element type of a list or set; `undefined` for a tuple. */
  readonly element?: Type | undefined;
};

/** Entries are in Terraform's order: sorted by key. A key has its own origin, since it may be what an author wrote. */
export type MappingValue = Node & {
  readonly kind: 'map' | 'object';
  readonly entries: ReadonlyMap<string, Value>;
  readonly keyOrigins?: ReadonlyMap<string, Origin> | undefined;
  readonly element?: Type | undefined;
  /** The expression that computed the keys, where the entries are one part of a flattening; see `flattening.ts`. */
  readonly flattening?: Flattening | undefined;
  /** What `merge` let other items of a flattening replace. */
  readonly replaced?: readonly Entry[] | undefined;
  /** Stands for every attribute that is not among the entries: a resource has more than its arguments. */
  readonly rest?: UnknownValue | undefined;
};

export type Flattening = hcl.ForObject | hcl.ObjectExpression;

export type Entry = { readonly key: string; readonly value: Value };

export type UnknownValue = Node & {
  readonly kind: 'unknown';
  readonly because: UnknownReason;
  /** Set when Terraform would stop here, for the reason given. `try` and `can` catch these, and no other unknowns. */
  readonly isError?: true | undefined;
  /** The error is found before anything is evaluated (an undeclared reference), so neither `try` nor `can` catches it. */
  readonly fatal?: true | undefined;
  readonly type?: Type | undefined;
  /** Of an error: the value with which Terraform goes on to check types. */
  readonly partialResult?: Value | undefined;
  /** Not known, and yet certainly not null: what templates and most functions make never is. */
  readonly notNull?: true | undefined;
  readonly symbol?: Symbol | undefined;
  /** The resource attributes it was computed from: unknown for as long as any of them is. See `attribute-dependencies.ts`. */
  readonly attributeDependencies?: readonly Symbol[] | undefined;
  /** Of a key: where it was first worked out. */
  readonly keyAt?: Location | undefined;
  /** Set where a known collection lacks a known key: what its author may have misspelt. */
  readonly missing?: MissingKey | undefined;
  /** Set on the error that items of a `for` expression have one key: which ones. */
  readonly collisions?: readonly Collision[] | undefined;
  /** Of a string: what it will look like, with `${…}` for the symbols in it. */
  readonly shape?: string | undefined;
  /** Of a collection: what is certain to be in it, though its keys, its order or the rest of it are not known. */
  readonly members?: Members | undefined;
};

/** Two items with one key, each at the text in which it differs from the other; at the key where they don't differ. */
export type Collision = { readonly key: string; readonly first: Origin; readonly second: Origin };

/**
 * `complete`: there are no others. `mayRepeat`: what will turn out to be one item, or to be replaced by another, may be
 * listed twice, as the elements of a set that are not known yet.
 */
export type Members = {
  readonly items: readonly Member[];
  readonly complete: boolean;
  readonly mayRepeat?: true | undefined;
};

/** `key` is `undefined` for an item of a sequence, and may be unknown itself. */
export type Member = { readonly key: Value | undefined; readonly value: Value };

/**
 * One attribute of one resource instance: `aws_ssoadmin_permission_set.sets["Admin"].arn` is not known before the
 * apply, and yet it is certain *which* set it means. `instance` is the address with all module and instance keys.
 */
export type Symbol = { readonly instance: string; readonly attribute: readonly (string | number)[] };

/**
 * Exact: `digits × 10^exponent`, in lowest terms. Terraform computes with binary floats of 512 bits, far beyond what a
 * double holds; this is the shortest decimal that names such a float, which is also how Terraform prints it.
 * `precision` is set where Terraform's float has other than 512 bits (what `length` returns has 64).
 */
export type Decimal = {
  readonly digits: bigint;
  readonly exponent: number;
  readonly precision?: number | undefined;
  /** Floats have a zero below zero, and Terraform prints it as `-0`. */
  readonly negativeZero?: true | undefined;
};

/**
 * `keys` are all that exist. `of` is the collection, where it has a name: `local.accounts`.
 * `beside` is one of the instances that a collection of resources does hold, or an attribute of it.
 */
export type MissingKey = {
  readonly key: StringValue;
  readonly keys: readonly string[];
  readonly of?: string | undefined;
  readonly existingInstance: Symbol | undefined;
};
