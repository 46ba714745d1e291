/** What every format of `idc check` is given. */
import type { Finding } from '../../core/analysis';
import type { SourceFile } from '../../core/base';

export type CheckReport = {
  readonly findings: readonly Finding[];
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly color: boolean;
  /** The page of a rule, as Markdown; `undefined` for findings that have none. */
  readonly pageOf: (rule: string) => string | undefined;
};

export type Format = (report: CheckReport) => string;
