/** What is broken in the user's text. A stage reports problems beside its value and never throws for them. */
import type { Location } from './span';

export type Problem = {
  readonly at: Location;
  /** Says what is wrong and what was expected, lower case, no full stop. */
  readonly message: string;
};

export type Outcome<T> = { readonly value: T; readonly problems: readonly Problem[] };
