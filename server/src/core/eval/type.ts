/** Terraform's types, as in type constraints and in the types of values. */

export type Type =
  | { readonly kind: 'any' }
  | { readonly kind: 'string' | 'number' | 'bool' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly items: readonly Type[] }
  | { readonly kind: 'object'; readonly attributes: ReadonlyMap<string, AttributeType> };

/** `defaultValue` comes from `optional(type, default)`; it is an evaluated value and is known when present. */
export type AttributeType = {
  readonly type: Type;
  readonly optional: boolean;
  readonly defaultValue?: import('./value').Value | undefined;
};
