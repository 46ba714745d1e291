/** What is broken in the user's text. A stage reports problems beside its value and never throws for them. */
import type { ProblemReason } from '../reasons';
import type { Fault } from './fault';
import type { Location } from './span';

export type Problem = {
  readonly at: Location;
  readonly reason: ProblemReason;
  /** The text that should stand there. Certain where the two differ in case and separators alone. */
  readonly suggestion?: { readonly text: string; readonly isCertain: boolean } | undefined;
  /** The text may well be right: we failed to read it, and nothing of it was read. */
  readonly fault?: Fault | undefined;
};

export type Outcome<T> = { readonly value: T; readonly problems: readonly Problem[] };
