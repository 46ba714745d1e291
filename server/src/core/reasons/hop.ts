/** What happened to a value on its way from who wrote it to where it is used. */
export type HopStep =
  /** `name` as it is written: `local.teams`, `each.value`. */
  | { readonly kind: 'reference'; readonly name: string }
  | { readonly kind: 'local' | 'variable' | 'output'; readonly name: string }
  /** `address` with all keys. */
  | { readonly kind: 'module-call' | 'resource'; readonly address: string }
  | { readonly kind: 'count' | 'for-each' | 'dynamic-block' }
  | { readonly kind: 'for-each-key'; readonly key: string }
  /** A function made the value, read it from a file's text, or wrote it into a text. */
  | { readonly kind: 'call' | 'decoded' | 'encoded'; readonly function: string }
  | { readonly kind: 'template-insert' }
  /** An access definition names the account by a name that is declared with its id. */
  | { readonly kind: 'account-name'; readonly name: string; readonly id: string }
  /** A landing zone says the account by its name, or by the unit it is in. */
  | { readonly kind: 'zone-account'; readonly name: string }
  | { readonly kind: 'unit-account'; readonly unit: string };
