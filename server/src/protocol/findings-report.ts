/** `idc check --format json`, version 1. Lines and columns are 1-based; ends exclusive. */

export type FindingsReport = {
  readonly version: 1;
  /** Where idc itself failed, as sentences: there may be more findings. Absent where it did not. */
  readonly faults?: readonly string[];
  readonly findings: readonly FindingReport[];
  readonly counts: { readonly error: number; readonly warning: number; readonly info: number; readonly hint: number };
};

export type FindingReport = {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly related: readonly { file: string; line: number; column: number; message: string }[];
  /** Titles of the quick fixes. */
  readonly fixes: readonly string[];
};
