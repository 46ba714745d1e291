/** The access matrix: who may go where as what, as a table. Complete each time; the view keeps only how it looks at it. */
import type { PlaceInFile } from './nodes';

/**
 * What code and AWS say of a grant. `in-code` and `live`: the other was not heard, or not fully. `elsewhere`: only live, and
 * rightly, as the project file says, or because it is Control Tower's.
 */
export type GrantStatus =
  | 'failed'
  | 'outdated'
  | 'both'
  | 'only-in-code'
  | 'only-live'
  | 'elsewhere'
  | 'in-code'
  | 'live';

/** `P` is how a place in code is told, `C` what leads on. */
export type AccessMatrix<P = PlaceInFile, C extends string = string> = {
  /** The columns, in the order of their names. */
  readonly accounts: readonly MatrixAccount[];
  /** The rows: groups, then users who are assigned directly. */
  readonly principals: readonly MatrixPrincipal<P>[];
  /** Each status that occurs, in its words. */
  readonly legend: readonly MatrixLegendEntry[];
  /** What must be known before the table is trusted: what is missing, and why. */
  readonly notes: readonly MatrixNote<P, C>[];
  /** ISO 8601, when AWS was read; absent where only the code speaks. */
  readonly takenAt?: string | undefined;
};

export type MatrixAccount = { readonly id: string; readonly name?: string | undefined };

export type MatrixPrincipal<P = PlaceInFile> = {
  readonly type: 'group' | 'user';
  /** The id where AWS has no name for it; `nameless` then says why. */
  readonly name: string;
  readonly nameless?: string | undefined;
  /** Only cells that hold something, in the order of the columns. */
  readonly cells: readonly MatrixCell<P>[];
};

export type MatrixCell<P = PlaceInFile> = {
  /** The column: an index of `accounts`. */
  readonly account: number;
  readonly permissionSets: readonly MatrixChip<P>[];
};

export type MatrixChip<P = PlaceInFile> = {
  readonly name: string;
  readonly status: GrantStatus;
  /** AWS's words about the failure. */
  readonly reason?: string | undefined;
  /** Where the code grants it. */
  readonly open?: P | undefined;
};

export type MatrixLegendEntry = { readonly status: GrantStatus; readonly text: string; readonly count: number };

export type MatrixNote<P = PlaceInFile, C extends string = string> = {
  readonly kind: 'info' | 'failure' | 'unknown';
  readonly text: string;
  readonly detail: string;
  /** What fixes it: signing in, choosing a profile. */
  readonly command?: C | undefined;
  readonly items: readonly { readonly text: string; readonly detail: string; readonly open?: P | undefined }[];
};
