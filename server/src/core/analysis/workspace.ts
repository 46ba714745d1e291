/**
 * The one mutable thing in core: the newest texts, settings and snapshot, and the analysis made of them.
 * No events, no promises; the rim calls `apply` whenever the world changed and `analyse` when it wants to know.
 */
import type { SourceFile } from '../base';
import type { Evaluated, EvaluationOptions } from '../eval';
import type { Snapshot } from '../live';
import type { Access, UnknownFact } from '../model';
import type { Finding, Severity } from './finding';

export type Change = {
  /** By path relative to the workspace folder; `undefined` means: does not exist, or is closed and gone. */
  readonly texts?: ReadonlyMap<string, string | undefined> | undefined;
  /** All paths known to exist below the folder (for `fileset`, and to tell missing from not loaded). */
  readonly paths?: ReadonlySet<string> | undefined;
  readonly options?: EvaluationOptions | undefined;
  /** Editor settings; they may override rule severities only. */
  readonly severities?: ReadonlyMap<string, Severity | 'off'> | undefined;
  readonly snapshot?: Snapshot | undefined;
};

/** Immutable; the same objects as last time wherever nothing changed. */
export type Analysis = {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly evaluated: Evaluated;
  readonly declared: Access;
  readonly unknowns: readonly UnknownFact[];
  /** Sorted by path and place. */
  readonly findings: readonly Finding[];
  /** Paths the evaluation asked for: load and apply them, then analyse again. */
  readonly wanted: readonly string[];
};
